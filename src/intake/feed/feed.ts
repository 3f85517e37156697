import { ParleyError } from '../../errors.ts'
import { webAddress } from '../address.ts'
import { arrivalOf, type Arrival } from '../arrival.ts'
import { cleanText } from '../clean.ts'
import { decodeMarkup } from '../decode.ts'
import type { Given } from '../dispatch.ts'
import { htmlText } from '../page/html-text.ts'
import { checkNesting } from '../page/nesting.ts'
import { dispatchOfParts, type Parts } from '../parts.ts'
import { dayOfStamp } from '../stamp.ts'
import { withoutDoctype } from './doctype.ts'
import { readJsonFeed } from './json.ts'
import type { EntryRecord, FeedRecord } from './records.ts'
import { readStrictly } from './strict.ts'
import { readTolerantly } from './tolerant.ts'

/** Entries of one feed that are looked at; whole archives have a few thousand. */
const MOST_ENTRIES = 10_000

/**
 * The entries of an RSS, Atom, RDF or JSON feed, in its order; one that stands twice is given once. An arrival's name is the feed's with
 * the entry's number, from 1.
 *
 * @throws {ParleyError} `FEED_BROKEN` or `FEED_EMPTY`, `MARKUP_DEEP`, `DISPATCH_BINARY`
 */
export async function* entriesOfFeed(name: string, bytes: Uint8Array, given: Given = {}): AsyncGenerator<Arrival> {
  const feed = await readFeed(name, bytes, given.charset ?? null)
  if (feed.entries.length === 0) throw new ParleyError('FEED_EMPTY', { name })
  const seen = new Set<string>()
  for (const [index, entry] of feed.entries.slice(0, MOST_ENTRIES).entries()) {
    const own = `${name}#${index + 1}`
    const found = await arrivalOf(own, async () => dispatchOfParts(await partsOf(own, { feed, entry, given }), given))
    const key = 'dispatch' in found ? `${found.dispatch.id}\n${found.dispatch.text}` : found.name
    if (!seen.has(key)) yield found
    seen.add(key)
  }
  const count = feed.entries.length
  if (count > MOST_ENTRIES) yield { name, failure: new ParleyError('FEED_LONG', { name, count, most: MOST_ENTRIES }) }
}

async function readFeed(name: string, bytes: Uint8Array, charset: string | null): Promise<FeedRecord> {
  const text = decodeMarkup(bytes, charset)
  if (text === null) throw new ParleyError('DISPATCH_BINARY', { name })
  if (text.trim() === '') throw new ParleyError('DISPATCH_EMPTY', { name })
  const feed = /^\ufeff?\s*[[{]/.test(text) ? readJsonFeed(text) : await readXml(name, text)
  if (feed === null) throw new ParleyError('FEED_BROKEN', { name, problem: problemOf(text) })
  return feed
}

/** By the strict parser, unless the tolerant mapper finds more entries: the strict one drops what it does not know. */
async function readXml(name: string, text: string): Promise<FeedRecord | null> {
  const xml = withoutDoctype(name, text).trimStart()
  if (isPage(xml)) return null
  checkNesting(name, xml, { isXml: true })
  const strict = await readStrictly(xml)
  const found = strict?.entries.length ?? 0
  if (found > 0 && found >= (xml.match(/<(?:\w+:)?(?:item|entry)[\s>]/gi) ?? []).length) return strict
  const tolerant = readTolerantly(xml)
  return tolerant !== null && tolerant.entries.length > found ? tolerant : strict
}

function isPage(text: string): boolean {
  return /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<!?(?:doctype\s+html|html|head|body)\b/i.test(text)
}

function problemOf(text: string): string {
  if (/<html|<!doctype html|<body/i.test(text.slice(0, 4096))) return 'it is an HTML page'
  return /^\ufeff?\s*[[{]/.test(text) ? 'its JSON is broken or has no entries' : 'it is neither RSS, Atom, RDF nor JSON'
}

interface Placed {
  readonly feed: FeedRecord
  readonly entry: EntryRecord
  readonly given: Given
}

async function partsOf(name: string, { feed, entry, given }: Placed): Promise<Parts> {
  const title = await lineOf(entry.title)
  const text = (await bodyOf(name, entry)) || title
  if (text === null) throw new ParleyError('DISPATCH_EMPTY', { name })
  return {
    text,
    title,
    publisher: await lineOf(feed.title),
    published: dayOfStamp(entry.published) ?? dayOfStamp(entry.updated),
    url: webAddress(entry.link, webAddress(feed.base, given.url) ?? given.url),
    uri: uriOf(entry.key),
    credit: await lineOf(entry.credit),
    language: entry.language ?? feed.language,
  }
}

async function bodyOf(name: string, { bodies }: EntryRecord): Promise<string> {
  const texts = await Promise.all(bodies.map(body => htmlText(name, body)))
  return texts.map(withoutAppendix).sort((a, b) => b.length - a.length)[0] ?? ''
}

/** A key that no other feed has (RFC 4151, 8141); the bare numbers of many feeds are not. */
function uriOf(key: string | null): string | null {
  return /^\s*((?:tag|urn):\S+)\s*$/i.exec(key ?? '')?.[1] ?? null
}

async function lineOf(html: string | null): Promise<string | null> {
  return html === null ? null : (await htmlText('', html)).replace(/\s+/g, ' ').trim() || null
}

// What publishing systems put below each entry.
const APPENDIX = /^(?:The post .{1,300} (?:appeared first on|first appeared on) .{1,100}|(?:Continue|Keep) reading\b.{0,200}|Read (?:more|the full (?:story|article))\b.{0,100}|\[?(?:…|\.\.\.)\]?)$/i // prettier-ignore

function withoutAppendix(text: string): string {
  const lines = cleanText(text).trim().split('\n')
  while (lines.length > 0 && APPENDIX.test(lines.at(-1) ?? '')) lines.pop()
  return lines.join('\n')
}
