import type { Ledger } from '../ledger/ledger.ts'
import { readHead } from '../ledger/reader.ts'
import type { Log } from '../log.ts'
import { ParleyError } from '../errors.ts'
import { shifted } from '../process/across/days.ts'
import type { Arrangement } from '../process/across/arrangement.ts'
import { countAlerts, newBox, waitAfter, type AlertBox, type Asked, type Pending } from './alert-box.ts'
import type { AlertRule } from './alert-rules.ts'
import { alertOfChange, idOf, wants, withoutNames, type Alert } from './alerts.ts'
import { addTold, firstDigest, isDigestDue, makeDigest, type TimeOfDay } from './digest.ts'
import { eventChanges } from './event-changes.ts'
import type { FeedState } from './feed-state.ts'
import type { WatchedFeed } from './feeds.ts'
import type { Memory, MemoryChanges } from './memory.ts'
import { readNews } from './news.ts'
import type { Outside } from './outside.ts'
import { processChanges } from './process-changes.ts'
import type { Receiver } from './receivers.ts'
import type { Visit } from './visit.ts'

/** What telling needs. */
export interface Telling {
  readonly ledger: Ledger
  readonly memory: Memory
  readonly outside: Outside
  readonly log: Log
  readonly rules: readonly AlertRule[]
  readonly receivers: readonly Receiver[]
  readonly feeds: readonly WatchedFeed[]
  /** Null for no digest. */
  readonly digest: TimeOfDay | null
  readonly arrangement: () => Arrangement
  /** Whether alerts name private persons. */
  readonly showsNames: boolean
  readonly signal: AbortSignal
}

/** Before the first pass: what the ledger holds by now is told to nobody; receivers that are no longer asked for get nothing more. */
export async function beginTelling({ ledger, memory, outside, receivers, digest }: Telling): Promise<void> {
  const { sequence } = await readHead(ledger.reader)
  const box = memory.box() ?? newBox(sequence)
  const names = receivers.map(({ name }) => name)
  const pending = memory.pending().map(one => ({ ...one, left: one.left.filter(name => names.includes(name)) }))
  const waits = Object.fromEntries(Object.entries(box.waits).filter(([name]) => names.includes(name)))
  // A ledger that is shorter than it was is another ledger.
  const through = Math.min(box.through, sequence)
  const first = digest === null ? undefined : (memory.digest() ?? firstDigest(outside.clock(), digest, sequence))
  memory.keep({ box: { ...box, through, waits }, pending, ...(first && { digest: first }) })
}

/** Finds what has changed in the ledger since the last time, and puts alerts about it where they wait for their receivers. */
export async function tellNews(telling: Telling): Promise<void> {
  const { ledger, memory, outside, rules } = telling
  const box = boxIn(memory)
  const { sequence } = await readHead(ledger.reader)
  if (sequence <= box.through) return
  const now = outside.clock()
  const today = now.toISOString().slice(0, 10)
  const news = await readNews(ledger.reader, {
    since: box.through,
    asOf: sequence,
    from: shifted(today, -Math.max(0, ...rules.map(({ days }) => days))),
    arrangement: telling.arrangement(),
    categories: [...new Set(rules.filter(({ kinds }) => kinds.includes('event')).flatMap(rule => rule.categories))],
  })
  const changes = [
    ...processChanges(news.boards.before, news.boards.after),
    ...eventChanges(news.events.before, news.events.after),
  ]
  const times = { today, processes: news.processes }
  const asked = changes.flatMap(change => {
    const rule = rules.find(one => wants(one, change, times))
    if (rule === undefined) return []
    const alert = alertOfChange(change, rule, now.toISOString())
    return [{ rule, alert: telling.showsNames ? alert : withoutNames(alert, change) }]
  })
  memory.keep(alertsKept(telling, { ...box, through: sequence }, asked))
}

/** What to keep for a feed that has been visited, with the alert about it where there is one. */
export function visitKept(telling: Telling, feed: WatchedFeed, visit: Visit): MemoryChanges {
  const { memory, outside, rules } = telling
  const { state, seen, turned } = visit
  const kept = { feed: { url: feed.url, state, seen: seen === memory.seen(feed.url) ? null : seen } }
  const rule = rules.find(({ kinds }) => kinds.includes('feed'))
  if (turned === null || rule === undefined) return kept
  const alert = alertOfFeed(feed, { state, turned, before: memory.feed(feed.url) }, outside.clock().toISOString())
  return { ...kept, ...alertsKept(telling, boxIn(memory), [{ rule, alert: { ...alert, rule: rule.name } }]) }
}

interface Turned {
  readonly state: FeedState
  readonly turned: NonNullable<Visit['turned']>
  readonly before: FeedState | undefined
}

const SAID = { failing: 'cannot be fetched', recovered: 'can be fetched again', gone: 'is gone for good' }

function alertOfFeed({ url }: WatchedFeed, { state, turned, before }: Turned, at: string): Alert {
  const since = state.failingSince ?? before?.failingSince ?? null
  const problem = turned === 'recovered' ? null : state.problem
  return {
    id: idOf(['feed', url, turned, since]),
    at,
    kind: 'feed',
    rule: null,
    title: `${url} ${SAID[turned]}${turned === 'failing' ? ` (${problem ?? ''})` : ''}`,
    was: turned === 'recovered' ? 'failing' : null,
    state: turned,
    details: { feed: url, since, problem },
    evidence: [],
  }
}

function alertsKept({ memory, outside, receivers }: Telling, before: AlertBox, asked: readonly Asked[]): MemoryChanges {
  const { box, told, heldBack } = countAlerts(before, asked, outside.clock())
  const digest = memory.digest()
  return {
    box,
    pending: told.map(alert => ({ alert, left: receivers.map(({ name }) => name) })),
    ...(digest !== undefined && { digest: addTold(digest, told, heldBack) }),
  }
}

/** Makes the digest where it is due. */
export async function tellDigest({ ledger, memory, outside, digest: time, feeds, receivers }: Telling): Promise<void> {
  const digest = memory.digest()
  const now = outside.clock()
  if (time === null || digest === undefined || !isDigestDue(digest, now, time)) return
  const states = feeds.map(({ url }) => ({ url, state: memory.feed(url) }))
  const ground = { digest, time, now, through: boxIn(memory).through, feeds: states }
  const { alert, next } = await makeDigest(ledger.reader, ground)
  memory.keep({ digest: next, pending: [{ alert, left: receivers.map(({ name }) => name) }] })
}

/**
 * Hands alerts to those who have not taken them, to each in the order in which they were found. One that takes nothing is left
 * alone for a while.
 *
 * @returns Whether all were taken.
 */
export async function deliver(telling: Telling): Promise<boolean> {
  const { memory, outside, receivers, signal } = telling
  for (const receiver of receivers) {
    const { name } = receiver
    const wait = boxIn(memory).waits[name]
    if (wait !== undefined && Date.parse(wait.next) > outside.clock().getTime()) continue
    const own = memory.pending().filter(({ left }) => left.includes(name))
    for (const { alert } of own) if (signal.aborted || !(await handOver(telling, receiver, alert))) break
  }
  return memory.pending().length === 0
}

/** Whether the receiver took it; what became of it is remembered. */
async function handOver({ memory, outside, log }: Telling, receiver: Receiver, alert: Alert): Promise<boolean> {
  const { name } = receiver
  const failure = await refusalOf(receiver, alert)
  if (failure === null) memory.keep(taken(memory, alert, name))
  else {
    const box = boxIn(memory)
    const before = box.waits[name]
    if (before === undefined) log.warn(messageOf(name, failure))
    memory.keep({ box: { ...box, waits: { ...box.waits, [name]: waitAfter(before, outside.clock()) } } })
  }
  return failure === null
}

/** A receiver's own failures name it; those of an address are the fetcher's. */
function messageOf(target: string, failure: ParleyError): string {
  if (failure.code === 'ALERT_REFUSED') return failure.message
  return new ParleyError('ALERT_REFUSED', { target, problem: String(failure.details.problem) }).message
}

async function refusalOf(receiver: Receiver, alert: Alert): Promise<ParleyError | null> {
  try {
    await receiver.take(alert)
    return null
  } catch (error) {
    if (error instanceof ParleyError) return error
    throw error
  }
}

function taken(memory: Memory, alert: Alert, name: string): MemoryChanges {
  const box = boxIn(memory)
  const waits = Object.fromEntries(Object.entries(box.waits).filter(([other]) => other !== name))
  const found = memory.pending().find(one => one.alert.id === alert.id)
  const pending: Pending[] = found === undefined ? [] : [{ ...found, left: found.left.filter(other => other !== name) }]
  return { pending, ...(name in box.waits && { box: { ...box, waits } }) }
}

function boxIn(memory: Memory): AlertBox {
  return memory.box() ?? newBox(0)
}
