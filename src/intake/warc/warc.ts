import { ParleyError } from '../../errors.ts'
import { failureOf, type Arrival } from '../arrival.ts'
import type { Given } from '../dispatch.ts'
import { charsetOf, mediaType } from '../media-type.ts'
import { readAnswer } from './http.ts'
import { readWarc, WarcDamaged, type WarcRecord } from './records.ts'

/** Opens the bytes of one page, feed or text of the archive. */
export type OpenBody = (name: string, body: Uint8Array, given: Given) => AsyncIterable<Arrival>

const MOST_BODY = 8_000_000
const PAGES = /^(?:text\/html|application\/xhtml\+xml|text\/plain|application\/pdf|application\/(?:rss|atom|rdf)\+xml|application\/feed\+json)$/ // prettier-ignore

/**
 * The dispatches of an archive: its pages, feeds and texts with status 200. What is no report (a home page, a list, a
 * picture) is passed over without a word, since archives are full of it. Where the archive breaks off, what was whole
 * has been given, and one failure says so.
 */
export async function* openWarc(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  { given, open }: { readonly given: Given; readonly open: OpenBody },
): AsyncGenerator<Arrival> {
  let count = 0
  try {
    for await (const record of readWarc(bytes, MOST_BODY)) {
      count++
      yield* openRecord(name, record, { given, open })
    }
    if (count === 0) yield { name, failure: new ParleyError('DISPATCH_EMPTY', { name }) }
  } catch (error) {
    yield { name, failure: damaged(name, error, count) }
  }
}

function damaged(name: string, error: unknown, count: number): ParleyError {
  const isDamaged = error instanceof WarcDamaged
  const isCutGzip = error instanceof ParleyError && error.code === 'FILE_UNREADABLE'
  if (!isDamaged && !isCutGzip) return failureOf(name, error)
  const problem = isDamaged ? error.message : String(error.details.problem)
  return new ParleyError('WARC_DAMAGED', { name, problem, count }, { cause: error })
}

interface Manner {
  readonly given: Given
  readonly open: OpenBody
}

async function* openRecord(name: string, record: WarcRecord, { given, open }: Manner): AsyncGenerator<Arrival> {
  const url = record.headers.get('warc-target-uri')?.replace(/^<|>$/g, '') ?? ''
  const found = await bodyOf(record)
  if (found === null) return
  const charset = charsetOf(found.contentType)
  const own = { ...given, ...(/^https?:/.test(url) && { url }), ...(charset !== null && { charset }) }
  for await (const arrival of open(url === '' ? name : url, found.body, own)) {
    if (!isNoReport(arrival)) yield { ...arrival, name: `${name} ${arrival.name}` }
  }
}

interface Body {
  readonly contentType: string
  readonly body: Uint8Array
}

/** What a record holds of a page or text; null for requests, errors, pictures and whatever is too large. */
async function bodyOf({ headers, content }: WarcRecord): Promise<Body | null> {
  const kind = headers.get('warc-type')
  const contentType = headers.get('content-type') ?? ''
  if (content === null || content.length === 0) return null
  if (kind === 'resource' || kind === 'conversion') return onlyPages({ contentType, body: content })
  return kind === 'response' && /^application\/http\b/i.test(contentType) ? answerOf(content) : null
}

async function answerOf(content: Uint8Array): Promise<Body | null> {
  const answer = await readAnswer(content, MOST_BODY)
  if (answer?.status !== 200) return null
  return onlyPages({ contentType: answer.headers.get('content-type') ?? '', body: answer.body })
}

function onlyPages(body: Body): Body | null {
  return PAGES.test(mediaType(body.contentType)) ? body : null
}

const NO_REPORT = new Set(['PAGE_WITHOUT_ARTICLE', 'DISPATCH_EMPTY', 'FEED_EMPTY'])

function isNoReport(arrival: Arrival): boolean {
  return 'failure' in arrival && NO_REPORT.has(arrival.failure.code)
}
