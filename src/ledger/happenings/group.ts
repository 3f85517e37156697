import { OPEN } from '../tables.ts'
import { ParleyError } from '../../errors.ts'
import { movedBy } from './regroup.ts'
import type { EntryRecord, Head } from '../entries.ts'
import type { RecordKey } from '../judge.ts'
import type { LedgerWriter } from '../writer.ts'

interface Decided {
  readonly reviewer: string
  readonly note?: string | null | undefined
}

/** Two or more happenings that are one. */
export interface Merge extends Decided {
  /** Ids; the records of the others go over to the first. */
  readonly happenings: readonly string[]
}

/** Records that report another happening than the one they are in. */
export interface SplitOff extends Decided {
  readonly happening: string
  /** Ids, with the dispatch where several in the happening have one of that id. */
  readonly records: readonly RecordKey[]
}

/** A merge or split that was wrong. */
export interface Undo extends Decided {
  /** Its entry. */
  readonly entry: number
}

/**
 * Appends that the happenings are one.
 *
 * @throws {ParleyError} `HAPPENING_UNKNOWN`, or `GROUPING_EMPTY` where there is nothing to merge.
 */
export async function mergeHappenings(writer: LedgerWriter, merge: Merge): Promise<Head> {
  const { reviewer, note = null } = merge
  const [first, ...others] = [...new Set(merge.happenings)]
  const [into] = first === undefined ? [] : await recordsIn(writer, first)
  const records = []
  for (const other of others) records.push(...(await recordsIn(writer, other)))
  if (into === undefined || records.length === 0) throw new ParleyError('GROUPING_EMPTY', { problem: 'merging takes two happenings' }) // prettier-ignore
  return writer.append('merge', { into, records, reviewer, note })
}

/**
 * Appends that the records report another happening.
 *
 * @throws {ParleyError} `HAPPENING_UNKNOWN`, `RECORD_UNKNOWN` or `RECORD_AMBIGUOUS` for a record that is not in it or is in it
 * more than once, `GROUPING_EMPTY` where none or all of its records are named.
 */
export async function splitHappening(writer: LedgerWriter, split: SplitOff): Promise<Head> {
  const { happening, reviewer, note = null } = split
  const all = await recordsIn(writer, happening)
  const records = split.records.map(key => oneOf(all, key))
  const from = all.find(one => !records.includes(one))
  if (records.length === 0 || from === undefined) {
    throw new ParleyError('GROUPING_EMPTY', { problem: 'splitting takes some records and leaves some' })
  }
  return writer.append('split', { from, records, reviewer, note })
}

function oneOf(all: readonly EntryRecord[], { record, dispatch }: RecordKey): EntryRecord {
  const found = all.filter(one => one.record === record && (dispatch === undefined || one.dispatch === dispatch))
  if (found.length > 1) throw new ParleyError('RECORD_AMBIGUOUS', { record, count: found.length })
  const [one] = found
  if (one === undefined) throw new ParleyError('RECORD_UNKNOWN', { record })
  return one
}

/**
 * Appends that a merge or split is taken back.
 *
 * @throws {ParleyError} `GROUPING_UNKNOWN` where the entry is none, or nothing is left where it was put by it.
 */
export async function undoGrouping(writer: LedgerWriter, { entry, reviewer, note = null }: Undo): Promise<Head> {
  if ((await movedBy(writer.db, entry)).length === 0) throw new ParleyError('GROUPING_UNKNOWN', { entry })
  return writer.append('undo', { entry, reviewer, note })
}

async function recordsIn({ db }: LedgerWriter, happening: string): Promise<EntryRecord[]> {
  const held = db.selectFrom('happening_member').select(['dispatch_id', 'record_id']).where('happening_id', '=', happening) // prettier-ignore
  const rows = await held.where('until', '=', OPEN).orderBy('number').execute()
  if (rows.length === 0) throw new ParleyError('HAPPENING_UNKNOWN', { happening })
  return rows.map(({ dispatch_id, record_id }) => ({ dispatch: dispatch_id, record: record_id }))
}
