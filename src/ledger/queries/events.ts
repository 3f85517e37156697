import { sql, type SelectQueryBuilder } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { typedTerms } from './match.ts'
import { dayConditions } from './days.ts'
import { anyNumber, areAllCommon, listsOf } from './event-lists.ts'
import { pageOf, pageRows, startPage, type Page, type PageRequest } from './page.ts'
import { LABEL_COLUMNS, recordRow, type Days, type JoinedRecord, type RecordRow } from './record-row.ts'
import type { Category, EventRecord, Issue, Status } from '../../contract.ts'
import type { LedgerReader } from '../reader.ts'
import type { Tables } from '../tables.ts'
import type { ReviewState } from '../views/effective.ts'

/** Which events: all conditions must hold; an absent one asks nothing. */
export interface EventFilter extends Days {
  /** Code of an actor, a recipient, a speaker: `RUS`, or with a sector `COD/REB`. */
  readonly actor?: string | undefined
  readonly recipient?: string | undefined
  readonly speaker?: string | undefined
  readonly category?: readonly Category[] | undefined
  readonly status?: readonly Status[] | undefined
  readonly issue?: readonly Issue[] | undefined
  /** Beginning of a place's usual name; case and accents do not count. */
  readonly place?: string | undefined
  /** ISO 3166 alpha-3 of a place. */
  readonly country?: string | undefined
  /** Words of the evidence, or of names in the record. */
  readonly text?: string | undefined
  readonly dispatch?: string | undefined
  readonly review?: readonly ReviewState[] | undefined
  readonly id?: string | undefined
  /** Least confidence, 0 to 1. */
  readonly confidence?: number | undefined
}

/** A filter with the way in which a list by it is found sooner. */
interface Narrowing extends EventFilter {
  /** Whether events are gone through by day, and each looked up among those of a party or place, which are many. */
  readonly throughDays?: boolean
}

/** An event with what is needed to go to its sentence. */
export interface EventRow extends RecordRow {
  /** The record, corrections applied; offsets count in the text of `dispatch`. */
  readonly record: EventRecord
}

/** Events, latest first: by day of the happening, else of publication. */
export async function findEvents(
  reader: LedgerReader,
  filter: EventFilter,
  request: PageRequest = {},
): Promise<Page<EventRow>> {
  const start = await startPage(reader, request, ['events', filter])
  const load = (numbers: number[]) =>
    labelled(reader.db.selectFrom('event').where('event.number', 'in', numbers), start.asOf).execute()
  const throughDays = await areAllCommon(reader, filter)
  const rows = await pageRows(filteredEvents(reader, { ...filter, throughDays }, start.asOf), {
    table: 'event',
    start,
    load,
  })
  return pageOf(rows, start, eventRow)
}

/** All events of one dispatch as of an entry, in the order of the reading. */
export async function eventsOf(reader: LedgerReader, dispatch: string, asOf: number): Promise<EventRow[]> {
  const query = labelled(filteredEvents(reader, { dispatch }, asOf), asOf)
  return (await query.orderBy('event.position').execute()).map(eventRow)
}

/** Events that an entry after `since` brought or changed, that hold as of a later one, and whose day is `from` or later, or unknown. */
export async function eventsSince(
  reader: LedgerReader,
  filter: EventFilter,
  { since, asOf, from }: { readonly since: number; readonly asOf: number; readonly from: string },
): Promise<EventRow[]> {
  const fresh = filteredEvents(reader, filter, asOf).where('event.since', '>', since)
  const query = labelled(fresh.where(on => on.or([on('event.sort_day', '>=', from), on('event.sort_day', '=', '')])), asOf) // prettier-ignore
  return (await query.orderBy('event.number').execute()).map(eventRow)
}

/** Events of some dispatches that held as of an entry. */
export async function eventsOfAll(
  reader: LedgerReader,
  filter: EventFilter,
  { dispatches, asOf }: { readonly dispatches: readonly string[]; readonly asOf: number },
): Promise<EventRow[]> {
  const query = filteredEvents(reader, filter, asOf).where('event.dispatch_id', 'in', [...dispatches])
  return (await labelled(query, asOf).orderBy('event.number').execute()).map(eventRow)
}

/** Events that held as of an entry and are put in order by a day of the stretch, both ends included. */
export async function eventsAround(
  reader: LedgerReader,
  filter: EventFilter,
  { from, to, asOf }: { readonly from: string; readonly to: string; readonly asOf: number },
): Promise<EventRow[]> {
  const query = filteredEvents(reader, filter, asOf).where('event.sort_day', '>=', from).where('event.sort_day', '<=', to) // prettier-ignore
  return (await labelled(query, asOf).orderBy('event.number').execute()).map(eventRow)
}

/** The events that held as of an entry and meet the filter. */
export function filteredEvents(reader: LedgerReader, filter: Narrowing, asOf: number) {
  const { dispatch, id } = filter
  let query = heldEvents(reader, filter, asOf)
  if (id !== undefined) query = query.where('event.id', '=', id)
  if (dispatch !== undefined) query = query.where('event.dispatch_id', '=', dispatch)
  return inLists(withText(about(query, filter), filter, reader), filter, reader)
}

type EventQuery = ReturnType<typeof heldEvents>

// Days come first: they leave the fewest, and are looked at in the order in which they are written.
function heldEvents({ db }: LedgerReader, days: Days, asOf: number) {
  const near = onDays(db.selectFrom('event'), days)
  return near.where('event.since', '<=', asOf).where('event.until', '>', asOf)
}

function about(query: EventQuery, { category, status, issue, review, confidence }: EventFilter): EventQuery {
  let narrowed = query
  if (category !== undefined) narrowed = narrowed.where('event.category', 'in', [...category])
  if (status !== undefined) narrowed = narrowed.where('event.status', 'in', [...status])
  if (issue !== undefined) narrowed = narrowed.where('event.issue', 'in', [...issue])
  if (review !== undefined) narrowed = narrowed.where('event.review', 'in', [...review])
  if (confidence !== undefined) narrowed = narrowed.where('event.confidence', '>=', confidence)
  return narrowed
}

function withText(query: EventQuery, { text }: EventFilter, { db }: LedgerReader): EventQuery {
  const terms = text === undefined ? null : typedTerms(text)
  if (terms === null) return query
  return query.where('event.number', 'in', qb =>
    qb.selectFrom('event_search').select('rowid').where(dialectOf(db).matches('event_search', terms)),
  )
}

function inLists(query: EventQuery, filter: Narrowing, { db }: LedgerReader): EventQuery {
  const number = filter.throughDays === true ? anyNumber : sql.ref<number>('event.number')
  return listsOf(db, filter).reduce((narrowed, list) => narrowed.where(number, 'in', list), query)
}

function onDays(query: SelectQueryBuilder<Tables, 'event', object>, days: Days) {
  return dayConditions('event', days).reduce((narrowed, condition) => narrowed.where(condition), query)
}

/** The events with what is needed to name their dispatches. */
export function labelled(query: EventQuery, asOf: number) {
  return query
    .innerJoin('dispatch', join =>
      join
        .onRef('dispatch.id', '=', 'event.dispatch_id')
        .on('dispatch.since', '<=', asOf)
        .on('dispatch.until', '>', asOf),
    )
    .innerJoin('entry', 'entry.sequence', 'event.since')
    .selectAll('event')
    .select(LABEL_COLUMNS)
}

/** The row as callers see it. */
export function eventRow(row: JoinedRecord): EventRow {
  return { ...recordRow(row), record: JSON.parse(row.record) as EventRecord }
}
