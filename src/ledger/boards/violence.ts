import type { BoardRound } from '../../process/across/rounds.ts'
import { dayBy, daysBetween, exactDay } from '../../process/across/days.ts'
import { codesOfKey } from '../../process/across/tracks.ts'
import { findEvents, type EventRow } from '../queries/events.ts'
import type { LedgerReader } from '../reader.ts'

/** Assaults by or on the parties that are told of the days around a round. */
export interface Violence {
  readonly before: number
  readonly after: number
}

/** One told assault: who, where and when, so that two dispatches that tell of it count once. */
export interface Assault {
  readonly day: string
  readonly countries: readonly string[]
  readonly called: string
}

/** Days before and after a round that count. */
export const VIOLENCE_DAYS = 7

/** All assaults that the ledger holds, as of a moment. */
export async function findAssaults(reader: LedgerReader, asOf: string | null): Promise<Assault[]> {
  const rows: EventRow[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof findEvents>> = await findEvents(
      reader,
      { category: ['ASSAULT'], status: ['happened', 'ongoing'], review: ['unreviewed', 'accepted', 'disputed'] },
      { limit: 1000, cursor, asOf: cursor === null ? asOf : undefined },
    )
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows.flatMap(assaultOf)
}

function assaultOf({ record, dispatch }: EventRow): Assault[] {
  const day = exactDay(record.date) ?? dayBy(record.date, dispatch.published)
  if (day === null) return []
  const countries = [...record.actor, ...record.recipient].map(({ code }) => code)
  const called = JSON.stringify([day, record.actor.map(({ code }) => code).sort(), record.places[0]?.name ?? ''])
  return [{ day, countries, called }]
}

/** Assaults in the seven days before and after a round; null for a round of no known day. */
export function violenceAround(round: BoardRound, key: string, assaults: readonly Assault[]): Violence | null {
  const { first, last } = round
  if (first === null || last === null || round.status === 'planned') return null
  const states = new Set(codesOfKey(key).map(code => code.split('/')[0]))
  const own = assaults.filter(({ countries }) => countries.some(code => states.has(code)))
  const within = (days: (assault: Assault) => number | null) =>
    new Set(own.filter(one => isWithin(days(one))).map(({ called }) => called)).size
  return {
    before: within(({ day }) => daysBetween(day, first)),
    after: within(({ day }) => daysBetween(last, day)),
  }
}

const isWithin = (days: number | null) => days !== null && days > 0 && days <= VIOLENCE_DAYS
