/** When an address may be asked again, and when it will be; ISO 8601 UTC. */
export interface NextVisit {
  readonly next: string
  /** What the publisher asks for: never before that. */
  readonly notBefore: string
}

/** Where a visit stands in time. */
export interface Turn {
  readonly now: Date
  /** The feed's interval in minutes. */
  readonly every: number
  /** At least 0, below 1. */
  readonly random: number
}

/** What publishers ask for, in milliseconds from now; what no number stands for is absent. */
export interface Wishes {
  /** Cache-Control: max-age, or the feed's own `ttl`. */
  readonly fresh?: number | null
  /** Retry-After. */
  readonly retryAfter?: number | null
  /** Hours of the day, 0 to 23 in UTC, in which nothing new appears. */
  readonly skipHours?: readonly number[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Chance adds as much to an interval, at most: watches that began together drift apart. */
const JITTER = 0.1
/** Longest time that an answer's freshness, and a server's Retry-After, put a visit off. */
const LONGEST_FRESH = DAY
const LONGEST_WAIT = 7 * DAY
/** Longest interval between visits that fail, where the feed's own is shorter. */
const LONGEST_BACKOFF = DAY

/** After a visit that went well: the feed's interval, or later where the publisher says so. */
export function afterSuccess(turn: Turn, wishes: Wishes): NextVisit {
  const wanted = Math.max(Math.min(wishes.fresh ?? 0, LONGEST_FRESH), Math.min(wishes.retryAfter ?? 0, LONGEST_WAIT))
  return visitAt(turn, { wait: turn.every * MINUTE, wanted, skipHours: wishes.skipHours ?? [] })
}

/**
 * After a visit that failed: twice the interval of the time before, up to a day.
 *
 * @param failures - How many visits in a row have failed, this one included.
 */
export function afterFailure(turn: Turn, failures: number, { retryAfter = null }: Wishes): NextVisit {
  const interval = turn.every * MINUTE
  const longest = Math.max(LONGEST_BACKOFF, interval)
  const wait = Math.min(longest, interval * 2 ** Math.min(failures, 30))
  return visitAt(turn, { wait, wanted: Math.min(retryAfter ?? 0, LONGEST_WAIT), skipHours: [] })
}

interface Plan {
  readonly wait: number
  readonly wanted: number
  readonly skipHours: readonly number[]
}

function visitAt({ now, random }: Turn, { wait, wanted, skipHours }: Plan): NextVisit {
  const from = now.getTime()
  const next = from + Math.max(wait, wanted) + wait * JITTER * random
  return {
    next: new Date(afterHours(next, skipHours)).toISOString(),
    notBefore: new Date(from + wanted).toISOString(),
  }
}

function afterHours(time: number, skipHours: readonly number[]): number {
  let at = time
  // A feed that would skip all hours is visited after a day.
  for (let hour = 0; hour < 24 && skipHours.includes(new Date(at).getUTCHours()); hour++)
    at = (Math.floor(at / HOUR) + 1) * HOUR
  return at
}

/** What is near enough to a feed's next visit for a program that only looks in now and then. */
const SLACK = 0.15

/** Whether a visit is due; `isOnce` for a run that will not be there a little later. */
export function isDue({ next, notBefore }: NextVisit, { now, every }: Omit<Turn, 'random'>, isOnce: boolean): boolean {
  const slack = isOnce ? every * MINUTE * SLACK : 0
  return Date.parse(notBefore) <= now.getTime() && Date.parse(next) - slack <= now.getTime()
}

/**
 * Milliseconds that a Retry-After asks to wait, in seconds or as a date; null for none that can be read.
 *
 * Source: RFC 9110, 10.2.3.
 */
export function retryAfterOf(header: string | undefined, now: Date): number | null {
  const written = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(written)) return Number(written) * 1000
  const time = /^\w{3},/.test(written) ? Date.parse(written) : NaN
  return Number.isNaN(time) ? null : Math.max(0, time - now.getTime())
}

/** Milliseconds for which an answer is fresh by its Cache-Control; null where it does not say. Source: RFC 9111, 5.2.2. */
export function maxAgeOf(header: string | undefined): number | null {
  if (header === undefined || /\bno-(?:cache|store)\b/i.test(header)) return null
  const [, seconds] = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})\b/i.exec(header) ?? []
  return seconds === undefined ? null : Number(seconds) * 1000
}

/** What an RSS feed says of itself: minutes it may be kept (`ttl`), hours of the day that bring nothing (`skipHours`). */
export function feedWishes(bytes: Uint8Array): Pick<Wishes, 'fresh' | 'skipHours'> {
  // Both stand before the entries. Names and numbers are ASCII in every encoding but UTF-16, which then says nothing.
  const head = Buffer.from(bytes.subarray(0, 16_384)).toString('latin1').split(/<(?:item|entry)[\s>]/i, 1)[0] ?? '' // prettier-ignore
  const [, ttl] = /<ttl>\s{0,20}(\d{1,6})\s{0,20}<\/ttl>/i.exec(head) ?? []
  const [, skipped = ''] = /<skipHours>([^]{0,2000}?)<\/skipHours>/i.exec(head) ?? []
  const hours = [...skipped.matchAll(/<hour>\s{0,20}(\d{1,2})\s{0,20}<\/hour>/gi)].map(([, hour]) => Number(hour) % 24)
  return { fresh: ttl === undefined ? null : Number(ttl) * MINUTE, skipHours: hours }
}
