CREATE TABLE blob (
  hash text primary key not null check (length(hash) = 64), -- SHA-256 of the bytes, lowercase hex
  bytes blob -- A dispatch's bytes, its words or a reading as JSON; null once redacted
) strict;

CREATE TABLE view_state (
  name text primary key not null, -- `live`, or `next` while a rebuild is under way
  projection integer not null, -- Version of the rules that compute the views
  through integer not null -- Sequence of the last entry that was applied
) strict;

CREATE TABLE dispatch (
  number integer primary key, -- Row number, in order of entries
  id text not null, -- The dispatch's id
  version integer not null, -- 1 for the first text under this id, then 2 and so on
  text_hash text not null, -- SHA-256 of the text as UTF-8, lowercase hex
  content_hash text not null, -- `blob.hash` of title, text and url
  bytes_hash text, -- `blob.hash` of the bytes as they arrived; null where only the text was handed in
  title text, -- Headline; null where there is none, or once redacted
  publisher text, -- Who published it
  published text, -- Day of publication, YYYY-MM-DD
  url text, -- Address it was published at
  language text not null, -- ISO 639-1 code, or `und`
  name text not null, -- Where it came from: a file's path, a feed's or a page's address
  received_at text, -- When it arrived, ISO 8601 UTC
  recorded_at text not null, -- `entry.recorded_at` of the entry that stored it
  sort_day text not null, -- Day of publication, or an empty text; what lists are ordered by
  redacted integer not null, -- 1 once its words were taken away, else 0
  since integer not null, -- First entry at which the row holds
  until integer not null -- First entry at which it no longer holds
) strict;

CREATE INDEX dispatch_by_day on dispatch (sort_day, number);

CREATE INDEX dispatch_by_id on dispatch (id, number);

CREATE TABLE reading (
  number integer primary key, -- `entry.sequence` of the reading
  dispatch_id text not null, -- Dispatch that was read
  text_hash text not null, -- Which text of it
  engine text not null, -- Version of Parley
  model text not null, -- SHA-256 of the weights, lowercase hex
  session text not null, -- What ran the model: `native` or `wasm`
  reading_hash text not null, -- `blob.hash` of the reading as JSON
  doubts text not null, -- JSON list of doubts about the whole text
  recorded_at text not null, -- `entry.recorded_at`
  since integer not null, -- First entry at which the reading is the one that counts
  until integer not null -- First entry at which it no longer is
) strict;

CREATE INDEX reading_by_dispatch on reading (dispatch_id, number);

CREATE TABLE event (
  number integer primary key, -- Row number; a review or correction makes a new row
  id text not null, -- The event's id in its reading
  dispatch_id text not null, -- Dispatch that reports it
  position integer not null, -- Place in the reading, from 0
  category text not null, -- PLOVER category
  status text not null, -- How real the report makes it
  issue text, -- What is negotiated, where the event is about that
  start_day text, -- First possible day, YYYY-MM-DD; null where open
  end_day text, -- Last possible day, YYYY-MM-DD; null where open
  sort_day text not null, -- First known of start, end and publication, or an empty text; what lists are ordered by
  confidence real not null, -- Probability that the record is right, 0 to 1
  review text not null, -- `unreviewed`, `accepted`, `rejected` or `disputed`
  corrections integer not null, -- How many corrections are in the record
  record text not null, -- The record as JSON, corrections applied
  since integer not null, -- First entry at which the row holds
  until integer not null -- First entry at which it no longer holds
) strict;

CREATE INDEX event_by_dispatch on event (dispatch_id, number);

CREATE INDEX event_by_id on event (id);

CREATE TABLE event_party (
  event_number integer not null, -- `event.number`
  role text not null, -- `actor`, `recipient` or `speaker`
  position integer not null, -- Place in the record's list, from 0
  code text not null, -- ISO 3166 alpha-3, IGO, NGO, MNC, UNK or a group's own code
  sectors text not null, -- PLOVER sectors between slashes, as `/GOV/MIL/`
  name text not null, -- Usual English name
  primary key (event_number, role, position)
) strict, without rowid;

CREATE INDEX event_party_by_code on event_party (code, role, event_number);

CREATE TABLE event_place (
  event_number integer not null, -- `event.number`
  position integer not null, -- Place in the record's list, from 0
  name text not null, -- Usual English name
  folded text not null, -- The name in lower case without accents, for comparing
  country text, -- ISO 3166 alpha-3; null where no one state holds it
  lat real, -- Degrees north, WGS 84
  lon real, -- Degrees east, WGS 84
  resolution text not null, -- How exact: point, city, district, province, region, country, sea or world
  geonameid integer, -- GeoNames id
  primary key (event_number, position)
) strict, without rowid;

CREATE INDEX event_place_by_country on event_place (country, event_number);

CREATE INDEX event_place_by_name on event_place (folded, event_number);

CREATE TABLE process_object (
  number integer primary key, -- Row number; a review or correction makes a new row
  id text not null, -- Made from dispatch, kind and the record itself, so that a new reading that says the same keeps it
  dispatch_id text not null, -- Dispatch that reports it
  kind text not null, -- `party`, `mediator`, `round`, `delegation`, `proposal`, `outcome` or `position`
  position integer not null, -- Place among its kind in the reading, from 0
  issue text, -- What is negotiated
  status text, -- How real the report makes it
  stance text, -- A position's stance
  round integer, -- Ordinal of the round it belongs to
  start_day text, -- First possible day, YYYY-MM-DD
  end_day text, -- Last possible day, YYYY-MM-DD
  sort_day text not null, -- First known of start, end and publication, or an empty text; what lists are ordered by
  review text not null, -- `unreviewed`, `accepted`, `rejected` or `disputed`
  corrections integer not null, -- How many corrections are in the record
  record text not null, -- The record as JSON, corrections applied
  since integer not null, -- First entry at which the row holds
  until integer not null -- First entry at which it no longer holds
) strict;

CREATE INDEX process_object_by_day on process_object (sort_day, number);

CREATE INDEX process_object_by_dispatch on process_object (dispatch_id, number);

CREATE INDEX process_object_by_id on process_object (id);

CREATE TABLE process_party (
  object_number integer not null, -- `process_object.number`
  role text not null, -- `self`, `by` or `to`
  position integer not null, -- Place in the record's list, from 0
  code text not null, -- A party as one text: `RUS`, `COD/REB`, `IGO`
  primary key (object_number, role, position)
) strict, without rowid;

CREATE INDEX process_party_by_code on process_party (code, object_number);

CREATE TABLE review (
  sequence integer primary key, -- `entry.sequence`
  dispatch_id text not null, -- Dispatch of the record
  record_id text not null, -- Event or process object
  decision text not null, -- `accept`, `reject` or `withdraw`
  reviewer text not null, -- Who decided
  note text, -- Why, in the reviewer's words
  recorded_at text not null -- `entry.recorded_at`
) strict;

CREATE INDEX review_by_record on review (dispatch_id, record_id);

CREATE TABLE correction (
  sequence integer primary key, -- `entry.sequence`
  dispatch_id text not null, -- Dispatch of the record
  record_id text not null, -- Event or process object
  slot text not null, -- Field of the record
  old_value text not null, -- What stood there, as JSON
  new_value text not null, -- What stands there now, as JSON
  reviewer text not null, -- Who corrected
  note text, -- Why, in the reviewer's words
  recorded_at text not null -- `entry.recorded_at`
) strict;

CREATE INDEX correction_by_record on correction (dispatch_id, record_id);

CREATE VIRTUAL TABLE dispatch_search using fts5 (
  title, -- Headline
  body, -- The text
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE event_search using fts5 (
  quote, -- The sentence the event comes from
  names, -- Names of actors, recipients, speakers and places, as the text has them and as they are usually called
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE process_search using fts5 (
  quote, -- The sentence the object comes from
  names, -- Names of parties, persons and places in the record
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE entry (
  sequence integer primary key, -- Place in the chain: 1, 2, 3 and so on without a gap
  kind text not null check (kind in ('dispatch-stored', 'reading-made', 'review', 'correction', 'redaction', 'passed-over', 'merge', 'split', 'undo')), -- What the entry says
  recorded_at text not null check (recorded_at glob '????-??-??T??:??:??.???Z'), -- When we wrote it, ISO 8601 UTC with milliseconds; never earlier than the entry before
  body text not null check (json_valid(body)), -- Canonical JSON (RFC 8785); names text by its hash, so that the text can be redacted
  prev_hash text not null check (length(prev_hash) = 64), -- `hash` of the entry before; 64 zeros for the first
  hash text not null unique check (length(hash) = 64) -- SHA-256, lowercase hex, over prev_hash, kind, recorded_at and body
) strict;

CREATE INDEX entry_by_time on entry (recorded_at);

CREATE INDEX entry_redaction on entry (kind) where kind = 'redaction';

CREATE TRIGGER entry_refuses_update before update on entry begin
  select raise(abort, 'The ledger is append-only: append a correction');
end;

CREATE TRIGGER entry_refuses_delete before delete on entry begin
  select raise(abort, 'The ledger is append-only: append a correction');
end;

CREATE TRIGGER entry_refuses_all_but_the_next before insert on entry
when new.sequence is not (select coalesce(max(sequence), 0) + 1 from entry)
  or new.prev_hash is not coalesce((select hash from entry order by sequence desc limit 1), printf('%064d', 0))
  or new.recorded_at < coalesce((select recorded_at from entry order by sequence desc limit 1), '')
  or exists (select 1 from entry where hash = new.hash)
begin
  select raise(abort, 'An entry must follow the head of the chain: append through Parley');
end;

CREATE TRIGGER blob_refuses_delete before delete on blob begin
  select raise(abort, 'The ledger is append-only: append a redaction');
end;

CREATE TRIGGER blob_refuses_a_second before insert on blob
when exists (select 1 from blob where hash = new.hash)
begin
  select raise(abort, 'The ledger is append-only: these bytes are there already');
end;

CREATE TRIGGER blob_refuses_update before update on blob
when new.bytes is not null or new.hash is not old.hash or not exists (
  select 1 from entry, json_each(entry.body, '$.blobs') as listed
  where entry.kind = 'redaction' and listed.value = old.hash
)
begin
  select raise(abort, 'The ledger is append-only: append a redaction');
end;

CREATE TABLE passed_over (
  number integer primary key, -- `entry.sequence`
  dispatch_id text not null, -- Dispatch that was not read
  text_hash text not null, -- Which text of it
  why text not null, -- `not-about-this`: no word of conflict or talks
  engine text not null, -- Version of Parley that judged so
  score real, -- What the gate gave the text; null where no gate was asked
  recorded_at text not null, -- `entry.recorded_at`
  since integer not null, -- First entry at which this holds
  until integer not null -- First entry at which it no longer holds: the dispatch was read, or has another text
) strict;

CREATE INDEX passed_over_by_dispatch on passed_over (dispatch_id, number);

CREATE TABLE dispatch_origin (
  number integer primary key, -- `dispatch.number`
  origin integer not null, -- `dispatch.number` of the first dispatch in the ledger that carries this text
  credit text -- Wire that the text credits, in lower case
) strict;

CREATE INDEX dispatch_origin_by_origin on dispatch_origin (origin);

CREATE TABLE origin_key (
  key integer not null, -- One of the smallest hashes of the text's runs of three words, with the week of its publication
  number integer not null, -- `dispatch.number` of an origin
  primary key (key, number)
) strict, without rowid;

CREATE TABLE happening (
  number integer primary key, -- Row number; whatever changes the happening makes a new row
  id text not null, -- Made from the first record in it
  kind text not null, -- What sort of occurrence: `talks`, `release`, `agreement`, else the PLOVER category in lower case
  category text not null, -- PLOVER category that most of its records have
  status text not null, -- What the latest report makes of it
  start_day text, -- First possible day, YYYY-MM-DD; null where open
  end_day text, -- Last possible day, YYYY-MM-DD; null where open
  sort_day text not null, -- First known of start and end; what lists are ordered by
  dispatches integer not null, -- How many dispatches report it
  origins integer not null, -- How many pieces of reporting that are no copies of each other
  record text not null, -- What its records come to, as JSON
  since integer not null, -- First entry at which the row holds
  until integer not null -- First entry at which it no longer holds
) strict;

CREATE TABLE happening_member (
  number integer primary key, -- Row number
  happening_id text not null, -- `happening.id`
  dispatch_id text not null, -- Dispatch of the record
  record_id text not null, -- Event
  origin integer not null, -- `dispatch_origin.origin` of the dispatch
  decided integer not null, -- Entry by which a person put it there; 0 where the program did
  features text not null, -- What records are compared by, as JSON
  since integer not null, -- First entry at which the row holds
  until integer not null -- First entry at which it no longer holds
) strict;

CREATE TABLE happening_key (
  key integer not null, -- Hash of kind, party or place, and day: only records that share one are compared
  member integer not null, -- `happening_member.number`
  primary key (key, member)
) strict, without rowid;

CREATE INDEX happening_by_day on happening (sort_day, number, until, since, start_day, end_day, origins, dispatches);

CREATE INDEX event_by_day on event (sort_day, number, until, since, start_day, end_day, category, status, review);

CREATE INDEX event_counted on event (until, category, status, review, since);

CREATE INDEX happening_by_id on happening (id, number, until, since, sort_day);

CREATE INDEX happening_member_by_happening on happening_member (happening_id, number, until, since, origin, dispatch_id, record_id);

CREATE INDEX happening_member_by_record on happening_member (dispatch_id, record_id, until, since, happening_id);

CREATE INDEX happening_disputed on happening (sort_day, number) where instr(record, '"isDisputed":true') > 0;
