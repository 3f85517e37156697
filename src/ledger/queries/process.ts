import { dialectOf } from '../dialect.ts'
import { typedTerms } from './match.ts'
import { pageOf, pageRows, startPage, type Page, type PageRequest } from './page.ts'
import { LABEL_COLUMNS, recordRow, type Days, type JoinedRecord, type RecordRow } from './record-row.ts'
import type { Issue, Stance, Status } from '../../contract.ts'
import type { LedgerReader } from '../reader.ts'
import type { ReviewState } from '../views/effective.ts'
import type { ProcessKind, ProcessObject } from '../views/process-rows.ts'

/** Which process objects: all conditions must hold; an absent one asks nothing. */
export interface ProcessFilter extends Days {
  readonly kind?: readonly ProcessKind[] | undefined
  /** A party in any part of the record: `RUS`, `COD/REB`. */
  readonly party?: string | undefined
  readonly issue?: readonly Issue[] | undefined
  readonly status?: readonly Status[] | undefined
  readonly stance?: readonly Stance[] | undefined
  /** Ordinal of the round. */
  readonly round?: number | undefined
  /** Words of the evidence, or of names in the record. */
  readonly text?: string | undefined
  readonly dispatch?: string | undefined
  readonly review?: readonly ReviewState[] | undefined
  readonly id?: string | undefined
}

/** A process object with what is needed to go to its sentence. */
export type ProcessRow = RecordRow & ProcessObject

/** Process objects, latest first: by their day, else by day of publication. */
export async function findProcessObjects(
  reader: LedgerReader,
  filter: ProcessFilter,
  request: PageRequest = {},
): Promise<Page<ProcessRow>> {
  const start = await startPage(reader, request, ['process', filter])
  const load = (numbers: number[]) =>
    labelled(reader.db.selectFrom('process_object').where('process_object.number', 'in', numbers), start.asOf).execute()
  const rows = await pageRows(filteredObjects(reader, filter, start.asOf), { table: 'process_object', start, load })
  return pageOf(rows, start, processRow)
}

/** All process objects of one dispatch as of an entry, kind by kind in the order of the reading. */
export async function processObjectsOf(reader: LedgerReader, dispatch: string, asOf: number): Promise<ProcessRow[]> {
  const query = labelled(filteredObjects(reader, { dispatch }, asOf), asOf)
  return (await query.orderBy('process_object.kind').orderBy('process_object.position').execute()).map(processRow)
}

/** All process objects of some dispatches as of an entry. */
export async function processObjectsOfAll(
  reader: LedgerReader,
  dispatches: readonly string[],
  asOf: number,
): Promise<ProcessRow[]> {
  const query = labelled(filteredObjects(reader, {}, asOf).where('process_object.dispatch_id', 'in', [...dispatches]), asOf) // prettier-ignore
  return (await query.orderBy('process_object.number').execute()).map(processRow)
}

/** The process objects that held as of an entry and meet the filter. */
export function filteredObjects(reader: LedgerReader, filter: ProcessFilter, asOf: number) {
  const { kind, dispatch, review, id } = filter
  let query = heldObjects(reader, asOf)
  if (id !== undefined) query = query.where('process_object.id', '=', id)
  if (kind !== undefined) query = query.where('process_object.kind', 'in', [...kind])
  if (dispatch !== undefined) query = query.where('process_object.dispatch_id', '=', dispatch)
  if (review !== undefined) query = query.where('process_object.review', 'in', [...review])
  return onDays(withText(withParty(about(query, filter), filter), filter, reader), filter)
}

function heldObjects({ db }: LedgerReader, asOf: number) {
  return db
    .selectFrom('process_object')
    .where('process_object.since', '<=', asOf)
    .where('process_object.until', '>', asOf)
}

type ObjectQuery = ReturnType<typeof heldObjects>

function about(query: ObjectQuery, { issue, status, stance, round }: ProcessFilter): ObjectQuery {
  let narrowed = query
  if (issue !== undefined) narrowed = narrowed.where('process_object.issue', 'in', [...issue])
  if (status !== undefined) narrowed = narrowed.where('process_object.status', 'in', [...status])
  if (stance !== undefined) narrowed = narrowed.where('process_object.stance', 'in', [...stance])
  if (round !== undefined) narrowed = narrowed.where('process_object.round', '=', round)
  return narrowed
}

function withParty(query: ObjectQuery, { party }: ProcessFilter): ObjectQuery {
  if (party === undefined) return query
  return query.where('process_object.number', 'in', qb =>
    qb.selectFrom('process_party').select('object_number').where('code', '=', party),
  )
}

function withText(query: ObjectQuery, { text }: ProcessFilter, { db }: LedgerReader): ObjectQuery {
  const terms = text === undefined ? null : typedTerms(text)
  if (terms === null) return query
  return query.where('process_object.number', 'in', qb =>
    qb.selectFrom('process_search').select('rowid').where(dialectOf(db).matches('process_search', terms)),
  )
}

function onDays(query: ObjectQuery, { from, to }: Days): ObjectQuery {
  let narrowed = query
  if (from !== undefined) narrowed = narrowed.where('process_object.sort_day', '>=', from)
  if (to !== undefined) narrowed = narrowed.where('process_object.sort_day', '<=', to).where('process_object.sort_day', '!=', '') // prettier-ignore
  return narrowed
}

function labelled(query: ObjectQuery, asOf: number) {
  return query
    .innerJoin(
      'dispatch',
      join =>
      join.onRef('dispatch.id', '=', 'process_object.dispatch_id').on('dispatch.since', '<=', asOf).on('dispatch.until', '>', asOf), // prettier-ignore
    )
    .innerJoin('entry', 'entry.sequence', 'process_object.since')
    .selectAll('process_object')
    .select(LABEL_COLUMNS)
}

function processRow(row: JoinedRecord & { readonly kind: string }): ProcessRow {
  const object = { kind: row.kind, record: JSON.parse(row.record) as unknown } as ProcessObject
  return { ...recordRow(row), ...object }
}
