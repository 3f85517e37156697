import { loadBlob } from '../blobs.ts'
import { ParleyError } from '../../errors.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import { dispatchRow, type DispatchRow } from './dispatch-row.ts'
import { eventsOf, type EventRow } from './events.ts'
import { sequenceAsOf } from './page.ts'
import { readingStateAsOf } from './reading-state.ts'
import { processObjectsOf, type ProcessRow } from './process.ts'
import type { CorrectionTable, DispatchTable, ReviewTable } from '../tables.ts'
import type { Decision, Head } from '../entries.ts'
import type { DispatchContent } from '../views/dispatch.ts'

/** One reading of a dispatch. */
export interface ReadingRow {
  readonly sequence: number
  readonly recordedAt: string
  readonly engine: string
  readonly model: string
  readonly session: string
  /** Whether this is the reading whose records hold. */
  readonly isCurrent: boolean
  readonly doubts: readonly string[]
}

/** One decision of a person on a record. */
export interface ReviewRow {
  readonly sequence: number
  readonly recordedAt: string
  readonly record: string
  readonly decision: Decision
  readonly reviewer: string
  readonly note: string | null
}

/** One change of a slot by a person. */
export interface CorrectionRow {
  readonly sequence: number
  readonly recordedAt: string
  readonly record: string
  readonly slot: string
  readonly old: unknown
  readonly new: unknown
  readonly reviewer: string
  readonly note: string | null
}

/** A dispatch with its text and all that the ledger says of it. */
export interface DispatchView extends DispatchRow {
  /** What offsets refer to; empty where its words were taken away. */
  readonly text: string
  readonly versions: readonly DispatchRow[]
  readonly readings: readonly ReadingRow[]
  readonly events: readonly EventRow[]
  readonly process: readonly ProcessRow[]
  readonly reviews: readonly ReviewRow[]
  readonly corrections: readonly CorrectionRow[]
  readonly asOf: number
  readonly head: Head
}

/**
 * Everything about one dispatch.
 *
 * @param asOf - What was known then: a moment or a day; default now.
 * @throws {ParleyError} `DISPATCH_UNKNOWN`, `MOMENT_INVALID`.
 */
export async function openDispatch(
  reader: LedgerReader,
  id: string,
  { asOf: moment = null }: { readonly asOf?: string | null | undefined } = {},
): Promise<DispatchView> {
  const head = await readHead(reader)
  const asOf = await sequenceAsOf(reader, moment, head)
  const versions = await reader.db.selectFrom('dispatch').selectAll().select(readingStateAsOf(asOf).as('reading')).where('id', '=', id).where('since', '<=', asOf).orderBy('number').execute() // prettier-ignore
  const current = versions.at(-1)
  if (current === undefined) throw new ParleyError('DISPATCH_UNKNOWN', { dispatch: id })
  return {
    ...dispatchRow(current),
    text: await textOf(reader, current),
    versions: versions.map(dispatchRow),
    readings: await readingsOf(reader, id, asOf),
    events: await eventsOf(reader, id, asOf),
    process: await processObjectsOf(reader, id, asOf),
    reviews: await reviewsOf(reader, id, asOf),
    corrections: await correctionsOf(reader, id, asOf),
    asOf,
    head,
  }
}

async function textOf({ db }: LedgerReader, row: DispatchTable): Promise<string> {
  const content = (await loadBlob(db, row.content_hash)) as DispatchContent | null
  return content?.text ?? ''
}

async function readingsOf({ db }: LedgerReader, id: string, asOf: number): Promise<ReadingRow[]> {
  const query = db.selectFrom('reading').selectAll().where('dispatch_id', '=', id).where('number', '<=', asOf)
  const rows = await query.orderBy('number').execute()
  return rows.map(({ number, recorded_at, engine, model, session, until, doubts }) => {
    const isCurrent = until > asOf
    return { sequence: number, recordedAt: recorded_at, engine, model, session, isCurrent, doubts: JSON.parse(doubts) as string[] } // prettier-ignore
  })
}

async function reviewsOf({ db }: LedgerReader, id: string, asOf: number): Promise<ReviewRow[]> {
  const query = db.selectFrom('review').selectAll().where('dispatch_id', '=', id).where('sequence', '<=', asOf)
  return (await query.orderBy('sequence').execute()).map(row => ({ ...decisionKeys(row), decision: row.decision as Decision })) // prettier-ignore
}

async function correctionsOf({ db }: LedgerReader, id: string, asOf: number): Promise<CorrectionRow[]> {
  const query = db.selectFrom('correction').selectAll().where('dispatch_id', '=', id).where('sequence', '<=', asOf)
  return (await query.orderBy('sequence').execute()).map(row => ({
    ...decisionKeys(row),
    slot: row.slot,
    old: JSON.parse(row.old_value) as unknown,
    new: JSON.parse(row.new_value) as unknown,
  }))
}

function decisionKeys({ sequence, recorded_at, record_id, reviewer, note }: ReviewTable | CorrectionTable) {
  return { sequence, recordedAt: recorded_at, record: record_id, reviewer, note }
}
