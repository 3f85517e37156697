import type { Kysely } from 'kysely'
import { forgetDispatch } from '../happenings/forget.ts'
import { forgetNumbers } from './numbers.ts'
import { writeSearchRows } from './search-rows.ts'
import type { Tables } from '../tables.ts'
import type { Entry } from '../entries.ts'

/**
 * Words were taken away: out of the lists, the records and the full text, of the past as well.
 * The dispatch's row stays, so that it can be seen that something stood there.
 */
export async function applyRedaction(db: Kysely<Tables>, entry: Entry & { kind: 'redaction' }): Promise<void> {
  const { body, sequence } = entry
  await writeSearchRows(db)
  const blobs = [...body.blobs]
  const dispatches = await db.selectFrom('dispatch').select('number').where('content_hash', 'in', blobs).execute()
  const gone = { title: null, url: null, redacted: 1 }
  await db.updateTable('dispatch').set(gone).where('content_hash', 'in', blobs).execute()
  for (const { number } of dispatches) {
    await db.deleteFrom('dispatch_search').where('rowid', '=', number).execute()
    await db.deleteFrom('origin_key').where('number', '=', number).execute()
  }
  const readings = await db
    .selectFrom('reading')
    .select('dispatch_id')
    .where('reading_hash', 'in', blobs)
    .orderBy('number')
    .execute()
  await db.updateTable('reading').set({ doubts: '[]' }).where('reading_hash', 'in', blobs).execute()
  for (const dispatch of new Set([body.dispatch, ...readings.map(row => row.dispatch_id)])) {
    await removeRecords(db, dispatch)
    // What people typed stands in the entries, which nobody can change; the views need not repeat it.
    await db.updateTable('review').set({ note: null }).where('dispatch_id', '=', dispatch).execute()
    await db.updateTable('correction').set({ note: null, old_value: 'null', new_value: 'null' }).where('dispatch_id', '=', dispatch).execute() // prettier-ignore
    await forgetDispatch(db, dispatch, sequence)
  }
}

async function removeRecords(db: Kysely<Tables>, dispatch: string): Promise<void> {
  const events = await db.selectFrom('event').select('number').where('dispatch_id', '=', dispatch).execute()
  for (const { number } of events) {
    await db.deleteFrom('event').where('number', '=', number).execute()
    await db.deleteFrom('event_party').where('event_number', '=', number).execute()
    await db.deleteFrom('event_place').where('event_number', '=', number).execute()
    await db.deleteFrom('event_search').where('rowid', '=', number).execute()
  }
  const objects = await db.selectFrom('process_object').select('number').where('dispatch_id', '=', dispatch).execute()
  for (const { number } of objects) {
    await db.deleteFrom('process_object').where('number', '=', number).execute()
    await db.deleteFrom('process_party').where('object_number', '=', number).execute()
    await db.deleteFrom('process_search').where('rowid', '=', number).execute()
  }
  forgetNumbers(db)
}
