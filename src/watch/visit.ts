import { ParleyError } from '../errors.ts'
import { sha256 } from '../ledger/chain.ts'
import { entriesOf } from './entries.ts'
import { FAILING, withoutMemory, type FeedState } from './feed-state.ts'
import type { WatchedFeed } from './feeds.ts'
import type { Outside } from './outside.ts'
import type { Visited } from './polite.ts'
import { afterFailure, afterSuccess, feedWishes, maxAgeOf, retryAfterOf, type Wishes } from './schedule.ts'
import { takeEntries, type TakeTools, type Taken } from './take.ts'

/** What visits need beside the feed. */
export interface VisitTools extends TakeTools {
  readonly outside: Outside
}

/** What is known of a feed when it is visited. */
export interface Known {
  readonly state: FeedState
  readonly seen: readonly string[]
}

/** What a visit came to. */
export interface Visit extends Known {
  /** Dispatches that are new in the ledger. */
  readonly added: number
  /** Null where nothing has changed about the feed itself. */
  readonly turned: 'failing' | 'recovered' | 'gone' | null
}

/**
 * Visits a feed: asks whether it has changed, records what is new in the ledger, and says when to come again. What fails is part of
 * the outcome. What is new counts as seen only once it is on the disk.
 *
 * @throws {ParleyError} What `Ledger.transact` throws.
 */
export async function visitFeed(feed: WatchedFeed, known: Known, tools: VisitTools): Promise<Visit> {
  const setting = { feed, known, tools }
  const answer = await attempted(tools, () => tools.polite.visit(known.state.url, conditions(known.state)))
  if (answer instanceof ParleyError)
    return failed(setting, answer, answer.code === 'ROBOTS_REFUSED' ? { retryAfter: DAY } : {})
  return answered(setting, answer)
}

/** What the work gives, or the failure of the feed; the end of the watch is thrown on. */
async function attempted<T>({ signal }: VisitTools, work: () => Promise<T>): Promise<T | ParleyError> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ParleyError) return error
    throw error
  }
}

const DAY = 86_400_000

interface Setting {
  readonly feed: WatchedFeed
  readonly known: Known
  readonly tools: VisitTools
}

function conditions({ etag, lastModified }: FeedState): Record<string, string> {
  return { ...(etag !== null && { 'if-none-match': etag }), ...(lastModified !== null && { 'if-modified-since': lastModified }) } // prettier-ignore
}

async function answered(setting: Setting, answer: Visited): Promise<Visit> {
  const { feed, known, tools } = setting
  const { status, headers, bytes } = answer
  if (status === 410) return gone(setting)
  if (status !== 200 && status !== 304) {
    const retryAfter = retryAfterOf(headers['retry-after'], tools.outside.clock())
    const failure = new ParleyError('FETCH_FAILED', { name: known.state.url, problem: `its server answers ${status}` })
    return failed(setting, failure, { retryAfter })
  }
  const wishes: Wishes = { fresh: maxAgeOf(headers['cache-control']) }
  const body = status === 304 ? known.state.body : sha256(bytes)
  if (status === 304 || body === known.state.body) return succeeded(setting, { answer, wishes, body, taken: null })
  const entries = await attempted(tools, () => entriesOf(feed, answer, new Set(known.seen)))
  if (entries instanceof ParleyError) return failed(setting, entries, {})
  const taken = await takeEntries(entries, { pages: feed.pages, seen: known.seen, tools })
  const own = feedWishes(bytes)
  const fresh = Math.max(wishes.fresh ?? 0, own.fresh ?? 0)
  return succeeded(setting, { answer, wishes: { ...own, fresh }, body, taken })
}

interface Success {
  readonly answer: Visited
  readonly wishes: Wishes
  readonly body: string | null
  readonly taken: Taken | null
}

function succeeded({ feed, known, tools }: Setting, { answer, wishes, body, taken }: Success): Visit {
  const { state } = known
  const { outside, log } = tools
  const { added, seen, isPart } = taken ?? { added: 0, seen: known.seen, isPart: false }
  const now = outside.clock()
  const { moved } = answer
  if (moved !== null) log.warn(`${state.url} has moved to ${moved}: it is asked for there from now on`)
  const isBack = state.failures >= FAILING
  // What waits for the next visit must be given once more.
  const remembered = isPart ? {} : { ...validatorsOf(answer, state), body }
  if (isBack) log.warn(`${state.url} can be fetched again`)
  return {
    state: {
      ...withoutMemory(feed),
      ...remembered,
      url: moved ?? state.url,
      ...afterSuccess({ now, every: feed.every, random: outside.random() }, wishes),
      failures: 0,
      failingSince: null,
      problem: null,
      visited: now.toISOString(),
      isGone: false,
    },
    seen,
    added,
    turned: isBack ? 'recovered' : null,
  }
}

/** By what the publisher knows this answer again; one that says "not modified" need not repeat it (RFC 9110, 15.4.5). */
function validatorsOf({ status, headers }: Visited, state: FeedState): Pick<FeedState, 'etag' | 'lastModified'> {
  const before = status === 304 ? state : { etag: null, lastModified: null }
  return { etag: headers.etag ?? before.etag, lastModified: headers['last-modified'] ?? before.lastModified }
}

function failed({ feed, known, tools }: Setting, failure: ParleyError, wishes: Wishes): Visit {
  const { state, seen } = known
  const now = tools.outside.clock()
  const failures = state.failures + 1
  const problem = String(failure.details.problem ?? failure.message)
  if (failures === 1 || problem !== state.problem) tools.log.warn(failure.message)
  return {
    state: {
      ...state,
      // Where it has moved to may have been a mistake.
      url: failures === FAILING ? feed.url : state.url,
      ...afterFailure({ now, every: feed.every, random: tools.outside.random() }, failures, wishes),
      failures,
      failingSince: state.failingSince ?? now.toISOString(),
      problem,
    },
    seen,
    added: 0,
    turned: failures === FAILING ? 'failing' : null,
  }
}

function gone({ known, tools }: Setting): Visit {
  const { state, seen } = known
  tools.log.warn(`${state.url} is gone for good, says its server: it is not asked for again, take it off your list`)
  const failingSince = state.failingSince ?? tools.outside.clock().toISOString()
  return { state: { ...state, isGone: true, problem: 'gone for good', failingSince }, seen, added: 0, turned: 'gone' }
}
