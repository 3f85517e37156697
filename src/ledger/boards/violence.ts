import type { BoardRound } from '../../process/across/rounds.ts'
import { daysBetween } from '../../process/across/days.ts'
import { codesOfKey } from '../../process/across/tracks.ts'
import { findHappenings, type HappeningRow } from '../queries/happenings.ts'
import type { Status } from '../../contract.ts'
import type { LedgerReader } from '../reader.ts'

/** Assaults by or on the parties that are told of the days around a round. */
export interface Violence {
  readonly before: number
  readonly after: number
}

/** One told assault: when, and whom it concerns; two dispatches that tell of it are one. */
export interface Assault {
  readonly day: string
  readonly countries: readonly string[]
  /** The happening. */
  readonly id: string
}

/** Days before and after a round that count. */
export const VIOLENCE_DAYS = 7

const TOOK_PLACE: ReadonlySet<Status> = new Set<Status>(['happened', 'ongoing'])

/** All assaults that the ledger holds, as of a moment. */
export async function findAssaults(reader: LedgerReader, asOf: string | null): Promise<Assault[]> {
  const rows: HappeningRow[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof findHappenings>> = await findHappenings(
      reader,
      { happeningKind: ['assault'] },
      { limit: 1000, cursor, asOf: cursor === null ? asOf : undefined },
    )
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows.flatMap(assaultOf)
}

function assaultOf({ id, record }: HappeningRow): Assault[] {
  const day = record.start ?? record.end
  if (day === null || !TOOK_PLACE.has(record.status)) return []
  const countries = [...record.actors, ...record.recipients].map(({ code }) => code.split('/')[0] ?? code)
  return [{ day, countries, id }]
}

/** Assaults in the seven days before and after a round; null for a round of no known day. */
export function violenceAround(round: BoardRound, key: string, assaults: readonly Assault[]): Violence | null {
  const { first, last } = round
  if (first === null || last === null || round.status === 'planned') return null
  const states = new Set(codesOfKey(key).map(code => code.split('/')[0]))
  const own = assaults.filter(({ countries }) => countries.some(code => states.has(code)))
  const within = (days: (assault: Assault) => number | null) => own.filter(one => isWithin(days(one))).length
  return {
    before: within(({ day }) => daysBetween(day, first)),
    after: within(({ day }) => daysBetween(last, day)),
  }
}

const isWithin = (days: number | null) => days !== null && days > 0 && days <= VIOLENCE_DAYS
