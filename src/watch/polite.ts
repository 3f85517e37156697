import { ParleyError } from '../errors.ts'
import type { Asked, Fetched, Fetcher } from '../intake/fetch/fetcher.ts'
import type { Outside } from './outside.ts'
import { isAllowed, NO_ROBOTS, parseRobots, type RobotsRules } from './robots.ts'

/** What is remembered of a host's robots.txt. */
export interface KnownRobots {
  /** When it was asked for, ISO 8601 UTC. */
  readonly at: string
  /** Null where its server gave none and may have one. */
  readonly rules: RobotsRules | null
}

/** Where robots.txt files are remembered, by origin. */
export interface RobotsMemory {
  get(origin: string): KnownRobots | null
  set(origin: string, known: KnownRobots): void
}

export interface Politeness {
  readonly fetcher: Fetcher
  readonly outside: Outside
  readonly robots: RobotsMemory
  readonly signal: AbortSignal
  /** Least time between the end of a request to a host and the next, in milliseconds; default 2,000. */
  readonly gapMs?: number
}

/** An answer, and where the address has moved to for good. */
export interface Visited extends Fetched {
  /** The address that permanent redirects alone lead to; null for none. */
  readonly moved: string | null
}

/** Fetches as a guest does: one request at a time to a host, with a gap, and only what its robots.txt allows, redirects too. */
export interface PoliteFetcher extends Fetcher {
  /** As `fetch`. Throws also `ROBOTS_REFUSED`. */
  visit(url: string, headers?: Readonly<Record<string, string>>): Promise<Visited>
}

/** What robots.txt files know Parley by. */
const TOKEN = 'parley'
const HOUR = 3_600_000
/** RFC 9309, 2.4: a copy is used for a day at most, unless the file cannot be reached. */
const KEPT_MS = 24 * HOUR
/** How long a server that gave no answer about its robots.txt is left alone. */
const UNKNOWN_MS = HOUR / 6
/** Longest gap that a robots.txt can ask for, in milliseconds. */
const LONGEST_GAP = 30_000
const REDIRECTS = 5
const PERMANENT = [301, 308]

/** Opens a polite fetcher over another; closing it closes that. */
export function openPolite(options: Politeness): PoliteFetcher {
  const manners = { ...options, gapMs: options.gapMs ?? 2000, turns: new Map<string, Turn>(), asked: new Map<string, Promise<KnownRobots>>() } // prettier-ignore
  const { fetcher } = options
  const visit: PoliteFetcher['visit'] = (url, headers = {}) => visitWith(manners, url, headers)
  return {
    visit,
    fetch: visit,
    ask: (url, headers) => checked(manners, url, headers),
    post: (url, json) => fetcher.post(url, json),
    close: () => fetcher.close(),
  }
}

interface Turn {
  /** Settles when the request before has ended. */
  ended: Promise<unknown>
  /** From when on the next may begin, in milliseconds. */
  free: number
}

interface Manners extends Politeness {
  readonly gapMs: number
  readonly turns: Map<string, Turn>
  /** Requests for robots.txt under way, by origin. */
  readonly asked: Map<string, Promise<KnownRobots>>
}

type Ask = (url: string) => Promise<Asked>

async function visitWith(manners: Manners, start: string, headers: Readonly<Record<string, string>>): Promise<Visited> {
  return followed(start, url => checked(manners, url, headers))
}

async function followed(start: string, ask: Ask): Promise<Visited> {
  let url = start
  let moved: string | null = null
  let isPermanent = true
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const { redirect, ...answer } = await ask(url)
    if (redirect === null) return { ...answer, moved }
    isPermanent &&= PERMANENT.includes(answer.status)
    if (isPermanent) moved = redirect
    url = redirect
  }
  throw new ParleyError('FETCH_FAILED', { name: start, problem: `it redirects more than ${REDIRECTS} times` })
}

async function checked(manners: Manners, url: string, headers?: Readonly<Record<string, string>>): Promise<Asked> {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return manners.fetcher.ask(url, headers) // refuses it
  const address = new URL(url)
  const rules = await rulesFor(manners, address).catch((error: unknown) => {
    throw refusedFor(url, error)
  })
  if (rules === null) throw new ParleyError('FETCH_FAILED', { name: url, problem: 'its server gives no answer about its robots.txt' }) // prettier-ignore
  if (!isAllowed(rules, address))
    throw new ParleyError('ROBOTS_REFUSED', { name: url, problem: 'robots.txt of its host does not allow it' })
  const gapMs = Math.max(manners.gapMs, Math.min(LONGEST_GAP, (rules.delay ?? 0) * 1000))
  return inTurn(manners, { host: address.host, gapMs }, () => manners.fetcher.ask(url, headers))
}

/** A host that is refused is refused for its robots.txt; the person asked for something else. */
function refusedFor(name: string, error: unknown): unknown {
  if (!(error instanceof ParleyError) || error.code !== 'FETCH_REFUSED') return error
  return new ParleyError('FETCH_REFUSED', { name, problem: String(error.details.problem) }, { cause: error })
}

interface Pace {
  readonly host: string
  readonly gapMs: number
}

/** Runs the work when all that came before for this host is done and the gap is over. */
async function inTurn<T>({ turns, outside, signal }: Manners, pace: Pace, work: () => Promise<T>): Promise<T> {
  const turn = turns.get(pace.host) ?? { ended: Promise.resolve(), free: 0 }
  turns.set(pace.host, turn)
  const own = turn.ended.then(async () => {
    // No longer than the gap, also where somebody has set the clock back.
    const wait = Math.min(pace.gapMs, turn.free - outside.clock().getTime())
    if (wait > 0) await outside.sleep(wait, signal)
    try {
      signal.throwIfAborted()
      return await work()
    } finally {
      turn.free = outside.clock().getTime() + pace.gapMs
    }
  })
  turn.ended = own.catch(() => undefined)
  return own
}

/** The rules of an address's host; null where nobody knows whether it has any. */
async function rulesFor(manners: Manners, { origin }: URL): Promise<RobotsRules | null> {
  const known = manners.robots.get(origin)
  const age = known === null ? Infinity : manners.outside.clock().getTime() - Date.parse(known.at)
  if (known !== null && age < (known.rules === null ? UNKNOWN_MS : KEPT_MS)) return known.rules
  const underWay = manners.asked.get(origin) ?? askRobots(manners, origin)
  manners.asked.set(origin, underWay)
  try {
    const found = await underWay
    // A copy that is too old still says more than a server that does not answer.
    const kept = found.rules === null && known?.rules != null ? { ...found, rules: known.rules } : found
    manners.robots.set(origin, kept)
    return kept.rules
  } finally {
    manners.asked.delete(origin)
  }
}

async function askRobots(manners: Manners, origin: string): Promise<KnownRobots> {
  const { fetcher, outside, gapMs, signal } = manners
  const ask: Ask = url => inTurn(manners, { host: new URL(url).host, gapMs }, () => fetcher.ask(url, { accept: 'text/plain, */*;q=0.5' })) // prettier-ignore
  const at = outside.clock().toISOString()
  try {
    return { at, rules: rulesIn(await followed(`${origin}/robots.txt`, ask)) }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof ParleyError)) throw error
    if (error.code === 'FETCH_REFUSED') throw error
    return { at, rules: null }
  }
}

// RFC 9309, 2.3.1: where there is none, all is allowed; where the server fails, nothing. One that asks for fewer requests fails.
function rulesIn({ status, bytes }: Fetched): RobotsRules | null {
  if (status === 200) return parseRobots(new TextDecoder().decode(bytes.subarray(0, 500 * 1024)), TOKEN)
  return status >= 400 && status < 500 && status !== 429 ? NO_ROBOTS : null
}
