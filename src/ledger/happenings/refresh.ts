import type { Kysely } from 'kysely'
import { OPEN, type Tables } from '../tables.ts'
import { currentDispatch } from '../views/dispatch.ts'
import { nextNumber } from '../views/records.ts'
import { withReport, type HappeningRecord, type RecordRef, type Report } from './summary.ts'
import type { EventRecord } from '../../contract.ts'

/** What an entry changes in a happening: records that join it; others may have left or changed. */
export interface Change {
  readonly joined: RecordRef[]
  /** Whether it is to be told anew from all its records. */
  anew: boolean
}

/** Changes by happening, gathered while an entry is applied. */
export class Changes {
  readonly byHappening = new Map<string, Change>()

  /** The record has joined the happening. */
  joined(happening: string, ref: RecordRef): void {
    this.of(happening).joined.push(ref)
  }

  /** A record has left the happening, or is another than it was. */
  changed(happening: string): void {
    this.of(happening).anew = true
  }

  private of(happening: string): Change {
    const known = this.byHappening.get(happening)
    if (known !== undefined) return known
    const change = { joined: [], anew: false }
    this.byHappening.set(happening, change)
    return change
  }
}

/** Writes the rows of the happenings that an entry has changed; one that no record reports any more ends. */
export async function refreshHappenings(db: Kysely<Tables>, changes: Changes, sequence: number): Promise<void> {
  for (const [id, change] of changes.byHappening) {
    const before = await db.selectFrom('happening').select(['number', 'record', 'since']).where('id', '=', id).where('until', '=', OPEN).executeTakeFirst() // prettier-ignore
    const known = before === undefined || change.anew ? null : (JSON.parse(before.record) as HappeningRecord)
    const reports = known === null ? await allReports(db, id) : await reportsOf(db, change.joined)
    const record = reports.reduce<HappeningRecord | null>(withReport, known)
    if (before !== undefined) await close(db, before, sequence)
    if (record !== null) await db.insertInto('happening').values(await rowOf(db, id, { record, sequence })).execute() // prettier-ignore
  }
}

async function close(db: Kysely<Tables>, row: { number: number; since: number }, sequence: number): Promise<void> {
  // What the same entry made and changed again never held.
  if (row.since === sequence) await db.deleteFrom('happening').where('number', '=', row.number).execute()
  else await db.updateTable('happening').set({ until: sequence }).where('number', '=', row.number).execute()
}

async function rowOf(
  db: Kysely<Tables>,
  id: string,
  { record, sequence }: { readonly record: HappeningRecord; readonly sequence: number },
) {
  const counts = await db
    .selectFrom('happening_member')
    .select(({ fn }) => [
      fn.count<number>('dispatch_id').distinct().as('dispatches'),
      fn.count<number>('origin').distinct().as('origins'),
    ]) // prettier-ignore
    .where('happening_id', '=', id)
    .where('until', '=', OPEN)
    .executeTakeFirstOrThrow()
  return {
    number: await nextNumber(db, 'happening'),
    id,
    kind: record.kind,
    category: record.category,
    status: record.status,
    start_day: record.start,
    end_day: record.end,
    sort_day: record.start ?? record.end ?? '',
    ...counts,
    record: JSON.stringify(record),
    since: sequence,
    until: OPEN,
  }
}

async function allReports(db: Kysely<Tables>, id: string): Promise<Report[]> {
  const rows = await db
    .selectFrom('happening_member')
    .innerJoin('event', join =>
      join
        .onRef('event.dispatch_id', '=', 'happening_member.dispatch_id')
        .onRef('event.id', '=', 'happening_member.record_id')
        .on('event.until', '=', OPEN),
    )
    .innerJoin('dispatch', join =>
      join.onRef('dispatch.id', '=', 'happening_member.dispatch_id').on('dispatch.until', '=', OPEN),
    )
    .select(['event.record', 'event.dispatch_id', 'dispatch.published'])
    .where('happening_member.happening_id', '=', id)
    .where('happening_member.until', '=', OPEN)
    .orderBy('happening_member.number')
    .execute()
  return rows.map(({ record, dispatch_id, published }) => reportOf(record, dispatch_id, published))
}

async function reportsOf(db: Kysely<Tables>, refs: readonly RecordRef[]): Promise<Report[]> {
  const reports = []
  for (const { dispatch, record } of refs) {
    const row = await db.selectFrom('event').select('record').where('dispatch_id', '=', dispatch).where('id', '=', record).where('until', '=', OPEN).executeTakeFirst() // prettier-ignore
    const published = (await currentDispatch(db, dispatch))?.published ?? null
    if (row !== undefined) reports.push(reportOf(row.record, dispatch, published))
  }
  return reports
}

function reportOf(json: string, dispatch: string, published: string | null): Report {
  const event = JSON.parse(json) as EventRecord
  return { event, dispatch, record: event.id, published }
}
