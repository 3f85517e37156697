import type { Kysely } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { parts } from '../parts.ts'
import { insertRows, prepared } from '../prepared.ts'
import { OPEN, type HappeningTable, type Tables } from '../tables.ts'
import { forgetNumbers, takeNumbers } from '../views/numbers.ts'
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
  if (changes.byHappening.size === 0) return
  const ids = JSON.stringify([...changes.byHappening.keys()])
  const before = byId(await heldRows(db, { ids }))
  const counts = byId(await countsOf(db, { ids }))
  const made: Omit<HappeningTable, 'number'>[] = []
  for (const [id, change] of changes.byHappening) {
    const record = await recordOf(db, id, { change, known: before.get(id)?.record ?? null })
    const { dispatches = 0, origins = 0 } = counts.get(id) ?? {}
    if (record !== null) made.push(rowOf(record, { id, dispatches, origins, sequence }))
  }
  const first = await takeNumbers(db, 'happening', made.length)
  await close(db, [...before.values()], sequence)
  await insertRows(db, 'happening', made.map((row, i) => ({ number: first + i, ...row }))) // prettier-ignore
}

/** The happenings of a JSON list of ids, as they hold. */
const heldRows = prepared((db, { ids }: { readonly ids: string }) =>
  db
    .selectFrom('happening')
    .select(['id', 'number', 'record', 'since'])
    .where('id', 'in', dialectOf(db).listed<string>(ids, 'text'))
    .where('until', '=', OPEN),
)

const countsOf = prepared((db, { ids }: { readonly ids: string }) =>
  db
    .selectFrom('happening_member')
    .where('happening_id', 'in', dialectOf(db).listed<string>(ids, 'text'))
    .where('until', '=', OPEN)
    .select(({ fn }) => [
      'happening_id as id',
      fn.count<number>('dispatch_id').distinct().as('dispatches'),
      fn.count<number>('origin').distinct().as('origins'),
    ])
    .groupBy('happening_id'),
)

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map(row => [row.id, row]))

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
  readonly dispatches: number
  readonly origins: number
  readonly sequence: number
}

function rowOf(record: HappeningRecord, { sequence, ...place }: Place): Omit<HappeningTable, 'number'> {
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
  if (made.length > 0) await deleteRows(db, made)
  if (held.length > 0) await endRows(db, { numbers: JSON.stringify(held), sequence })
}

async function deleteRows(db: Kysely<Tables>, numbers: readonly number[]): Promise<void> {
  for (const part of parts(numbers)) await db.deleteFrom('happening').where('number', 'in', part).execute()
  forgetNumbers(db)
}

const endRows = prepared((db, { numbers, sequence }: { readonly numbers: string; readonly sequence: number }) =>
  db
    .updateTable('happening')
    .set({ until: sequence })
    .where('number', 'in', dialectOf(db).listed<number>(numbers, 'number')),
)

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
