-- Entries for what is stored and passed over unread, and for people's merging and splitting of happenings; views of
-- happenings (one occurrence that several records report) and of origins (one piece of reporting that several dispatches carry).

-- A check cannot be changed in place: the chain moves, entry by entry as it stands, into a table with the longer list.
drop trigger entry_refuses_update;
drop trigger entry_refuses_delete;
drop trigger entry_refuses_all_but_the_next;
drop trigger blob_refuses_delete;
drop trigger blob_refuses_a_second;
drop trigger blob_refuses_update;
alter table entry rename to entry_before;

create table entry (
  sequence integer primary key, -- Place in the chain: 1, 2, 3 and so on without a gap
  kind text not null check (kind in ('dispatch-stored', 'reading-made', 'review', 'correction', 'redaction', 'passed-over', 'merge', 'split', 'undo')), -- What the entry says
  recorded_at text not null check (recorded_at glob '????-??-??T??:??:??.???Z'), -- When we wrote it, ISO 8601 UTC with milliseconds; never earlier than the entry before
  body text not null check (json_valid(body)), -- Canonical JSON (RFC 8785); names text by its hash, so that the text can be redacted
  prev_hash text not null check (length(prev_hash) = 64), -- `hash` of the entry before; 64 zeros for the first
  hash text not null unique check (length(hash) = 64) -- SHA-256, lowercase hex, over prev_hash, kind, recorded_at and body
) strict;

insert into entry select sequence, kind, recorded_at, body, prev_hash, hash from entry_before order by sequence;
drop table entry_before;

create index entry_by_time on entry (recorded_at);
create index entry_redaction on entry (kind) where kind = 'redaction';

create trigger entry_refuses_update before update on entry begin
  select raise(abort, 'The ledger is append-only: append a correction');
end;

create trigger entry_refuses_delete before delete on entry begin
  select raise(abort, 'The ledger is append-only: append a correction');
end;

-- Also what refuses INSERT OR REPLACE from a connection on which recursive triggers are off.
create trigger entry_refuses_all_but_the_next before insert on entry
when new.sequence is not (select coalesce(max(sequence), 0) + 1 from entry)
  or new.prev_hash is not coalesce((select hash from entry order by sequence desc limit 1), printf('%064d', 0))
  or new.recorded_at < coalesce((select recorded_at from entry order by sequence desc limit 1), '')
  or exists (select 1 from entry where hash = new.hash)
begin
  select raise(abort, 'An entry must follow the head of the chain: append through Parley');
end;

create trigger blob_refuses_delete before delete on blob begin
  select raise(abort, 'The ledger is append-only: append a redaction');
end;

create trigger blob_refuses_a_second before insert on blob
when exists (select 1 from blob where hash = new.hash)
begin
  select raise(abort, 'The ledger is append-only: these bytes are there already');
end;

-- A redaction takes bytes away, once the chain says so.
create trigger blob_refuses_update before update on blob
when new.bytes is not null or new.hash is not old.hash or not exists (
  select 1 from entry, json_each(entry.body, '$.blobs') as listed
  where entry.kind = 'redaction' and listed.value = old.hash
)
begin
  select raise(abort, 'The ledger is append-only: append a redaction');
end;

create table passed_over (
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
create index passed_over_by_dispatch on passed_over (dispatch_id, number);

create table dispatch_origin (
  number integer primary key, -- `dispatch.number`
  origin integer not null, -- `dispatch.number` of the first dispatch in the ledger that carries this text
  credit text -- Wire that the text credits, in lower case
) strict;
create index dispatch_origin_by_origin on dispatch_origin (origin);

create table origin_key (
  key integer not null, -- One of the smallest hashes of the text's runs of three words, with the week of its publication
  number integer not null, -- `dispatch.number` of an origin
  primary key (key, number)
) strict, without rowid;

create table happening (
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
create index happening_by_day on happening (sort_day, number);
create index happening_by_id on happening (id, number);

create table happening_member (
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
create index happening_member_by_happening on happening_member (happening_id, number);
create index happening_member_by_record on happening_member (dispatch_id, record_id);

create table happening_key (
  key integer not null, -- Hash of kind, party or place, and day: only records that share one are compared
  member integer not null, -- `happening_member.number`
  primary key (key, member)
) strict, without rowid;

-- Lists and counts of some days look at the events near them, and at this index alone.
create index event_counted_by_day on event (sort_day, until, since, start_day, end_day, category, status, review);

-- An empty ledger has nothing to compute anew; `parley rebuild` brings an older one to these rules.
update view_state set projection = 2 where name = 'live' and through = 0;
