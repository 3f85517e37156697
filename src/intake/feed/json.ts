import { listAt, textAt, type EntryRecord, type FeedRecord } from './records.ts'

/** The feed in a JSON text (jsonfeed.org, 1.0 and 1.1, and what comes near); null where it holds no list of entries. */
export function readJsonFeed(json: string): FeedRecord | null {
  const feed = parsed(json)
  const entries = [...listAt(feed, 'items'), ...listAt(feed, 'entries')]
  if (entries.length === 0 && !/jsonfeed/.test(textAt(feed, 'version') ?? '')) return null
  return {
    title: textAt(feed, 'title'),
    language: textAt(feed, 'language'),
    base: textAt(feed, 'home_page_url', 'feed_url'),
    entries: entries.map(entryOf),
  }
}

function entryOf(item: unknown): EntryRecord {
  const key = textAt(item, 'id', 'guid')
  const plain = textAt(item, 'content_text')
  const html = ['content_html', 'content', 'summary', 'description'].flatMap(path => textAt(item, path) ?? [])
  return {
    title: textAt(item, 'title'),
    bodies: [...html, ...(plain === null ? [] : [plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>')])], // prettier-ignore
    link: textAt(item, 'url', 'link', 'external_url') ?? (key !== null && /^https?:/.test(key) ? key : null),
    key,
    published: textAt(item, 'date_published', 'published', 'date', 'pubDate'),
    updated: textAt(item, 'date_modified', 'updated'),
    credit: textAt(item, '_source.name', 'source', 'authors.name', 'author.name'),
    language: textAt(item, 'language'),
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}
