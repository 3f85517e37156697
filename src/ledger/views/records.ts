import type { Kysely } from 'kysely'
import { insertRows } from '../prepared.ts'
import { OPEN, type Tables } from '../tables.ts'
import { addSearchRows } from './search-rows.ts'
import type { EventRows } from './event-rows.ts'
import type { ProcessRows } from './process-rows.ts'

/** From this entry on nothing that was read in the dispatch holds. */
export async function closeRecords(db: Kysely<Tables>, dispatch: string, sequence: number): Promise<void> {
  for (const table of ['reading', 'passed_over', 'event', 'process_object'] as const) {
    const held = db.updateTable(table).set({ until: sequence })
    await held.where('dispatch_id', '=', dispatch).where('until', '=', OPEN).execute()
  }
}

/** Adds events with all that hangs on them. */
export async function insertEvents(db: Kysely<Tables>, rows: readonly EventRows[]): Promise<void> {
  await insertRows(db, 'event', rows.map(row => row.event)) // prettier-ignore
  await insertRows(db, 'event_party', rows.flatMap(row => row.parties)) // prettier-ignore
  await insertRows(db, 'event_place', rows.flatMap(row => row.places)) // prettier-ignore
  addSearchRows(db, 'event_search', rows.map(row => row.search)) // prettier-ignore
}

/** Adds process objects with all that hangs on them. */
export async function insertObjects(db: Kysely<Tables>, rows: readonly ProcessRows[]): Promise<void> {
  await insertRows(db, 'process_object', rows.map(row => row.object)) // prettier-ignore
  await insertRows(db, 'process_party', rows.flatMap(row => row.parties)) // prettier-ignore
  addSearchRows(db, 'process_search', rows.map(row => row.search)) // prettier-ignore
}
