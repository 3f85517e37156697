import type { Kysely } from 'kysely'
import { leaveAll } from '../happenings/settle.ts'
import { OPEN, type Tables } from '../tables.ts'
import { currentDispatch } from './dispatch.ts'
import { closeRecords } from './records.ts'
import type { Entry } from '../entries.ts'

/** A dispatch was stored and not read: nothing that an earlier reading said of it holds any more. */
export async function applyPassedOver(db: Kysely<Tables>, entry: Entry & { kind: 'passed-over' }): Promise<void> {
  const { body, sequence, recordedAt } = entry
  const dispatch = await currentDispatch(db, body.dispatch)
  if (dispatch?.text_hash !== body.text) return
  await closeRecords(db, body.dispatch, sequence)
  await leaveAll(db, body.dispatch, sequence)
  const { why, engine, score } = body
  const row = { number: sequence, dispatch_id: body.dispatch, text_hash: body.text, why, engine, score }
  await db.insertInto('passed_over').values({ ...row, recorded_at: recordedAt, since: sequence, until: OPEN }).execute() // prettier-ignore
}
