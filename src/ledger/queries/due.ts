import { sql } from 'kysely'
import { READ_LANGUAGES } from '../../reading/refuse.ts'
import { readingStateAsOf } from './reading-state.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import { OPEN, type DispatchTable } from '../tables.ts'
import type { ReaderVersion } from '../../reading/read.ts'

/** Which dispatches are to be read again; an absent condition asks nothing. */
export interface DueFilter {
  /** First and last day of publication, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly publisher?: string | undefined
  readonly dispatch?: string | undefined
  /** Also what was stored unread for telling of neither conflict nor talks. */
  readonly all?: boolean | undefined
}

/** A version of the reader, as readings name it. */
export type Version = Pick<ReaderVersion, 'engine' | 'model'>

/**
 * Dispatches whose current text has no reading by this version, the latest published first, page by page. English
 * alone, and nothing whose words were taken away. What was passed over is left out unless it is asked for; what was
 * read once is never passed over.
 */
export async function* dueDispatches(
  reader: LedgerReader,
  filter: DueFilter,
  version: Version,
): AsyncGenerator<DispatchTable> {
  const { sequence } = await readHead(reader)
  let after: DispatchTable | null = null
  for (;;) {
    const rows: DispatchTable[] = await duePage(reader, { filter, version, until: sequence, after })
    yield* rows
    after = rows.at(-1) ?? null
    if (after === null) return
  }
}

/** How many there are. */
export async function countDue(reader: LedgerReader, filter: DueFilter, version: Version): Promise<number> {
  const due = dueQuery(reader, filter, version).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await due.executeTakeFirstOrThrow()).count
}

interface PageOfDue {
  readonly filter: DueFilter
  readonly version: Version
  /** Last entry when the list was begun: what comes in meanwhile is read by who brings it. */
  readonly until: number
  readonly after: DispatchTable | null
}

const PAGE = 200

function duePage(reader: LedgerReader, { filter, version, until, after }: PageOfDue): Promise<DispatchTable[]> {
  let query = dueQuery(reader, filter, version).selectAll('dispatch').where('dispatch.since', '<=', until)
  if (after !== null) {
    query = query.where(sql<boolean>`(dispatch.sort_day, dispatch.number) < (${after.sort_day}, ${after.number})`)
  }
  return query.orderBy('dispatch.sort_day', 'desc').orderBy('dispatch.number', 'desc').limit(PAGE).execute()
}

function dueQuery({ db }: LedgerReader, filter: DueFilter, { engine, model }: Version) {
  const { from, to, publisher, dispatch, all } = filter
  let query = db
    .selectFrom('dispatch')
    .where('dispatch.until', '=', OPEN)
    .where('dispatch.redacted', '=', 0)
    .where('dispatch.language', 'in', READ_LANGUAGES)
    .where(on => {
      const same = on
        .selectFrom('reading')
        .select('reading.number')
        .whereRef('reading.dispatch_id', '=', 'dispatch.id')
        .whereRef('reading.text_hash', '=', 'dispatch.text_hash')
      return on.not(on.exists(same.where('reading.engine', '=', engine).where('reading.model', '=', model)))
    })
  if (dispatch !== undefined) query = query.where('dispatch.id', '=', dispatch)
  if (publisher !== undefined) query = query.where('dispatch.publisher', '=', publisher)
  if (from !== undefined) query = query.where('dispatch.published', '>=', from)
  if (to !== undefined) query = query.where('dispatch.published', '<=', to)
  return all === true ? query : query.where(readingStateAsOf(OPEN - 1), '!=', 'not-about-this')
}
