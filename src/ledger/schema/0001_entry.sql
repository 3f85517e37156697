-- The ledger itself: one append-only chain of entries, and the bytes they speak of.
-- Never edited after release. docs/ledger.md explains every column and how to check the chain in another language.

create table entry (
  sequence integer primary key, -- Place in the chain: 1, 2, 3 and so on without a gap
  kind text not null check (kind in ('dispatch-stored', 'reading-made', 'review', 'correction', 'redaction')), -- What the entry says
  recorded_at text not null check (recorded_at glob '????-??-??T??:??:??.???Z'), -- When we wrote it, ISO 8601 UTC with milliseconds; never earlier than the entry before
  body text not null check (json_valid(body)), -- Canonical JSON (RFC 8785); names text by its hash, so that the text can be redacted
  prev_hash text not null check (length(prev_hash) = 64), -- `hash` of the entry before; 64 zeros for the first
  hash text not null unique check (length(hash) = 64) -- SHA-256, lowercase hex, over prev_hash, kind, recorded_at and body
) strict;

create index entry_by_time on entry (recorded_at);
create index entry_redaction on entry (kind) where kind = 'redaction';

create table blob (
  hash text primary key not null check (length(hash) = 64), -- SHA-256 of the bytes, lowercase hex
  bytes blob -- A dispatch's bytes, its words or a reading as JSON; null once redacted
) strict;

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
