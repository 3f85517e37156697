-- Lists of happenings of some days look at this index alone until they have found what they list: a happening has a row for each
-- state it was in, and their records are long.
drop index happening_by_day;
create index happening_by_day on happening (sort_day, number, until, since, start_day, end_day, origins, dispatches);
