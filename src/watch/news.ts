import type { Category } from '../contract.ts'
import { parts } from '../ledger/parts.ts'
import { reportsOf } from '../ledger/boards/reports.ts'
import { eventsAround, eventsOfAll, eventsSince, type EventRow } from '../ledger/queries/events.ts'
import { reportedWith } from '../ledger/queries/happenings.ts'
import { processObjectsOfAll, type ProcessRow } from '../ledger/queries/process.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Arrangement } from '../process/across/arrangement.ts'
import { shifted } from '../process/across/days.ts'
import { boardsOf, type Board } from '../process/across/board.ts'
import type { ReportedEvent } from './event-changes.ts'

/** What the ledger held as of one entry and holds as of a later one, as far as what lies between may have changed it. */
export interface News {
  readonly boards: { readonly before: readonly Board[]; readonly after: readonly Board[] }
  readonly events: { readonly before: readonly ReportedEvent[]; readonly after: readonly ReportedEvent[] }
  /** Keys of the processes that the ledger tells of, such as `RUS+UKR`. */
  readonly processes: ReadonlySet<string>
}

export interface NewsRequest {
  /** Entry that was told of last. */
  readonly since: number
  /** Entry up to which news is asked for. */
  readonly asOf: number
  /** What was published or happened before that day is history. */
  readonly from: string
  readonly arrangement: Arrangement
  /** Categories of events that anybody wants to know of. */
  readonly categories: readonly Category[]
}

/** Days before the first new dispatch from which on others are taken to tell of the same processes. */
const REACH_DAYS = 180
/** Other dispatches that are looked at, the latest of them. */
const MOST_DISPATCHES = 2000
/** Well below what SQLite takes in one statement. */
const AT_ONCE = 1000

/** Reads what entries after `since` may have changed. */
export async function readNews(reader: LedgerReader, request: NewsRequest): Promise<News> {
  const { since, asOf, arrangement } = request
  const touched = await touchedDispatches(reader, request)
  const related = await relatedDispatches(reader, touched, asOf)
  const boardsAt = async (sequence: number) => boardsOf(reportsOf(await objectsOf(reader, related, sequence)), arrangement) // prettier-ignore
  return {
    boards: { before: await boardsAt(since), after: await boardsAt(asOf) },
    events: await eventNews(reader, request),
    processes: await processesAt(reader, asOf),
  }
}

/** New events, and those before that may be the same: of the days around, and of the happenings that the new ones report. */
async function eventNews(reader: LedgerReader, request: NewsRequest): Promise<News['events']> {
  const { since, asOf, from, categories } = request
  const filter = { category: categories }
  const after = await eventsSince(reader, filter, { since, asOf, from })
  if (after.length === 0) return { before: [], after: [] }
  const reported = new Map<string, string>()
  const before = new Map<string, EventRow>()
  const add = (rows: readonly EventRow[]) => {
    for (const row of rows) before.set(keyOf(row.dispatch.id, row.id), row)
  }
  const days = after.flatMap(({ record, dispatch }) => record.date?.start ?? record.date?.end ?? dispatch.published ?? []).sort() // prettier-ignore
  add(await eventsAround(reader, filter, { from: besides(days[0], -1), to: besides(days.at(-1), 1), asOf: since }))
  for (const part of parts([...new Set(after.map(({ dispatch }) => dispatch.id))], AT_ONCE)) {
    const members = await reportedWith(reader, part, asOf)
    for (const { happening, dispatch, record } of members) reported.set(keyOf(dispatch, record), happening)
    for (const dispatches of parts([...new Set([...part, ...members.map(({ dispatch }) => dispatch)])], AT_ONCE))
      add(await eventsOfAll(reader, filter, { dispatches, asOf: since }))
  }
  const withHappening = (row: EventRow) => ({ ...row, happening: reported.get(keyOf(row.dispatch.id, row.id)) ?? null })
  return { before: [...before.values()].map(withHappening), after: after.map(withHappening) }
}

const keyOf = (dispatch: string, record: string) => JSON.stringify([dispatch, record])

/** Dispatches of which an entry brought or changed an object that still holds. */
async function touchedDispatches({ db }: LedgerReader, { since, asOf, from }: NewsRequest): Promise<string[]> {
  const objects = db.selectFrom('process_object').select('dispatch_id').distinct()
  const held = objects.where('since', '>', since).where('since', '<=', asOf).where('until', '>', asOf)
  const rows = await held.where(on => on.or([on('sort_day', '>=', from), on('sort_day', '=', '')])).execute()
  return rows.map(({ dispatch_id }) => dispatch_id)
}

/** These dispatches with those that name one of their parties and came out at most half a year before the first of them. */
async function relatedDispatches(
  { db }: LedgerReader,
  touched: readonly string[],
  asOf: number,
): Promise<readonly string[]> {
  const codes = new Set<string>()
  const days: string[] = []
  for (const part of parts(touched, AT_ONCE)) {
    const parties = db
      .selectFrom('process_object')
      .innerJoin('process_party', 'process_party.object_number', 'process_object.number')
      .select(['process_party.code', 'process_object.sort_day'])
      .where('process_object.kind', '=', 'party')
      .where('process_object.until', '>', asOf)
    for (const { code, sort_day } of await parties.where('process_object.dispatch_id', 'in', part).execute()) {
      codes.add(code)
      if (sort_day !== '') days.push(sort_day)
    }
  }
  if (codes.size === 0) return touched
  const [first = '0'] = days.sort()
  const naming = db
    .selectFrom('process_object')
    .innerJoin('process_party', 'process_party.object_number', 'process_object.number')
    .select(['process_object.dispatch_id', 'process_object.number'])
    .where('process_object.kind', '=', 'party')
    .where('process_party.code', 'in', [...codes].slice(0, AT_ONCE))
    .where('process_object.sort_day', '>=', shifted(first, -REACH_DAYS))
    .where('process_object.since', '<=', asOf)
  const rows = await naming.orderBy('process_object.number', 'desc').limit(MOST_DISPATCHES).execute()
  return [...new Set([...touched, ...rows.map(({ dispatch_id }) => dispatch_id)])]
}

async function objectsOf(reader: LedgerReader, dispatches: readonly string[], asOf: number): Promise<ProcessRow[]> {
  const rows: ProcessRow[] = []
  for (const part of parts(dispatches, AT_ONCE)) rows.push(...(await processObjectsOfAll(reader, part, asOf)))
  return rows
}

/** The two parties that each dispatch names first, as keys of processes. */
async function processesAt({ db }: LedgerReader, asOf: number): Promise<Set<string>> {
  const named = db
    .selectFrom('process_object')
    .innerJoin('process_party', 'process_party.object_number', 'process_object.number')
    .select(['process_object.dispatch_id', 'process_party.code'])
    .where('process_object.kind', '=', 'party')
    .where('process_object.position', '<', 2)
    .where('process_object.since', '<=', asOf)
    .where('process_object.until', '>', asOf)
  const byDispatch = new Map<string, string[]>()
  for (const { dispatch_id, code } of await named.execute())
    byDispatch.set(dispatch_id, [...(byDispatch.get(dispatch_id) ?? []), code])
  return new Set([...byDispatch.values()].filter(codes => codes.length === 2).map(codes => codes.sort().join('+')))
}

/** A day beside one; without a day, that of what has none. */
const besides = (day: string | undefined, days: number) => (day === undefined ? '' : shifted(day, days))
