import type { Dispatch } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { arrivalOf, failureOf, type Arrival } from './arrival.ts'
import { dispatchOfText, type Given } from './dispatch.ts'
import { entriesOfFeed } from './feed/feed.ts'
import { feedsOfOpml } from './feed/opml.ts'
import type { Fetcher } from './fetch/fetcher.ts'
import { openLines } from './jsonl.ts'
import { detectKind, type Kind } from './kind.ts'
import { charsetOf } from './media-type.ts'
import { dispatchOfPage } from './page/page.ts'
import { dispatchOfPdf } from './pdf/pdf.ts'
import { HEAD, peek } from './peek.ts'
import { isGzip, unzip } from './unzip.ts'
import { openWarc } from './warc/warc.ts'

export type { Arrival } from './arrival.ts'
export { uniqueIds } from './arrival.ts'

/** How bytes are opened, beside what the person says of them. */
export interface OpenOptions extends Given {
  /** What they hold; detected where it is absent. */
  readonly kind?: Kind
  /** Fetches the feeds of a list; without it a list is a failure. */
  readonly fetcher?: Fetcher
}

const MEGABYTE = 1_000_000
/** Largest text, page or feed, in megabytes: what can be read in less than 1 GB of memory. */
const MOST_TEXT = 8
/** Largest PDF, in megabytes: reports have maps and pictures in them. */
const MOST_PDF = 32

/**
 * The dispatches in a stream of bytes, in its order: one for a text or page, one a line for JSONL, one an entry for a
 * feed, one a report for an archive, either packed by gzip. JSONL and archives are read as they come. What cannot be
 * read is an arrival with its failure; the rest goes on. Never throws a {@link ParleyError}.
 *
 * @param options - What is known of the dispatch from elsewhere goes before what the text says.
 */
export async function* openDispatches(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  options: OpenOptions = {},
): AsyncGenerator<Arrival> {
  try {
    const packed = await peek(bytes)
    const plain = isGzip(packed.head) ? await peek(unzip(name, packed.all)) : packed
    const kind = options.kind ?? detectKind(name, plain.head)
    yield* openKind(kind, { name, bytes: plain.all }, options)
  } catch (error) {
    yield { name, failure: failureOf(name, error) }
  }
}

interface Stream {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

function openKind(kind: Kind, { name, bytes }: Stream, options: OpenOptions): AsyncGenerator<Arrival> {
  const whole = () => collect(name, bytes)
  switch (kind) {
    case 'jsonl':
      return openLines(name, bytes, options)
    case 'warc':
      return openWarc(name, bytes, { given: options, open: openBody })
    case 'feed':
      return openFeed(name, whole, options)
    case 'opml':
      return openList(name, whole, options)
    case 'html':
      return openOne(name, async () => dispatchOfPage(name, await whole(), options))
    case 'pdf':
      return openOne(name, async () => dispatchOfPdf(name, await collect(name, bytes, MOST_PDF), options))
    case 'text':
      return openOne(name, async () => dispatchOfText(name, await whole(), options))
  }
}

async function* openOne(name: string, work: () => Promise<Dispatch>): AsyncGenerator<Arrival> {
  yield { name, dispatch: await work() }
}

async function* openFeed(name: string, whole: () => Promise<Uint8Array>, given: Given): AsyncGenerator<Arrival> {
  yield* entriesOfFeed(name, await whole(), given)
}

async function collect(name: string, bytes: AsyncIterable<Uint8Array>, most = MOST_TEXT): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > most * MEGABYTE) throw new ParleyError('DISPATCH_TOO_LARGE', { name, limit: most })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A page, feed or text of an archive: lists and archives in it are not followed. */
async function* openBody(name: string, body: Uint8Array, given: Given): AsyncGenerator<Arrival> {
  const kind = detectKind(name, body.subarray(0, HEAD))
  if (kind === 'html') yield await arrivalOf(name, () => dispatchOfPage(name, body, given))
  else if (kind === 'pdf') yield await arrivalOf(name, () => dispatchOfPdf(name, body, given))
  else if (kind === 'feed') yield* openDispatches(name, inOne(body), { ...given, kind })
  else if (kind === 'text') yield await arrivalOf(name, () => dispatchOfText(name, body, given))
}

async function* openList(
  name: string,
  whole: () => Promise<Uint8Array>,
  options: OpenOptions,
): AsyncGenerator<Arrival> {
  const feeds = feedsOfOpml(name, await whole())
  const { fetcher } = options
  if (fetcher === undefined) throw new ParleyError('FEED_BROKEN', { name, problem: 'it is a list of feeds' })
  for (const { url } of feeds) yield* openUrl(url, fetcher, { ...options, kind: 'feed' })
}

/** The dispatches at an address: a page, a feed, a list of feeds, or whatever a file may hold. */
export async function* openUrl(url: string, fetcher: Fetcher, options: OpenOptions = {}): AsyncGenerator<Arrival> {
  try {
    const answer = await fetcher.fetch(url)
    if (answer.status !== 200)
      throw new ParleyError('FETCH_FAILED', { name: url, problem: `its server answers ${answer.status}` })
    const charset = charsetOf(answer.headers['content-type'])
    yield* openDispatches(url, inOne(answer.bytes), {
      ...options,
      fetcher,
      url: answer.url,
      ...(charset !== null && { charset }),
    })
  } catch (error) {
    yield { name: url, failure: failureOf(url, error) }
  }
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
