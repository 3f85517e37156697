import { request, type Agent, type Dispatcher } from 'undici'
import { ParleyError } from '../../errors.ts'
import { mediaType } from '../media-type.ts'
import { BodyRefused, collectBody, type ByteCaps } from './body.ts'
import { guardedAgent, type TimeCaps } from './connect.ts'
import { createGuard, type Guard } from './guard.ts'

/** What a fetch may cost. */
export interface FetchCaps extends TimeCaps, ByteCaps {
  readonly redirects: number
}

export const FETCH_CAPS: FetchCaps = {
  connectMs: 10_000,
  headersMs: 15_000,
  wholeMs: 60_000,
  bytes: 8_000_000,
  ratio: 100,
  redirects: 5,
}

/** An answer, whatever its status; the body only of 200. */
export interface Fetched {
  /** Where the answer came from after all redirects. */
  readonly url: string
  readonly status: number
  readonly bytes: Uint8Array
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** An answer as its server gave it. */
export interface Asked extends Fetched {
  /** Where it redirects to, checked as the address asked for was; null where it is no redirect. */
  readonly redirect: string | null
}

/** Fetches from the public web alone. */
export interface Fetcher {
  /**
   * The answer at an address, redirects followed.
   *
   * @param headers - Beside the usual ones, such as `if-none-match`.
   * @throws {ParleyError} `FETCH_REFUSED` or `FETCH_FAILED`
   */
  fetch(url: string, headers?: Readonly<Record<string, string>>): Promise<Fetched>
  /** The answer to one request: no redirect is followed. Throws as `fetch`. */
  ask(url: string, headers?: Readonly<Record<string, string>>): Promise<Asked>
  /** Hands a JSON text to an address; no redirect is followed. Throws as `fetch`, also where the answer is no 2xx. */
  post(url: string, json: string): Promise<void>
  close(): Promise<void>
}

export interface FetcherOptions {
  readonly guard?: Guard
  readonly caps?: Partial<FetchCaps>
  /** A mail address or a page by which a publisher reaches whoever fetches. */
  readonly contact?: string
}

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5'
// What is detected by content later; a server that does not know sends octet-stream.
const EXPECTED =
  /^(?:text\/(?!css|javascript|calendar)[\w.+-]+|application\/(?:[\w.+-]*(?:xml|json)[\w.+-]*|pdf|x-?ndjson|jsonl|warc|x-?gzip|gzip|octet-stream|x-opml))$/
const REDIRECTS = [301, 302, 303, 307, 308]

/** Opens a fetcher; close it when done. */
export function openFetcher(options: FetcherOptions = {}): Fetcher {
  const caps = { ...FETCH_CAPS, ...options.caps }
  const guard = options.guard ?? createGuard()
  const way = { guard, caps, agent: guardedAgent(guard, caps), userAgent: userAgentOf(options.contact) }
  return {
    fetch: (url, headers = {}) => named(url, () => follow(way, url, headers)),
    ask: (url, headers = {}) => named(url, () => askOnce(way, way.guard.checkUrl(url), asking(way, headers))),
    post: (url, json) => named(url, () => post(way, url, json)),
    close: () => way.agent.destroy(),
  }
}

/** `Parley/0 (news reader; +contact)`; what robots.txt knows it by is `Parley`. */
function userAgentOf(contact: string | undefined): string {
  const about = contact?.replace(/[^\x20-\x7e]|[()]/g, '').slice(0, 200)
  return `Parley/0 (reads news feeds${about ? `; ${about}` : ''})`
}

interface Way {
  readonly guard: Guard
  readonly caps: FetchCaps
  readonly agent: Agent
  readonly userAgent: string
}

/** What all requests of one fetch have in common. */
interface Asking {
  readonly headers: Readonly<Record<string, string>>
  /** Ends the fetch when its time is over. */
  readonly signal: AbortSignal
}

function asking({ caps, userAgent }: Way, headers: Readonly<Record<string, string>>): Asking {
  const usual = { accept: ACCEPT, 'accept-encoding': 'gzip, deflate, br' }
  return { headers: { ...usual, ...headers, 'user-agent': userAgent }, signal: AbortSignal.timeout(caps.wholeMs) }
}

async function follow(way: Way, start: string, headers: Readonly<Record<string, string>>): Promise<Fetched> {
  const shared = asking(way, headers)
  let url = way.guard.checkUrl(start)
  for (let hop = 0; hop <= way.caps.redirects; hop++) {
    const { redirect, ...answer } = await askOnce(way, url, shared)
    if (redirect === null) return answer
    url = way.guard.checkUrl(redirect)
  }
  throw new Problem(`it redirects more than ${way.caps.redirects} times`)
}

async function askOnce(way: Way, url: URL, { headers, signal }: Asking): Promise<Asked> {
  const answer = await request(url, { dispatcher: way.agent, signal, headers })
  // A body that is let go of reports that as an error.
  answer.body.on('error', () => undefined)
  const next = REDIRECTS.includes(answer.statusCode) ? headerOf(answer, 'location') : null
  if (next !== null) answer.body.destroy()
  const redirect = next === null ? null : nextUrl(way.guard, url, next).href
  return { ...(await finish(answer, url, way.caps)), redirect }
}

function nextUrl(guard: Guard, from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new Problem('it redirects to what is no URL')
  const next = guard.checkUrl(new URL(location, from).href)
  if (from.protocol === 'https:' && next.protocol === 'http:') throw new Problem('it redirects from https to http')
  return next
}

async function finish(answer: Dispatcher.ResponseData, url: URL, caps: FetchCaps): Promise<Fetched> {
  const headers = Object.fromEntries(Object.keys(answer.headers).map(name => [name, headerOf(answer, name) ?? '']))
  const got = { url: url.href, status: answer.statusCode, headers }
  if (answer.statusCode !== 200) {
    answer.body.destroy()
    return { ...got, bytes: new Uint8Array() }
  }
  const type = mediaType(headers['content-type'])
  if (type !== '' && !EXPECTED.test(type)) {
    answer.body.destroy()
    throw new Problem(`it is ${type}, not a page, feed or text`)
  }
  return { ...got, bytes: await collectBody(answer.body, headerOf(answer, 'content-encoding'), caps) }
}

async function post({ guard, agent, userAgent }: Way, to: string, json: string): Promise<void> {
  const url = guard.checkUrl(to)
  const headers = { 'content-type': 'application/json', 'user-agent': userAgent }
  const signal = AbortSignal.timeout(FETCH_CAPS.headersMs)
  const { statusCode, body } = await request(url, { method: 'POST', dispatcher: agent, headers, body: json, signal })
  body.on('error', () => undefined).destroy()
  if (statusCode < 200 || statusCode > 299) throw new Problem(`its server answers ${statusCode}`)
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

class Problem extends Error {}

/** Whatever goes wrong on the way as one failure that names the address asked for. */
async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ParleyError) throw new ParleyError(error.code, { ...error.details, ...shownFor(name, error) }, { cause: error }) // prettier-ignore
    if (error instanceof TypeError && !('code' in error)) throw error
    throw new ParleyError('FETCH_FAILED', { name, problem: problemOf(error) }, { cause: error })
  }
}

/** A refusal of where a redirect or a name leads says both: what was asked for and what was found there. */
function shownFor(name: string, { details }: ParleyError): Record<string, string> {
  const found = String(details.name)
  const problem = String(details.problem)
  const isSame = found === name || (URL.canParse(name) && new URL(name).hostname === found)
  return isSame || name.includes('@') ? { problem } : { name, problem: `it leads to ${found}: ${problem}` }
}

const KNOWN: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it stops in the middle',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  UND_ERR_SOCKET: 'it breaks off the connection',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'it breaks off the connection',
  Z_BUF_ERROR: 'its packed data are cut short',
  Z_DATA_ERROR: 'its packed data are broken',
}

function problemOf(error: unknown): string {
  if (error instanceof Problem || error instanceof BodyRefused) return error.message
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'it takes too long'
  const code = 'code' in error ? String(error.code) : error.message
  return KNOWN[code] ?? code
}
