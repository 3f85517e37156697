import { filteredEvents, type EventFilter } from './events.ts'
import { sequenceAsOf } from './page.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import { OPEN } from '../tables.ts'
import type { Head } from '../entries.ts'

/** How much a ledger holds. */
export interface Counts {
  readonly dispatches: number
  readonly events: number
  readonly processObjects: number
  /** Events by state of review. */
  readonly reviews: Readonly<Record<string, number>>
  readonly asOf: number
  readonly head: Head
}

/** How many events meet a filter, in all and by what they can be narrowed to further. */
export interface EventCounts {
  readonly total: number
  readonly category: Readonly<Record<string, number>>
  readonly status: Readonly<Record<string, number>>
  readonly review: Readonly<Record<string, number>>
}

/**
 * How much the ledger holds.
 *
 * @param asOf - What was known then: a moment or a day; default now.
 * @throws {ParleyError} `MOMENT_INVALID`.
 */
export async function countAll(reader: LedgerReader, asOf: string | null = null): Promise<Counts> {
  const head = await readHead(reader)
  const at = await sequenceAsOf(reader, asOf, head)
  return {
    dispatches: await countHeld(reader, 'dispatch', at),
    events: await countHeld(reader, 'event', at),
    processObjects: await countHeld(reader, 'process_object', at),
    reviews: summed(await eventGroups(reader, {}, { at, head }), 'review'),
    asOf: at,
    head,
  }
}

/**
 * Counts the events that meet the filter.
 *
 * @throws {ParleyError} `MOMENT_INVALID`.
 */
export async function countEvents(
  reader: LedgerReader,
  filter: EventFilter,
  asOf: string | null = null,
): Promise<EventCounts> {
  const head = await readHead(reader)
  const groups = await eventGroups(reader, filter, { at: await sequenceAsOf(reader, asOf, head), head })
  return {
    total: groups.reduce((sum, { count }) => sum + count, 0),
    category: summed(groups, 'category'),
    status: summed(groups, 'status'),
    review: summed(groups, 'review'),
  }
}

type Group = Readonly<Record<'category' | 'status' | 'review', string>> & { readonly count: number }

/** Up to which entry is known, and the last there is. */
interface Known {
  readonly at: number
  readonly head: Head
}

// One pass over the events for all three: there are few groups.
async function eventGroups(reader: LedgerReader, filter: EventFilter, { at, head }: Known): Promise<Group[]> {
  const columns = ['event.category', 'event.status', 'event.review'] as const
  const all = filteredEvents(reader, filter, at)
  // What holds at the end of the chain is what is open: said so, an index has all of it in order of what is counted.
  const isAll = Object.values(filter).every(value => value === undefined)
  const held = isAll && at === head.sequence ? all.where('event.until', '=', OPEN) : all
  const grouped = held.select(columns).groupBy(columns)
  return grouped.select(eb => eb.fn.countAll<number>().as('count')).execute()
}

function summed(groups: readonly Group[], column: 'category' | 'status' | 'review'): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const group of groups) sums[group[column]] = (sums[group[column]] ?? 0) + group.count
  return sums
}

async function countHeld({ db }: LedgerReader, table: 'dispatch' | 'event' | 'process_object', at: number) {
  const held = db.selectFrom(table).where('since', '<=', at).where('until', '>', at)
  const row = await held.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return row.count
}
