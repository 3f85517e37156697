import type { Kysely } from 'kysely'
import { parts } from '../parts.ts'
import { OPEN, type HappeningTable, type Tables } from '../tables.ts'
import { nextNumber } from '../views/records.ts'
import { withReport, type HappeningRecord, type Report } from './summary.ts'
import type { EventRecord } from '../../contract.ts'

/** What an entry changes in a happening: records that join it; others may have left or changed. */
interface Change {
  readonly joined: Report[]
  /** Whether it is to be told anew from all its records. */
  anew: boolean
}

/** Changes by happening, gathered while an entry is applied. */
export class Changes {
  readonly byHappening = new Map<string, Change>()

  /** The record has joined the happening. */
  joined(happening: string, report: Report): void {
    this.of(happening).joined.push(report)
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
  const ids = [...changes.byHappening.keys()]
  if (ids.length === 0) return
  const before = await heldRows(db, ids)
  const counts = await countsOf(db, ids)
  const first = await nextNumber(db, 'happening')
  const rows: HappeningTable[] = []
  for (const [id, change] of changes.byHappening) {
    const record = await recordOf(db, id, { change, known: before.get(id)?.record ?? null })
    const { dispatches = 0, origins = 0 } = counts.get(id) ?? {}
    if (record !== null) rows.push(rowOf(record, { id, number: first + rows.length, dispatches, origins, sequence }))
  }
  await close(db, [...before.values()], sequence)
  for (const part of parts(rows)) await db.insertInto('happening').values(part).execute()
}

async function heldRows(db: Kysely<Tables>, ids: readonly string[]) {
  const rows = []
  for (const part of parts(ids)) {
    const held = db.selectFrom('happening').select(['id', 'number', 'record', 'since']).where('id', 'in', part)
    rows.push(...(await held.where('until', '=', OPEN).execute()))
  }
  return new Map(rows.map(row => [row.id, row]))
}

async function countsOf(db: Kysely<Tables>, ids: readonly string[]) {
  const rows = []
  for (const part of parts(ids)) {
    const held = db.selectFrom('happening_member').where('happening_id', 'in', part).where('until', '=', OPEN)
    const counted = held.select(({ fn }) => [
      'happening_id',
      fn.count<number>('dispatch_id').distinct().as('dispatches'),
      fn.count<number>('origin').distinct().as('origins'),
    ])
    rows.push(...(await counted.groupBy('happening_id').execute()))
  }
  return new Map(rows.map(row => [row.happening_id, row]))
}

interface Standing {
  readonly change: Change
  /** What it came to before, as JSON. */
  readonly known: string | null
}

async function recordOf(db: Kysely<Tables>, id: string, { change, known }: Standing): Promise<HappeningRecord | null> {
  if (change.anew) return (await allReports(db, id)).reduce<HappeningRecord | null>(withReport, null)
  const before = known === null ? null : (JSON.parse(known) as HappeningRecord)
  return change.joined.reduce<HappeningRecord | null>(withReport, before)
}

interface Place {
  readonly id: string
  readonly number: number
  readonly dispatches: number
  readonly origins: number
  readonly sequence: number
}

function rowOf(record: HappeningRecord, { sequence, ...place }: Place): HappeningTable {
  return {
    ...place,
    kind: record.kind,
    category: record.category,
    status: record.status,
    start_day: record.start,
    end_day: record.end,
    sort_day: record.start ?? record.end ?? '',
    record: JSON.stringify(record),
    since: sequence,
    until: OPEN,
  }
}

async function close(db: Kysely<Tables>, rows: readonly { number: number; since: number }[], sequence: number) {
  // What the same entry made and changed again never held.
  const made = rows.filter(({ since }) => since === sequence).map(({ number }) => number)
  const held = rows.filter(({ since }) => since !== sequence).map(({ number }) => number)
  for (const part of parts(made)) await db.deleteFrom('happening').where('number', 'in', part).execute()
  for (const part of parts(held)) {
    await db.updateTable('happening').set({ until: sequence }).where('number', 'in', part).execute()
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
  return rows.map(({ record, dispatch_id, published }) => {
    const event = JSON.parse(record) as EventRecord
    return { event, dispatch: dispatch_id, record: event.id, published }
  })
}
