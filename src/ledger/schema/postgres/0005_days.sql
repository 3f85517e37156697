-- Lists and counts of some days look at one index alone until they have found what they show: a happening has a row for each state
-- it was in, and records are long.
drop index happening_by_day;
create index happening_by_day on happening (sort_day, number, until, since, start_day, end_day, origins, dispatches);
drop index event_by_day;
drop index event_counted_by_day;
create index event_by_day on event (sort_day, number, until, since, start_day, end_day, category, status, review);
-- Counts of all that holds go through one index in order, without sorting.
drop index event_counted;
create index event_counted on event (until, category, status, review, since);
-- Lists of happenings by what their records are look up members and happenings in these alone.
drop index happening_by_id;
create index happening_by_id on happening (id, number, until, since, sort_day);
-- Without the ids of dispatches, which may be long: a row of an index has at most 2,704 bytes here.
drop index happening_member_by_happening;
create index happening_member_by_happening on happening_member (happening_id, number, until, since, origin);
create index happening_disputed on happening (sort_day, number) where strpos(record, '"isDisputed":true') > 0;
