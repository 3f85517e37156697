import { filteredEvents, type EventFilter } from './events.ts'
import { sequenceAsOf } from './page.ts'
import { readHead, type LedgerReader } from '../reader.ts'
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
    reviews: await countBy(reader, {}, { column: 'review', at }),
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
  const at = await sequenceAsOf(reader, asOf, await readHead(reader))
  const review = await countBy(reader, filter, { column: 'review', at })
  return {
    total: Object.values(review).reduce((sum, count) => sum + count, 0),
    category: await countBy(reader, filter, { column: 'category', at }),
    status: await countBy(reader, filter, { column: 'status', at }),
    review,
  }
}

async function countHeld({ db }: LedgerReader, table: 'dispatch' | 'event' | 'process_object', at: number) {
  const held = db.selectFrom(table).where('since', '<=', at).where('until', '>', at)
  const row = await held.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return row.count
}

interface Facet {
  readonly column: 'category' | 'status' | 'review'
  readonly at: number
}

async function countBy(reader: LedgerReader, filter: EventFilter, { column, at }: Facet) {
  const grouped = filteredEvents(reader, filter, at).groupBy(`event.${column}`)
  const counted = grouped.select(eb => [eb.ref(`event.${column}`).as('value'), eb.fn.countAll<number>().as('count')])
  return Object.fromEntries((await counted.execute()).map(({ value, count }) => [value, count]))
}
