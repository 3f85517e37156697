import { loadBlob } from '../blobs.ts'
import { dispatchRow, type DispatchRow } from '../queries/dispatch-row.ts'
import { filteredDispatches, type DispatchFilter } from '../queries/dispatches.ts'
import { sequenceAsOf } from '../queries/page.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import type { DispatchContent } from '../views/dispatch.ts'
import { originsOf } from './origins.ts'

/** One piece of reporting with all dispatches that carry it, the first one first. */
export interface OriginRow {
  /** The wire that is credited, else who published the first; in lower case. */
  readonly source: string | null
  readonly dispatches: readonly DispatchRow[]
}

export interface OriginsRequest extends DispatchFilter {
  /** What was known then: a day, or a moment; null for now. */
  readonly asOf?: string | null | undefined
}

/**
 * The origins of the dispatches that meet the filter, the one with most copies first. All their texts are looked at.
 *
 * @throws {ParleyError} `MOMENT_INVALID`
 */
export async function findOrigins(reader: LedgerReader, { asOf, ...filter }: OriginsRequest): Promise<OriginRow[]> {
  const known = await sequenceAsOf(reader, asOf ?? null, await readHead(reader))
  const stored = await filteredDispatches(reader, filter, known).selectAll('dispatch').execute()
  const texts = []
  for (const row of stored) {
    const content = (await loadBlob(reader.db, row.content_hash)) as DispatchContent | null
    const { published, publisher } = row
    texts.push({ dispatch: row.id, published, publisher, text: content?.text ?? '' })
  }
  const rows = new Map(stored.map(row => [row.id, dispatchRow(row)]))
  return originsOf(texts)
    .map(({ source, dispatches }) => ({ source, dispatches: dispatches.flatMap(id => rows.get(id) ?? []) }))
    .sort((a, b) => b.dispatches.length - a.dispatches.length)
}
