-- What the entries come to: computed from them, kept up to date with them, thrown away and rebuilt at will.
-- A row holds from entry `since` until before entry `until`, so that one condition asks for any moment of the past.
-- 9007199254740991 in `until` stands for: still holds.

create table view_state (
  name text primary key not null, -- `live`, or `next` while a rebuild is under way
  projection integer not null, -- Version of the rules that compute the views
  through integer not null -- Sequence of the last entry that was applied
) strict;

insert into view_state (name, projection, through) values ('live', 1, 0);

create table dispatch (
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
create index dispatch_by_day on dispatch (sort_day, number);
create index dispatch_by_id on dispatch (id, number);

create table reading (
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
create index reading_by_dispatch on reading (dispatch_id, number);

create table event (
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
create index event_by_day on event (sort_day, number);
create index event_by_dispatch on event (dispatch_id, number);
create index event_by_id on event (id);
create index event_counted on event (until, since, category, status, review);

create table event_party (
  event_number integer not null, -- `event.number`
  role text not null, -- `actor`, `recipient` or `speaker`
  position integer not null, -- Place in the record's list, from 0
  code text not null, -- ISO 3166 alpha-3, IGO, NGO, MNC, UNK or a group's own code
  sectors text not null, -- PLOVER sectors between slashes, as `/GOV/MIL/`
  name text not null, -- Usual English name
  primary key (event_number, role, position)
) strict, without rowid;
create index event_party_by_code on event_party (code, role, event_number);

create table event_place (
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
create index event_place_by_country on event_place (country, event_number);
create index event_place_by_name on event_place (folded, event_number);

create table process_object (
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
create index process_object_by_day on process_object (sort_day, number);
create index process_object_by_dispatch on process_object (dispatch_id, number);
create index process_object_by_id on process_object (id);

create table process_party (
  object_number integer not null, -- `process_object.number`
  role text not null, -- `self`, `by` or `to`
  position integer not null, -- Place in the record's list, from 0
  code text not null, -- A party as one text: `RUS`, `COD/REB`, `IGO`
  primary key (object_number, role, position)
) strict, without rowid;
create index process_party_by_code on process_party (code, object_number);

create table review (
  sequence integer primary key, -- `entry.sequence`
  dispatch_id text not null, -- Dispatch of the record
  record_id text not null, -- Event or process object
  decision text not null, -- `accept`, `reject` or `withdraw`
  reviewer text not null, -- Who decided
  note text, -- Why, in the reviewer's words
  recorded_at text not null -- `entry.recorded_at`
) strict;
create index review_by_record on review (dispatch_id, record_id);

create table correction (
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
create index correction_by_record on correction (dispatch_id, record_id);
