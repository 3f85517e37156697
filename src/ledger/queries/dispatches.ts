import { dispatchRow, type DispatchRow, type StoredDispatch } from './dispatch-row.ts'
import { dialectOf } from '../dialect.ts'
import { typedTerms } from './match.ts'
import { pageOf, pageRows, startPage, type Page, type PageRequest } from './page.ts'
import { readingStateAsOf, type ReadingState } from './reading-state.ts'
import type { LedgerReader } from '../reader.ts'

/** Which dispatches: all conditions must hold; an absent one asks nothing. */
export interface DispatchFilter {
  readonly publisher?: string | undefined
  /** First and last day of publication, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly language?: string | undefined
  readonly reading?: readonly ReadingState[] | undefined
  /** Words of title or text. */
  readonly text?: string | undefined
}

/** Dispatches, latest published first. */
export async function findDispatches(
  reader: LedgerReader,
  filter: DispatchFilter,
  request: PageRequest = {},
): Promise<Page<DispatchRow>> {
  const start = await startPage(reader, request, ['dispatches', filter])
  const load = (numbers: number[]) => storedDispatches(reader, numbers, start.asOf)
  const rows = await pageRows(filteredDispatches(reader, filter, start.asOf), { table: 'dispatch', start, load })
  return pageOf(rows, start, dispatchRow)
}

/** Dispatches by the numbers of their rows, with what became of each by an entry. */
export function storedDispatches({ db }: LedgerReader, numbers: number[], asOf: number): Promise<StoredDispatch[]> {
  const rows = db.selectFrom('dispatch').selectAll().where('number', 'in', numbers)
  return rows.select(readingStateAsOf(asOf).as('reading')).execute()
}

/** The dispatches that held as of an entry and meet the filter. */
export function filteredDispatches({ db }: LedgerReader, filter: DispatchFilter, asOf: number) {
  const { publisher, from, to, language, reading, text } = filter
  let query = db.selectFrom('dispatch').where('dispatch.since', '<=', asOf).where('dispatch.until', '>', asOf)
  if (publisher !== undefined) query = query.where('dispatch.publisher', '=', publisher)
  if (from !== undefined) query = query.where('dispatch.published', '>=', from)
  if (to !== undefined) query = query.where('dispatch.published', '<=', to)
  if (language !== undefined) query = query.where('dispatch.language', '=', language)
  if (reading !== undefined) query = query.where(readingStateAsOf(asOf), 'in', reading)
  const terms = text === undefined ? null : typedTerms(text)
  if (terms === null) return query
  return query.where('dispatch.number', 'in', qb =>
    qb.selectFrom('dispatch_search').select('rowid').where(dialectOf(db).matches('dispatch_search', terms)),
  )
}
