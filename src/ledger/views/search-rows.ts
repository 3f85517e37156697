import type { Kysely } from 'kysely'
import { insertRows } from '../prepared.ts'
import type { SearchTable } from '../dialect.ts'
import type { Tables } from '../tables.ts'

/** Rows of full text that wait for the end of the transaction. */
interface Waiting {
  readonly dispatch_search: Tables['dispatch_search'][]
  readonly event_search: Tables['event_search'][]
  readonly process_search: Tables['process_search'][]
}

const waiting = new WeakMap<Kysely<Tables>, Waiting>()

/**
 * Adds rows to the full text, once the transaction ends: SQLite's FTS5 gathers what a transaction adds, and writes a segment each time
 * that a statement on another table begins which could fail halfway (it is told of a savepoint then). Written together, the
 * rows of a transaction are one segment instead of one a dispatch.
 */
export function addSearchRows<Table extends SearchTable>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Waiting[Table][number][],
): void {
  let mine = waiting.get(db)
  if (mine === undefined) waiting.set(db, (mine = { dispatch_search: [], event_search: [], process_search: [] }))
  const list: Waiting[Table][number][] = mine[table]
  list.push(...rows)
}

/** Writes the rows that wait: to be called before the transaction ends, and before rows of full text are deleted. */
export async function writeSearchRows(db: Kysely<Tables>): Promise<void> {
  const mine = waiting.get(db)
  if (mine === undefined) return
  waiting.delete(db)
  await insertRows(db, 'dispatch_search', mine.dispatch_search)
  await insertRows(db, 'event_search', mine.event_search)
  await insertRows(db, 'process_search', mine.process_search)
}
