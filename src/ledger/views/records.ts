import type { Kysely } from 'kysely'
import { parts } from '../parts.ts'
import { OPEN, type Tables } from '../tables.ts'
import type { EventRows } from './event-rows.ts'
import type { ProcessRows } from './process-rows.ts'

type Numbered = 'dispatch' | 'event' | 'process_object' | 'happening' | 'happening_member'

/** The number that the next row of the table takes. Rows are never taken away singly, so numbers follow the entries. */
export async function nextNumber(db: Kysely<Tables>, table: Numbered): Promise<number> {
  const last = await db.selectFrom(table).select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()
  return (last?.number ?? 0) + 1
}

/** From this entry on nothing that was read in the dispatch holds. */
export async function closeRecords(db: Kysely<Tables>, dispatch: string, sequence: number): Promise<void> {
  for (const table of ['reading', 'passed_over', 'event', 'process_object'] as const) {
    const held = db.updateTable(table).set({ until: sequence })
    await held.where('dispatch_id', '=', dispatch).where('until', '=', OPEN).execute()
  }
}

/** Adds events with all that hangs on them. */
export async function insertEvents(db: Kysely<Tables>, rows: readonly EventRows[]): Promise<void> {
  for (const part of parts(rows)) await db.insertInto('event').values(part.map(row => row.event)).execute() // prettier-ignore
  for (const part of parts(rows.flatMap(row => row.parties))) await db.insertInto('event_party').values(part).execute()
  for (const part of parts(rows.flatMap(row => row.places))) await db.insertInto('event_place').values(part).execute()
  for (const part of parts(rows)) await db.insertInto('event_search').values(part.map(row => row.search)).execute() // prettier-ignore
}

/** Adds process objects with all that hangs on them. */
export async function insertObjects(db: Kysely<Tables>, rows: readonly ProcessRows[]): Promise<void> {
  for (const part of parts(rows)) await db.insertInto('process_object').values(part.map(row => row.object)).execute() // prettier-ignore
  for (const part of parts(rows.flatMap(row => row.parties)))
    await db.insertInto('process_party').values(part).execute()
  for (const part of parts(rows)) await db.insertInto('process_search').values(part.map(row => row.search)).execute() // prettier-ignore
}
