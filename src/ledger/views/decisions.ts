import type { Kysely } from 'kysely'
import { OPEN, type EventTable, type ProcessTable, type Tables } from '../tables.ts'
import { resettle } from '../happenings/settle.ts'
import { currentDispatch } from './dispatch.ts'
import { corrected, reviewState, type CorrectionRow } from './effective.ts'
import { eventRows } from './event-rows.ts'
import { processRows, type ProcessObject } from './process-rows.ts'
import { takeNumbers } from './numbers.ts'
import { insertEvents, insertObjects } from './records.ts'
import type { Standing } from './held.ts'
import type { Entry } from '../entries.ts'
import type { EventRecord } from '../../contract.ts'

/** Somebody accepted or rejected a record, or took that back. */
export async function applyReview(db: Kysely<Tables>, entry: Entry & { kind: 'review' }): Promise<void> {
  const { dispatch, record, decision, reviewer, note } = entry.body
  const row = { ...rowKeys(entry), decision, reviewer, note }
  await db.insertInto('review').values(row).execute()
  await reissue(db, { dispatch, record, sequence: entry.sequence, corrections: [] })
}

/** Somebody gave a slot of a record another value. */
export async function applyCorrection(db: Kysely<Tables>, entry: Entry & { kind: 'correction' }): Promise<void> {
  const { dispatch, record, slot, reviewer, note } = entry.body
  const values = { old_value: JSON.stringify(entry.body.old), new_value: JSON.stringify(entry.body.new) }
  await db.insertInto('correction').values({ ...rowKeys(entry), slot, ...values, reviewer, note }).execute() // prettier-ignore
  const corrections = [{ slot, new_value: values.new_value }]
  await reissue(db, { dispatch, record, sequence: entry.sequence, corrections })
}

function rowKeys({ sequence, recordedAt, body }: Entry & { kind: 'review' | 'correction' }) {
  return { sequence, dispatch_id: body.dispatch, record_id: body.record, recorded_at: recordedAt }
}

/** A record to be written anew, with the corrections that its row does not hold yet. */
interface Change {
  readonly dispatch: string
  readonly record: string
  readonly sequence: number
  readonly corrections: readonly CorrectionRow[]
}

// The row before ends and another begins: what stood there can still be asked for.
async function reissue(db: Kysely<Tables>, change: Change): Promise<void> {
  for (const row of await close(db, 'event', change)) {
    const record = corrected(JSON.parse(row.record) as EventRecord, change.corrections)
    await insertEvents(db, [eventRows(record, await standing(db, change, { row, table: 'event' }))])
    await resettle(db, change, change.sequence)
  }
  for (const row of await close(db, 'process_object', change)) {
    const record = corrected(JSON.parse(row.record) as ProcessObject['record'], change.corrections)
    const object = { kind: (row as ProcessTable).kind, record } as ProcessObject
    await insertObjects(db, [processRows(object, await standing(db, change, { row, table: 'process_object' }))])
  }
}

type RecordTable = 'event' | 'process_object'

async function close(db: Kysely<Tables>, table: RecordTable, change: Change): Promise<(EventTable | ProcessTable)[]> {
  const { dispatch, record, sequence } = change
  const held = db.selectFrom(table).selectAll().where('id', '=', record).where('dispatch_id', '=', dispatch)
  const rows = await held.where('until', '=', OPEN).orderBy('number').execute()
  for (const { number } of rows) {
    await db.updateTable(table).set({ until: sequence }).where('number', '=', number).execute()
  }
  return rows
}

interface Before {
  readonly row: EventTable | ProcessTable
  readonly table: RecordTable
}

async function standing(db: Kysely<Tables>, change: Change, { row, table }: Before): Promise<Standing> {
  const { dispatch, record, sequence } = change
  const decisions = db.selectFrom('review').select(['reviewer', 'decision']).orderBy('sequence')
  const made = await decisions.where('dispatch_id', '=', dispatch).where('record_id', '=', record).execute()
  return {
    number: await takeNumbers(db, table, 1),
    id: record,
    dispatch,
    position: row.position,
    published: (await currentDispatch(db, dispatch))?.published ?? null,
    review: reviewState(made),
    corrections: row.corrections + change.corrections.length,
    since: sequence,
  }
}
