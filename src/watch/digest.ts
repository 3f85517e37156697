import type { LedgerReader } from '../ledger/reader.ts'
import { idOf, type Alert } from './alerts.ts'
import type { FeedState } from './feed-state.ts'

/** A time of day, on the machine's clock. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/** What is remembered for the next digest. */
export interface Digest {
  /** The day of the last one, `YYYY-MM-DD` on the machine's clock. */
  readonly day: string
  /** Entry of the ledger up to which it told, and when. */
  readonly through: number
  readonly since: string
  /** What was told since, oldest first. */
  readonly told: readonly Pick<Alert, 'kind' | 'title' | 'state'>[]
  /** Changes that rules held back since. */
  readonly heldBack: number
}

/** Changes that a digest lists. */
const MOST_TOLD = 500

/** `07:30`, or `daily` for 07:00; null for neither. */
export function parseTime(text: string): TimeOfDay | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text === 'daily' ? '07:00' : text) ?? []
  return hour === undefined ? null : { hour: Number(hour), minute: Number(minute) }
}

/** When the digest of a day is due. */
function dueOn(now: Date, { hour, minute }: TimeOfDay, days = 0): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute)
}

/** The last moment at which a digest was due. */
function lastDue(now: Date, time: TimeOfDay): Date {
  const today = dueOn(now, time)
  return today <= now ? today : dueOn(now, time, -1)
}

/** When the next digest is due, after now. */
export function nextDigest(now: Date, time: TimeOfDay): Date {
  const today = dueOn(now, time)
  return today > now ? today : dueOn(now, time, 1)
}

/** Before the first digest: what comes from now on is told of when it is next due. */
export function firstDigest(now: Date, time: TimeOfDay, through: number): Digest {
  return { day: dayOf(lastDue(now, time)), through, since: now.toISOString(), told: [], heldBack: 0 }
}

/** Whether one is due that was not given; several missed ones are given as one. */
export function isDigestDue({ day }: Digest, now: Date, time: TimeOfDay): boolean {
  return day < dayOf(lastDue(now, time))
}

/** The digest with what was just told. */
export function addTold(digest: Digest, alerts: readonly Alert[], heldBack: number): Digest {
  const told = alerts.filter(({ kind }) => kind !== 'held-back').map(({ kind, title, state }) => ({ kind, title, state })) // prettier-ignore
  return { ...digest, told: [...digest.told, ...told].slice(-MOST_TOLD), heldBack: digest.heldBack + heldBack }
}

function dayOf(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}

/** What a digest is made from. */
export interface DigestGround {
  readonly digest: Digest
  readonly time: TimeOfDay
  readonly now: Date
  /** Entry of the ledger up to which it tells. */
  readonly through: number
  readonly feeds: readonly { readonly url: string; readonly state: FeedState | undefined }[]
}

/** The digest as an alert, and what is remembered for the next. */
export async function makeDigest(
  reader: LedgerReader,
  ground: DigestGround,
): Promise<{ readonly alert: Alert; readonly next: Digest }> {
  // prettier-ignore
  const { digest, time, now, through, feeds } = ground
  const day = dayOf(lastDue(now, time))
  const publishers = await publishersBetween(reader, digest.through, through)
  const dispatches = publishers.reduce((sum, one) => sum + one.dispatches, 0)
  const failing = feeds.flatMap(({ url, state }) => (state === undefined || state.failures === 0 || state.isGone ? [] : [{ url, since: state.failingSince, problem: state.problem }])) // prettier-ignore
  const gone = feeds.flatMap(({ url, state }) => (state?.isGone === true ? [url] : []))
  const title = `${day}: ${counted(dispatches, 'dispatch', 'es')}, ${counted(digest.told.length, 'change')}, ${counted(failing.length, 'feed')} cannot be fetched` // prettier-ignore
  const { since, told, heldBack } = digest
  const details = { since, until: now.toISOString(), dispatches, publishers, changes: told, heldBack, failing, gone }
  return {
    alert: {
      id: idOf(['digest', day, since]),
      at: now.toISOString(),
      kind: 'digest',
      rule: null,
      title,
      was: null,
      state: 'digest',
      details,
      evidence: [],
    },
    next: { day, through, since: now.toISOString(), told: [], heldBack: 0 },
  }
}

const counted = (count: number, word: string, plural = 's') => `${count} ${word}${count === 1 ? '' : plural}`

async function publishersBetween({ db }: LedgerReader, after: number, through: number) {
  const stored = db
    .selectFrom('dispatch')
    .select(({ fn }) => ['publisher', fn.countAll<number>().as('dispatches')])
    .where('since', '>', after)
    .where('since', '<=', through)
  return stored.groupBy('publisher').orderBy('dispatches', 'desc').execute()
}
