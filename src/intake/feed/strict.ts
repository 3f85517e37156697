import { listAt, textAt, valueAt, type EntryRecord, type FeedRecord } from './records.ts'

/** The feed by a parser that keeps to the formats; null where it will not take it. */
export async function readStrictly(xml: string): Promise<FeedRecord | null> {
  // Loaded when a feed comes: most runs have none.
  const { parseFeed } = await import('feedsmith')
  try {
    const { format, feed }: { format: string; feed: unknown } = parseFeed(xml)
    return format === 'atom' ? atomFeed(feed) : rssFeed(feed)
  } catch {
    // Its errors say no more than that it is no feed; the tolerant mapper comes next.
    return null
  }
}

function atomFeed(feed: unknown): FeedRecord {
  const base = textAt(feed, 'xml.base')
  return {
    title: textAt(feed, 'title.value', 'title'),
    language: textAt(feed, 'xml.lang'),
    base: base ?? linkOf(feed),
    entries: listAt(feed, 'entries').map(entry => ({
      title: plainTitle(valueAt(entry, 'title')),
      bodies: [htmlOf(valueAt(entry, 'content')), htmlOf(valueAt(entry, 'summary'))].filter(text => text !== null),
      link: relativeTo(linkOf(entry), textAt(entry, 'xml.base')),
      key: textAt(entry, 'id'),
      published: textAt(entry, 'published', 'dc.dates', 'dcterms.issued', 'dcterms.created'),
      updated: textAt(entry, 'updated', 'dcterms.modified'),
      credit: textAt(entry, 'source.title.value', 'source.title', 'dc.sources', 'dc.creators'),
      language: textAt(entry, 'xml.lang', 'content.xml.lang'),
    })),
  }
}

function rssFeed(feed: unknown): FeedRecord {
  return {
    title: textAt(feed, 'title', 'dc.titles'),
    language: textAt(feed, 'language', 'dc.languages'),
    base: textAt(feed, 'xml.base', 'link', 'rdf.about'),
    entries: listAt(feed, 'items').map(rssEntry),
  }
}

function rssEntry(item: unknown): EntryRecord {
  const guid = textAt(item, 'guid.value')
  return {
    title: textAt(item, 'title', 'dc.titles'),
    bodies: ['content.encoded', 'description', 'dc.descriptions', 'atom.content.value', 'atom.summary.value'].flatMap(
      path => textAt(item, path) ?? [],
    ),
    link: textAt(item, 'link', 'rdf.about', 'atom.links.href') ?? permanent(guid, valueAt(item, 'guid.isPermaLink')),
    key: guid,
    published: textAt(item, 'pubDate', 'dc.dates', 'dcterms.issued', 'dcterms.created', 'atom.published', 'prism.publicationDate'), // prettier-ignore
    updated: textAt(item, 'dcterms.modified', 'atom.updated'),
    credit: textAt(item, 'source.title', 'dc.sources', 'dc.creators'),
    language: textAt(item, 'dc.languages'),
  }
}

function permanent(guid: string | null, isPermaLink: unknown): string | null {
  return isPermaLink !== false && guid !== null && /^https?:/i.test(guid) ? guid : null
}

/** The address of the page: of several links the one that is no other relation's. */
function linkOf(entry: unknown): string | null {
  const links = listAt(entry, 'links')
  const relation = (link: unknown) => textAt(link, 'rel') ?? 'alternate'
  return textAt(links.find(link => relation(link) === 'alternate') ?? links.find(link => relation(link) !== 'self'), 'href') // prettier-ignore
}

function relativeTo(link: string | null, base: string | null): string | null {
  return link !== null && base !== null && URL.canParse(link, base) ? new URL(link, base).href : link
}

/** Plain text as HTML, so that one reader serves both; HTML as it is (RFC 4287, 3.1.1). */
function htmlOf(construct: unknown): string | null {
  const text = textAt(construct, 'value')
  if (text === null) return textAt({ construct }, 'construct')
  return /^(?:x?html|text\/html)$/.test(textAt(construct, 'type') ?? 'text') ? text : escaped(text)
}

const plainTitle = htmlOf

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
