-- All that SQLite's steps 1 to 4 come to, for PostgreSQL 15 and newer. test/ledger/schema-postgres.test.ts holds the tables
-- of both stores equal; docs/ledger.md explains every column. Run with a search path of the ledger's schema alone.
-- Texts compare by their bytes (collation C), as they do in SQLite: lists, days and cursors go in one order everywhere.
-- A dispatch's id is whatever its publisher gives: a hash index takes one of any length, a tree only some 2,700 bytes.

create function is_json(value text) returns boolean
language plpgsql immutable strict parallel safe set search_path from current as $$
begin
  perform value::json;
  return true;
exception when others then
  return false;
end $$;

create table entry (
  sequence bigint primary key, -- Place in the chain: 1, 2, 3 and so on without a gap
  kind text collate "C" not null check (kind in ('dispatch-stored', 'reading-made', 'review', 'correction', 'redaction', 'passed-over', 'merge', 'split', 'undo')), -- What the entry says
  recorded_at text collate "C" not null check (recorded_at ~ '^.{4}-..-..T..:..:..[.]...Z$'), -- When we wrote it, ISO 8601 UTC with milliseconds; never earlier than the entry before
  body text collate "C" not null check (is_json(body)), -- Canonical JSON (RFC 8785); names text by its hash, so that the text can be redacted
  prev_hash text collate "C" not null check (length(prev_hash) = 64), -- `hash` of the entry before; 64 zeros for the first
  hash text collate "C" not null unique check (length(hash) = 64) -- SHA-256, lowercase hex, over prev_hash, kind, recorded_at and body
);
create index entry_by_time on entry (recorded_at);
create index entry_redaction on entry (kind) where kind = 'redaction';

create table blob (
  hash text collate "C" primary key check (length(hash) = 64), -- SHA-256 of the bytes, lowercase hex
  bytes bytea -- A dispatch's bytes, its words or a reading as JSON; null once redacted
);

create function refuse_change() returns trigger language plpgsql set search_path from current as $$
begin
  raise exception 'The ledger is append-only: append a %', tg_argv[0] using errcode = 'restrict_violation';
end $$;

create function refuse_all_but_the_next() returns trigger language plpgsql set search_path from current as $$
declare
  head record;
begin
  select sequence, hash, recorded_at into head from entry order by sequence desc limit 1;
  if new.sequence is distinct from coalesce(head.sequence, 0) + 1
    or new.prev_hash is distinct from coalesce(head.hash, repeat('0', 64))
    or new.recorded_at < coalesce(head.recorded_at, '')
    or exists (select from entry where hash = new.hash)
  then
    raise exception 'An entry must follow the head of the chain: append through Parley' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create function refuse_a_second() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from blob where hash = new.hash) then
    raise exception 'The ledger is append-only: these bytes are there already' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- A redaction takes bytes away, once the chain says so. Canonical JSON has its keys in order: `blobs` is a redaction's first.
create function refuse_all_but_redaction() returns trigger language plpgsql set search_path from current as $$
begin
  if new.bytes is not null or new.hash is distinct from old.hash or not exists (
    select from entry where kind = 'redaction' and body like '{"blobs":[%'
      and position('"' || old.hash || '"' in split_part(body, ']', 1)) > 0
  ) then
    raise exception 'The ledger is append-only: append a redaction' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger entry_refuses_update before update on entry for each row execute function refuse_change('correction');
create trigger entry_refuses_delete before delete on entry for each row execute function refuse_change('correction');
create trigger entry_refuses_truncate before truncate on entry for each statement execute function refuse_change('correction');
create trigger entry_refuses_all_but_the_next before insert on entry for each row execute function refuse_all_but_the_next();
create trigger blob_refuses_delete before delete on blob for each row execute function refuse_change('redaction');
create trigger blob_refuses_truncate before truncate on blob for each statement execute function refuse_change('redaction');
create trigger blob_refuses_a_second before insert on blob for each row execute function refuse_a_second();
create trigger blob_refuses_update before update on blob for each row execute function refuse_all_but_redaction();

-- Also where a session says that it replicates.
alter table entry enable always trigger entry_refuses_update;
alter table entry enable always trigger entry_refuses_delete;
alter table entry enable always trigger entry_refuses_truncate;
alter table entry enable always trigger entry_refuses_all_but_the_next;
alter table blob enable always trigger blob_refuses_delete;
alter table blob enable always trigger blob_refuses_truncate;
alter table blob enable always trigger blob_refuses_a_second;
alter table blob enable always trigger blob_refuses_update;

create table view_state (
  name text collate "C" primary key, -- `live`, or `next` while a rebuild is under way
  projection integer not null, -- Version of the rules that compute the views
  through bigint not null -- Sequence of the last entry that was applied
);

insert into view_state (name, projection, through) values ('live', 2, 0);

create table dispatch (
  number bigint primary key, -- Row number, in order of entries
  id text collate "C" not null, -- The dispatch's id
  version integer not null, -- 1 for the first text under this id, then 2 and so on
  text_hash text collate "C" not null, -- SHA-256 of the text as UTF-8, lowercase hex
  content_hash text collate "C" not null, -- `blob.hash` of title, text and url
  bytes_hash text collate "C", -- `blob.hash` of the bytes as they arrived; null where only the text was handed in
  title text collate "C", -- Headline; null where there is none, or once redacted
  publisher text collate "C", -- Who published it
  published text collate "C", -- Day of publication, YYYY-MM-DD
  url text collate "C", -- Address it was published at
  language text collate "C" not null, -- ISO 639-1 code, or `und`
  name text collate "C" not null, -- Where it came from: a file's path, a feed's or a page's address
  received_at text collate "C", -- When it arrived, ISO 8601 UTC
  recorded_at text collate "C" not null, -- `entry.recorded_at` of the entry that stored it
  sort_day text collate "C" not null, -- Day of publication, or an empty text; what lists are ordered by
  redacted integer not null, -- 1 once its words were taken away, else 0
  since bigint not null, -- First entry at which the row holds
  until bigint not null -- First entry at which it no longer holds
);
create index dispatch_by_day on dispatch (sort_day, number);
create index dispatch_by_id on dispatch using hash (id);

create table reading (
  number bigint primary key, -- `entry.sequence` of the reading
  dispatch_id text collate "C" not null, -- Dispatch that was read
  text_hash text collate "C" not null, -- Which text of it
  engine text collate "C" not null, -- Version of Parley
  model text collate "C" not null, -- SHA-256 of the weights, lowercase hex
  session text collate "C" not null, -- What ran the model: `native` or `wasm`
  reading_hash text collate "C" not null, -- `blob.hash` of the reading as JSON
  doubts text collate "C" not null, -- JSON list of doubts about the whole text
  recorded_at text collate "C" not null, -- `entry.recorded_at`
  since bigint not null, -- First entry at which the reading is the one that counts
  until bigint not null -- First entry at which it no longer is
);
create index reading_by_dispatch on reading using hash (dispatch_id);

create table event (
  number bigint primary key, -- Row number; a review or correction makes a new row
  id text collate "C" not null, -- The event's id in its reading
  dispatch_id text collate "C" not null, -- Dispatch that reports it
  position integer not null, -- Place in the reading, from 0
  category text collate "C" not null, -- PLOVER category
  status text collate "C" not null, -- How real the report makes it
  issue text collate "C", -- What is negotiated, where the event is about that
  start_day text collate "C", -- First possible day, YYYY-MM-DD; null where open
  end_day text collate "C", -- Last possible day, YYYY-MM-DD; null where open
  sort_day text collate "C" not null, -- First known of start, end and publication, or an empty text; what lists are ordered by
  confidence double precision not null, -- Probability that the record is right, 0 to 1
  review text collate "C" not null, -- `unreviewed`, `accepted`, `rejected` or `disputed`
  corrections integer not null, -- How many corrections are in the record
  record text collate "C" not null, -- The record as JSON, corrections applied
  since bigint not null, -- First entry at which the row holds
  until bigint not null -- First entry at which it no longer holds
);
create index event_by_day on event (sort_day, number);
create index event_by_dispatch on event using hash (dispatch_id);
create index event_by_id on event (id);
create index event_counted on event (until, since, category, status, review);
create index event_counted_by_day on event (sort_day, until, since, start_day, end_day, category, status, review);

create table event_party (
  event_number bigint not null, -- `event.number`
  role text collate "C" not null, -- `actor`, `recipient` or `speaker`
  position integer not null, -- Place in the record's list, from 0
  code text collate "C" not null, -- ISO 3166 alpha-3, IGO, NGO, MNC, UNK or a group's own code
  sectors text collate "C" not null, -- PLOVER sectors between slashes, as `/GOV/MIL/`
  name text collate "C" not null, -- Usual English name
  primary key (event_number, role, position)
);
create index event_party_by_code on event_party (code, role, event_number);

create table event_place (
  event_number bigint not null, -- `event.number`
  position integer not null, -- Place in the record's list, from 0
  name text collate "C" not null, -- Usual English name
  folded text collate "C" not null, -- The name in lower case without accents, for comparing
  country text collate "C", -- ISO 3166 alpha-3; null where no one state holds it
  lat double precision, -- Degrees north, WGS 84
  lon double precision, -- Degrees east, WGS 84
  resolution text collate "C" not null, -- How exact: point, city, district, province, region, country, sea or world
  geonameid integer, -- GeoNames id
  primary key (event_number, position)
);
create index event_place_by_country on event_place (country, event_number);
create index event_place_by_name on event_place (folded, event_number);

create table process_object (
  number bigint primary key, -- Row number; a review or correction makes a new row
  id text collate "C" not null, -- Made from dispatch, kind and the record itself, so that a new reading that says the same keeps it
  dispatch_id text collate "C" not null, -- Dispatch that reports it
  kind text collate "C" not null, -- `party`, `mediator`, `round`, `delegation`, `proposal`, `outcome` or `position`
  position integer not null, -- Place among its kind in the reading, from 0
  issue text collate "C", -- What is negotiated
  status text collate "C", -- How real the report makes it
  stance text collate "C", -- A position's stance
  round integer, -- Ordinal of the round it belongs to
  start_day text collate "C", -- First possible day, YYYY-MM-DD
  end_day text collate "C", -- Last possible day, YYYY-MM-DD
  sort_day text collate "C" not null, -- First known of start, end and publication, or an empty text; what lists are ordered by
  review text collate "C" not null, -- `unreviewed`, `accepted`, `rejected` or `disputed`
  corrections integer not null, -- How many corrections are in the record
  record text collate "C" not null, -- The record as JSON, corrections applied
  since bigint not null, -- First entry at which the row holds
  until bigint not null -- First entry at which it no longer holds
);
create index process_object_by_day on process_object (sort_day, number);
create index process_object_by_dispatch on process_object using hash (dispatch_id);
create index process_object_by_id on process_object (id);

create table process_party (
  object_number bigint not null, -- `process_object.number`
  role text collate "C" not null, -- `self`, `by` or `to`
  position integer not null, -- Place in the record's list, from 0
  code text collate "C" not null, -- A party as one text: `RUS`, `COD/REB`, `IGO`
  primary key (object_number, role, position)
);
create index process_party_by_code on process_party (code, object_number);

create table review (
  sequence bigint primary key, -- `entry.sequence`
  dispatch_id text collate "C" not null, -- Dispatch of the record
  record_id text collate "C" not null, -- Event or process object
  decision text collate "C" not null, -- `accept`, `reject` or `withdraw`
  reviewer text collate "C" not null, -- Who decided
  note text collate "C", -- Why, in the reviewer's words
  recorded_at text collate "C" not null -- `entry.recorded_at`
);
create index review_by_record on review using hash (dispatch_id);

create table correction (
  sequence bigint primary key, -- `entry.sequence`
  dispatch_id text collate "C" not null, -- Dispatch of the record
  record_id text collate "C" not null, -- Event or process object
  slot text collate "C" not null, -- Field of the record
  old_value text collate "C" not null, -- What stood there, as JSON
  new_value text collate "C" not null, -- What stands there now, as JSON
  reviewer text collate "C" not null, -- Who corrected
  note text collate "C", -- Why, in the reviewer's words
  recorded_at text collate "C" not null -- `entry.recorded_at`
);
create index correction_by_record on correction using hash (dispatch_id);

create table passed_over (
  number bigint primary key, -- `entry.sequence`
  dispatch_id text collate "C" not null, -- Dispatch that was not read
  text_hash text collate "C" not null, -- Which text of it
  why text collate "C" not null, -- `not-about-this`: no word of conflict or talks
  engine text collate "C" not null, -- Version of Parley that judged so
  score double precision, -- What the gate gave the text; null where no gate was asked
  recorded_at text collate "C" not null, -- `entry.recorded_at`
  since bigint not null, -- First entry at which this holds
  until bigint not null -- First entry at which it no longer holds: the dispatch was read, or has another text
);
create index passed_over_by_dispatch on passed_over using hash (dispatch_id);

create table dispatch_origin (
  number bigint primary key, -- `dispatch.number`
  origin bigint not null, -- `dispatch.number` of the first dispatch in the ledger that carries this text
  credit text collate "C" -- Wire that the text credits, in lower case
);
create index dispatch_origin_by_origin on dispatch_origin (origin);

create table origin_key (
  key bigint not null, -- One of the smallest hashes of the text's runs of three words, with the week of its publication
  number bigint not null, -- `dispatch.number` of an origin
  primary key (key, number)
);

create table happening (
  number bigint primary key, -- Row number; whatever changes the happening makes a new row
  id text collate "C" not null, -- Made from the first record in it
  kind text collate "C" not null, -- What sort of occurrence: `talks`, `release`, `agreement`, else the PLOVER category in lower case
  category text collate "C" not null, -- PLOVER category that most of its records have
  status text collate "C" not null, -- What the latest report makes of it
  start_day text collate "C", -- First possible day, YYYY-MM-DD; null where open
  end_day text collate "C", -- Last possible day, YYYY-MM-DD; null where open
  sort_day text collate "C" not null, -- First known of start and end; what lists are ordered by
  dispatches integer not null, -- How many dispatches report it
  origins integer not null, -- How many pieces of reporting that are no copies of each other
  record text collate "C" not null, -- What its records come to, as JSON
  since bigint not null, -- First entry at which the row holds
  until bigint not null -- First entry at which it no longer holds
);
create index happening_by_day on happening (sort_day, number);
create index happening_by_id on happening (id, number);

create table happening_member (
  number bigint primary key, -- Row number
  happening_id text collate "C" not null, -- `happening.id`
  dispatch_id text collate "C" not null, -- Dispatch of the record
  record_id text collate "C" not null, -- Event
  origin bigint not null, -- `dispatch_origin.origin` of the dispatch
  decided bigint not null, -- Entry by which a person put it there; 0 where the program did
  features text collate "C" not null, -- What records are compared by, as JSON
  since bigint not null, -- First entry at which the row holds
  until bigint not null -- First entry at which it no longer holds
);
create index happening_member_by_happening on happening_member (happening_id, number);
create index happening_member_by_record on happening_member using hash (dispatch_id);

create table happening_key (
  key bigint not null, -- Hash of kind, party or place, and day: only records that share one are compared
  member bigint not null, -- `happening_member.number`
  primary key (key, member)
);

-- Full text: every word by its stem, none left out; case and accents do not count. Words are what stands between signs, as
-- FTS5 has it, so that PostgreSQL's own ideas of addresses, tags and numbers with points do not come in.

create text search dictionary english_stems (template = pg_catalog.snowball, language = english);
create text search configuration english_words (copy = pg_catalog.english);
alter text search configuration english_words alter mapping replace pg_catalog.english_stem with english_stems;

create function folded(value text) returns text language sql immutable strict parallel safe set search_path from current as $$
  select regexp_replace(
    lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]+', '', 'g')),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ufeff\ufffd]+',
    ' ', 'g')
$$;

-- What is in a title counts as `A`, what is in a text as `D`. Of a text that is too long for an index, its beginning counts.
create function words_of(title text, body text) returns tsvector
language plpgsql immutable strict parallel safe set search_path from current as $$
begin
  return setweight(to_tsvector('english_words', folded(title)), 'A') || to_tsvector('english_words', folded(body));
exception when program_limit_exceeded then
  return setweight(to_tsvector('english_words', left(folded(title), 1000)), 'A')
    || to_tsvector('english_words', left(folded(body), 100000));
end $$;

-- A word or a phrase to look for; with `is_beginning`, the last word may go on.
create function term(typed text, is_beginning boolean) returns tsquery
language plpgsql immutable strict parallel safe set search_path from current as $$
declare
  wanted tsquery := phraseto_tsquery('english_words', folded(typed));
begin
  if is_beginning and numnode(wanted) > 0 then
    return (wanted::text || ':*')::tsquery;
  end if;
  return wanted;
end $$;

create table dispatch_search (
  rowid bigint primary key,
  title text collate "C" not null, -- Headline
  body text collate "C" not null, -- The text
  words tsvector generated always as (words_of(title, body)) stored
);
create index dispatch_search_by_word on dispatch_search using gin (words);

create table event_search (
  rowid bigint primary key,
  quote text collate "C" not null, -- The sentence the event comes from
  names text collate "C" not null, -- Names of actors, recipients, speakers and places, as the text has them and as they are usually called
  words tsvector generated always as (words_of(quote, names)) stored
);
create index event_search_by_word on event_search using gin (words);

create table process_search (
  rowid bigint primary key,
  quote text collate "C" not null, -- The sentence the object comes from
  names text collate "C" not null, -- Names of parties, persons and places in the record
  words tsvector generated always as (words_of(quote, names)) stored
);
create index process_search_by_word on process_search using gin (words);
