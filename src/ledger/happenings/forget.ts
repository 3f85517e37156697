import type { Kysely } from 'kysely'
import { Changes, refreshHappenings } from './refresh.ts'
import { forgetNumbers } from '../views/numbers.ts'
import type { Tables } from '../tables.ts'

/**
 * Takes a redacted dispatch out of happenings, of the past as well: of a happening that it reported, only what was known before it
 * came stays of the past, and what the others report is told anew.
 */
export async function forgetDispatch(db: Kysely<Tables>, dispatch: string, sequence: number): Promise<void> {
  const members = await db.selectFrom('happening_member').selectAll().where('dispatch_id', '=', dispatch).execute()
  const changes = new Changes()
  for (const { number, happening_id, since, until } of members) {
    await db.deleteFrom('happening_key').where('member', '=', number).execute()
    await db.deleteFrom('happening_member').where('number', '=', number).execute()
    const told = db.deleteFrom('happening').where('id', '=', happening_id).where('since', '<', until)
    await told.where('until', '>', since).execute()
    changes.changed(happening_id)
  }
  forgetNumbers(db)
  await refreshHappenings(db, changes, sequence)
}
