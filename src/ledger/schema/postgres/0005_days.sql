-- Lists and counts of some days look at one index alone until they have found what they show: a happening has a row for each state
-- it was in, and records are long.
drop index happening_by_day;
create index happening_by_day on happening (sort_day, number, until, since, start_day, end_day, origins, dispatches);
drop index event_by_day;
drop index event_counted_by_day;
create index event_by_day on event (sort_day, number, until, since, start_day, end_day, category, status, review);
