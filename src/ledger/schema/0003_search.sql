-- Full text, as indexes without a copy of the words: the words are in `blob` and in the records.

create virtual table dispatch_search using fts5 (
  title, -- Headline
  body, -- The text
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

create virtual table event_search using fts5 (
  quote, -- The sentence the event comes from
  names, -- Names of actors, recipients, speakers and places, as the text has them and as they are usually called
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

create virtual table process_search using fts5 (
  quote, -- The sentence the object comes from
  names, -- Names of parties, persons and places in the record
  content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
