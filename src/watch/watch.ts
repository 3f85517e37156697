import { ParleyError } from '../errors.ts'
import type { Fetcher } from '../intake/fetch/fetcher.ts'
import type { RecordingOptions } from '../ledger/record-arrivals.ts'
import { nextDigest } from './digest.ts'
import { stateBefore } from './feed-state.ts'
import type { WatchedFeed } from './feeds.ts'
import { openPolite } from './polite.ts'
import { isDue } from './schedule.ts'
import { beginTelling, deliver, tellDigest, tellNews, visitKept, type Telling } from './tell.ts'
import { visitFeed, type VisitTools } from './visit.ts'

/** A watch over feeds and a ledger. */
export interface WatchOptions extends Telling {
  readonly fetcher: Fetcher
  readonly recording: RecordingOptions
  /** One pass, over what is due, and no more. */
  readonly isOnce: boolean
  /** Least time between two requests to a host, in milliseconds; see {@link openPolite}. */
  readonly gapMs?: number
}

/** What the passes came to. */
export interface Watched {
  readonly visited: number
  readonly added: number
  readonly failed: number
  /** Whether every alert has been taken. */
  readonly isTold: boolean
}

/** Hosts that are asked at the same time. */
const LANES = 4
const SECOND = 1000
const MINUTE = 60 * SECOND
/** Longest sleep: others may write to the ledger, and the clock may be set. */
const LONGEST_SLEEP = 5 * MINUTE

/**
 * Visits the feeds that are due, tells what has changed, and so on until the signal comes; with `isOnce` one pass of it.
 * What is new is in the ledger, and what has been told is remembered, whenever it is ended, also by a kill.
 *
 * @throws {ParleyError} What `Ledger.transact` throws, save `LEDGER_BUSY`; `FILE_UNREADABLE` for a state that cannot be written.
 */
export async function watchFeeds(options: WatchOptions): Promise<Watched> {
  const { memory, outside, signal, fetcher, isOnce } = options
  const polite = openPolite({ fetcher, outside, signal, robots: memory.robots, ...(options.gapMs !== undefined && { gapMs: options.gapMs }) }) // prettier-ignore
  const tools: VisitTools = { ...options, polite, alone: oneByOne() }
  let sum: Watched = { visited: 0, added: 0, failed: 0, isTold: true }
  await beginTelling(options)
  for (;;) {
    const pass = await visitDue(options, tools)
    sum = { visited: sum.visited + pass.visited, added: sum.added + pass.added, failed: sum.failed + pass.failed, isTold: await tell(options) } // prettier-ignore
    if (isOnce || signal.aborted) return sum
    await outside.sleep(sleepOf(options), signal)
    if (isAborted(signal)) return sum
  }
}

/** Asked anew: it comes from outside while this waits. */
const isAborted = (signal: AbortSignal) => signal.aborted

async function tell(options: WatchOptions): Promise<boolean> {
  await tellNews(options)
  await tellDigest(options)
  return deliver(options)
}

/** Runs pieces of work one after the other, whoever hands them in. */
function oneByOne(): VisitTools['alone'] {
  let before: Promise<unknown> = Promise.resolve()
  return work => {
    const own = before.then(work)
    before = own.catch(() => undefined)
    return own
  }
}

type Tally = Omit<Watched, 'isTold'>

/** Visits all feeds that are due: several hosts at a time, the feeds of one host one after the other. */
async function visitDue(options: WatchOptions, tools: VisitTools): Promise<Tally> {
  const { feeds, outside, isOnce, memory } = options
  const now = outside.clock()
  const due = feeds.filter(feed => {
    const state = stateBefore(memory.feed(feed.url), feed, now)
    return !state.isGone && isDue(state, { now, every: feed.every }, isOnce)
  })
  const waiting = hostsOf(due)
  const tally = { visited: 0, added: 0, failed: 0 }
  const lane = async () => {
    try {
      for (let own = waiting.pop(); own !== undefined; own = waiting.pop())
        for (const feed of own) await addVisit(tally, () => visitOne(feed, options, tools))
    } catch (error) {
      waiting.length = 0
      throw error
    }
  }
  // None may be left running when another has failed: what they work on is closed then.
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane))
  const failure = ended.find(one => one.status === 'rejected')
  if (failure !== undefined && !options.signal.aborted) throw failure.reason
  return tally
}

/** Feeds by host, those of the first last. */
function hostsOf(feeds: readonly WatchedFeed[]): WatchedFeed[][] {
  const hosts = new Map<string, WatchedFeed[]>()
  for (const feed of feeds) {
    const { host } = new URL(feed.url)
    hosts.set(host, [...(hosts.get(host) ?? []), feed])
  }
  return [...hosts.values()].reverse()
}

async function addVisit(
  tally: { -readonly [Count in keyof Tally]: number },
  visit: () => Promise<Tally>,
): Promise<void> {
  const { visited, added, failed } = await visit()
  tally.visited += visited
  tally.added += added
  tally.failed += failed
}

async function visitOne(feed: WatchedFeed, options: WatchOptions, tools: VisitTools): Promise<Tally> {
  const { memory, outside, log, signal } = options
  signal.throwIfAborted()
  const known = { state: stateBefore(memory.feed(feed.url), feed, outside.clock()), seen: memory.seen(feed.url) }
  log.progress(feed.url)
  try {
    const visit = await visitFeed(feed, known, tools)
    memory.keep(visitKept(options, feed, visit))
    return { visited: 1, added: visit.added, failed: Number(visit.state.failures > 0) }
  } catch (error) {
    if (!(error instanceof ParleyError) || error.code !== 'LEDGER_BUSY') throw error
    log.warn(error.message)
    const next = new Date(outside.clock().getTime() + MINUTE).toISOString()
    memory.keep({ feed: { url: feed.url, state: { ...known.state, next }, seen: null } })
    return { visited: 1, added: 0, failed: 1 }
  }
}

/** Milliseconds until something is due. */
function sleepOf({ feeds, memory, outside, digest }: WatchOptions): number {
  const now = outside.clock()
  const visits = feeds.map(feed => stateBefore(memory.feed(feed.url), feed, now)).filter(({ isGone }) => !isGone)
  const waits = Object.values(memory.box()?.waits ?? {})
  const times = [
    ...visits.map(({ next, notBefore }) => Math.max(Date.parse(next), Date.parse(notBefore))),
    ...waits.map(({ next }) => Date.parse(next)),
    ...(digest === null ? [] : [nextDigest(now, digest).getTime()]),
  ]
  return Math.max(SECOND, Math.min(LONGEST_SLEEP, ...times.map(time => time - now.getTime())))
}
