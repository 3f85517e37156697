import { canonicalJson } from './chain.ts'
import { OPEN, type Tables } from './tables.ts'
import { ParleyError } from '../errors.ts'
import type { Kysely } from 'kysely'
import type { Decision, Head } from './entries.ts'
import type { RecordKind } from './slots.ts'
import type { LedgerWriter } from './writer.ts'

/** Which record of the views: its id, and its dispatch where several dispatches hold the same id. */
export interface RecordKey {
  readonly record: string
  readonly dispatch?: string | undefined
}

/** A person's decision on a record. */
export interface Review extends RecordKey {
  readonly decision: Decision
  readonly reviewer: string
  readonly note?: string | null | undefined
}

/** A person's change of one slot of a record. */
export interface Correction extends RecordKey {
  readonly slot: string
  readonly value: unknown
  /** What the person saw in the slot; where it is given and no longer stands there, nothing is changed. */
  readonly old?: unknown
  readonly reviewer: string
  readonly note?: string | null | undefined
}

/** Words to be taken away. */
export interface Redaction {
  readonly dispatch: string
  readonly why: string
  readonly reviewer: string
}

/** A record that people review, as it stands. */
export interface FoundRecord {
  readonly dispatch: string
  readonly kind: RecordKind
  readonly record: Readonly<Record<string, unknown>>
}

/**
 * Finds the record that holds now under the id.
 *
 * @throws {ParleyError} `RECORD_UNKNOWN`, or `RECORD_AMBIGUOUS` where several dispatches hold it and none is named.
 */
export async function findRecord(db: Kysely<Tables>, key: RecordKey): Promise<FoundRecord> {
  const found = [...(await heldEvents(db, key)), ...(await heldObjects(db, key))]
  const [first] = found
  if (first === undefined) throw new ParleyError('RECORD_UNKNOWN', { record: key.record })
  if (new Set(found.map(({ dispatch }) => dispatch)).size > 1) {
    throw new ParleyError('RECORD_AMBIGUOUS', { record: key.record, count: found.length })
  }
  return first
}

async function heldEvents(db: Kysely<Tables>, { record, dispatch }: RecordKey): Promise<FoundRecord[]> {
  const held = db
    .selectFrom('event')
    .select(['dispatch_id', 'record'])
    .where('id', '=', record)
    .where('until', '=', OPEN)
  const rows = await held.$if(dispatch !== undefined, only => only.where('dispatch_id', '=', dispatch ?? '')).orderBy('number').execute() // prettier-ignore
  return rows.map(row => ({ dispatch: row.dispatch_id, kind: 'event', record: parsed(row.record) }))
}

async function heldObjects(db: Kysely<Tables>, { record, dispatch }: RecordKey): Promise<FoundRecord[]> {
  const held = db.selectFrom('process_object').select(['dispatch_id', 'kind', 'record']).where('id', '=', record).where('until', '=', OPEN) // prettier-ignore
  const rows = await held.$if(dispatch !== undefined, only => only.where('dispatch_id', '=', dispatch ?? '')).orderBy('number').execute() // prettier-ignore
  return rows.map(row => ({ dispatch: row.dispatch_id, kind: row.kind as RecordKind, record: parsed(row.record) }))
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json) as Readonly<Record<string, unknown>>
}

/** Appends a decision on a record that holds now. */
export async function reviewRecord(writer: LedgerWriter, review: Review): Promise<Head> {
  const { dispatch } = await findRecord(writer.db, review)
  const { record, decision, reviewer, note = null } = review
  return writer.append('review', { dispatch, record, decision, reviewer, note })
}

/**
 * Appends a correction of a record that holds now.
 *
 * @throws {ParleyError} `SLOT_UNKNOWN`, `SLOT_VALUE`, or `CORRECTION_STALE` where another value stands there than was seen.
 */
export async function correctRecord(writer: LedgerWriter, correction: Correction): Promise<Head> {
  const { dispatch, kind, record } = await findRecord(writer.db, correction)
  const { slot, reviewer, note = null } = correction
  const { checkSlot } = await import('./slots.ts') // loads zod, which only corrections need
  const value = checkSlot(kind, slot, correction.value)
  const old = record[slot] ?? null
  if (correction.old !== undefined && canonicalJson(correction.old) !== canonicalJson(old)) {
    throw new ParleyError('CORRECTION_STALE', { record: correction.record, slot })
  }
  return writer.append('correction', { dispatch, record: correction.record, slot, old, new: value, reviewer, note })
}

/**
 * Takes away the words of a dispatch, in all its versions, and of all that was read in it; the chain stays valid.
 *
 * @throws {ParleyError} `DISPATCH_UNKNOWN`.
 */
export async function redactDispatch(writer: LedgerWriter, { dispatch, why, reviewer }: Redaction): Promise<Head> {
  const { db } = writer
  const versions = await db.selectFrom('dispatch').select(['content_hash', 'bytes_hash']).where('id', '=', dispatch).execute() // prettier-ignore
  if (versions.length === 0) throw new ParleyError('DISPATCH_UNKNOWN', { dispatch })
  const readings = await db.selectFrom('reading').select('reading_hash').where('dispatch_id', '=', dispatch).execute()
  const hashes = [
    ...versions.flatMap(row => [row.content_hash, row.bytes_hash]),
    ...readings.map(row => row.reading_hash),
  ]
  const blobs = [...new Set(hashes.filter(hash => hash !== null))]
  const head = await writer.append('redaction', { dispatch, blobs, why, reviewer })
  await db.updateTable('blob').set({ bytes: null }).where('hash', 'in', blobs).execute()
  return head
}
