import { dispatchRow, type DispatchRow } from '../queries/dispatch-row.ts'
import { filteredDispatches, type DispatchFilter } from '../queries/dispatches.ts'
import { sequenceAsOf } from '../queries/page.ts'
import { readingStateAsOf } from '../queries/reading-state.ts'
import { readHead, type LedgerReader } from '../reader.ts'

/** One piece of reporting with all dispatches that carry it, the first published first. Copies of an origin confirm nothing. */
export interface OriginRow {
  /** The wire that any of the dispatches credits, else who published the first; in lower case. */
  readonly source: string | null
  readonly dispatches: readonly DispatchRow[]
}

export interface OriginsRequest extends DispatchFilter {
  /** What was known then: a day, or a moment; null for now. */
  readonly asOf?: string | null | undefined
}

/**
 * The origins of the dispatches that meet the filter, the one with most copies first.
 *
 * @throws {ParleyError} `MOMENT_INVALID`
 */
export async function findOrigins(reader: LedgerReader, { asOf, ...filter }: OriginsRequest): Promise<OriginRow[]> {
  const known = await sequenceAsOf(reader, asOf ?? null, await readHead(reader))
  const rows = await filteredDispatches(reader, filter, known)
    .leftJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .selectAll('dispatch')
    .select(['dispatch_origin.origin', 'dispatch_origin.credit', readingStateAsOf(known).as('reading')])
    .execute()
  const origins = new Map<number, typeof rows>()
  for (const row of rows) {
    const origin = row.origin ?? row.number
    origins.set(origin, [...(origins.get(origin) ?? []), row])
  }
  return [...origins.values()]
    .map(carriers => {
      const ordered = [...carriers].sort((a, b) => compare(timeOf(a), timeOf(b)) || compare(a.id, b.id))
      const credit = ordered.find(row => row.credit !== null)?.credit
      return { source: credit ?? ordered[0]?.publisher?.toLowerCase() ?? null, dispatches: ordered.map(dispatchRow) }
    })
    .sort((a, b) => b.dispatches.length - a.dispatches.length)
}

// What has no day comes last.
const timeOf = ({ published }: { readonly published: string | null }) => published ?? '9'
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
