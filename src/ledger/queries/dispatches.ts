import { sql } from 'kysely'
import { dispatchRow, type DispatchRow } from './dispatch-row.ts'
import { dialectOf } from '../dialect.ts'
import { typedTerms } from './match.ts'
import { pageOf, startPage, type Page, type PageRequest } from './page.ts'
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
  let query = filteredDispatches(reader, filter, start.asOf)
    .selectAll('dispatch')
    .select(readingStateAsOf(start.asOf).as('reading'))
  if (start.after !== null) {
    const [day, number] = start.after
    query = query.where(sql<boolean>`(dispatch.sort_day, dispatch.number) < (${day}, ${number})`)
  }
  const ordered = query.orderBy('dispatch.sort_day', 'desc').orderBy('dispatch.number', 'desc')
  return pageOf(await ordered.limit(start.limit + 1).execute(), start, dispatchRow)
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
