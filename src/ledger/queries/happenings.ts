import { sql } from 'kysely'
import { ParleyError } from '../../errors.ts'
import { eventRow, filteredEvents, labelled, type EventFilter, type EventRow } from './events.ts'
import { dialectOf } from '../dialect.ts'
import { dayConditions } from './days.ts'
import { pageOf, pageRows, sequenceAsOf, startPage, type Page, type PageRequest } from './page.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import type { Head } from '../entries.ts'
import type { HappeningKind } from '../happenings/kinds.ts'
import type { HappeningRecord, RecordRef } from '../happenings/summary.ts'
import type { HappeningTable } from '../tables.ts'

/** Which happenings: of these days, that a record reports which meets the event filter, and that are reported so widely. */
export interface HappeningFilter extends EventFilter {
  readonly happeningKind?: readonly HappeningKind[] | undefined
  /** Least number of pieces of reporting that are no copies of each other. */
  readonly origins?: number | undefined
  /** Least number of dispatches, copies counted. */
  readonly dispatches?: number | undefined
  /** Only those of which some say that they happened, and others that they did not. */
  readonly disputed?: boolean | undefined
}

/** One occurrence that several records may report. */
export interface HappeningRow {
  readonly id: string
  /** How many dispatches report it, copies counted. */
  readonly dispatches: number
  /** How many pieces of reporting that are no copies of each other. */
  readonly origins: number
  readonly record: HappeningRecord
  /** Entry that made it what it is. */
  readonly sequence: number
}

/** A record that reports a happening, with whose copy its dispatch is. */
export interface ReportRow extends EventRow {
  /** The same number for dispatches that carry one text. */
  readonly origin: number
  /** Entry by which a person put it here; null where the program did. */
  readonly decidedBy: number | null
}

/** A happening with all who report it. */
export interface HappeningView extends HappeningRow {
  /** In order of publication. */
  readonly reports: readonly ReportRow[]
  readonly asOf: number
  readonly head: Head
}

/** Happenings, latest first. */
export async function findHappenings(
  reader: LedgerReader,
  filter: HappeningFilter,
  request: PageRequest = {},
): Promise<Page<HappeningRow>> {
  const start = await startPage(reader, request, ['happenings', filter])
  const load = (numbers: number[]) => reader.db.selectFrom('happening').selectAll().where('number', 'in', numbers).execute() // prettier-ignore
  const rows = await pageRows(await filteredForPage(reader, filter, start.asOf), { table: 'happening', start, load })
  return pageOf(rows, start, happeningRow)
}

/** How many happenings meet the filter. */
export async function countHappenings(
  reader: LedgerReader,
  filter: HappeningFilter,
  asOf: string | null = null,
): Promise<number> {
  const at = await sequenceAsOf(reader, asOf, await readHead(reader))
  const counted = filtered(reader, filter, at).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}

function filtered(reader: LedgerReader, filter: HappeningFilter, asOf: number) {
  const query = ofThemselves(reader, filter, asOf)
  const events = eventsOf(filter)
  return events === null ? query : query.where('happening.id', 'in', reportedBy(reader, events, asOf))
}

/** The same for one page, the latest first: where most happenings are reported so, each is looked at by itself until it is full. */
async function filteredForPage(reader: LedgerReader, filter: HappeningFilter, asOf: number) {
  const events = eventsOf(filter)
  if (events === null || !(await areMany(reader, events, asOf))) return filtered(reader, filter, asOf)
  const reports = reportedBy(reader, { ...events, throughDays: true }, asOf)
  const query = ofThemselves(reader, filter, asOf)
  const ofThis = reports.where(sql<boolean>`happening_member.happening_id = happening.id`)
  return query.where(eb => eb.exists(ofThis))
}

/** Those that meet what the filter asks of happenings themselves. */
function ofThemselves(reader: LedgerReader, filter: HappeningFilter, asOf: number) {
  const { happeningKind, origins, dispatches, disputed, from, to } = filter
  // Days come first: they leave the fewest, and are looked at in the order in which they are written.
  const near = dayConditions('happening', { from, to }).reduce((narrowed, condition) => narrowed.where(condition), reader.db.selectFrom('happening')) // prettier-ignore
  let query = near.where('happening.since', '<=', asOf).where('happening.until', '>', asOf)
  if (happeningKind !== undefined) query = query.where('happening.kind', 'in', [...happeningKind])
  if (origins !== undefined) query = query.where('happening.origins', '>=', origins)
  if (dispatches !== undefined) query = query.where('happening.dispatches', '>=', dispatches)
  return disputed === true ? query.where(dialectOf(reader.db).holds('happening.record', '"isDisputed":true')) : query
}

/** What is asked of happenings themselves, not of the records that report them. */
const OWN: ReadonlySet<string> = new Set(['happeningKind', 'origins', 'dispatches', 'disputed', 'from', 'to'])

/** What the filter asks of a record that reports a happening; null where it asks nothing. */
function eventsOf(filter: HappeningFilter): EventFilter | null {
  const asked = Object.entries(filter).filter(([name, value]) => value !== undefined && !OWN.has(name))
  return asked.length === 0 ? null : Object.fromEntries(asked)
}

/** Records from which it is sooner found whether a happening has one than which happenings all of them report. */
const MANY = 10_000

async function areMany(reader: LedgerReader, events: EventFilter, asOf: number): Promise<boolean> {
  const some = filteredEvents(reader, events, asOf).select('event.number').limit(MANY)
  const counted = reader.db.selectFrom(some.as('listed')).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count >= MANY
}

function reportedBy(reader: LedgerReader, filter: EventFilter & { readonly throughDays?: boolean }, asOf: number) {
  return filteredEvents(reader, filter, asOf)
    .innerJoin('happening_member', join =>
      join
        .onRef('happening_member.dispatch_id', '=', 'event.dispatch_id')
        .onRef('happening_member.record_id', '=', 'event.id')
        .on('happening_member.since', '<=', asOf)
        .on('happening_member.until', '>', asOf),
    )
    .select('happening_member.happening_id')
}

/**
 * A happening and all who report it.
 *
 * @throws {ParleyError} `HAPPENING_UNKNOWN`, `MOMENT_INVALID`.
 */
export async function openHappening(
  reader: LedgerReader,
  id: string,
  { asOf: moment = null }: { readonly asOf?: string | null | undefined } = {},
): Promise<HappeningView> {
  const head = await readHead(reader)
  const asOf = await sequenceAsOf(reader, moment, head)
  const row = await filtered(reader, {}, asOf).selectAll('happening').where('happening.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new ParleyError('HAPPENING_UNKNOWN', { happening: id })
  return { ...happeningRow(row), reports: await reportsOf(reader, id, asOf), asOf, head }
}

async function reportsOf(reader: LedgerReader, id: string, asOf: number): Promise<ReportRow[]> {
  const rows = await labelled(filteredEvents(reader, {}, asOf), asOf)
    .innerJoin('happening_member', join =>
      join
        .onRef('happening_member.dispatch_id', '=', 'event.dispatch_id')
        .onRef('happening_member.record_id', '=', 'event.id')
        .on('happening_member.since', '<=', asOf)
        .on('happening_member.until', '>', asOf),
    )
    .select(['happening_member.origin', 'happening_member.decided'])
    .where('happening_member.happening_id', '=', id)
    .orderBy('dispatch.sort_day')
    .orderBy('event.number')
    .execute()
  return rows.map(row => ({
    ...eventRow(row),
    origin: row.origin,
    decidedBy: row.decided === 0 ? null : row.decided,
  }))
}

/** An event of a dispatch with the happening that it reports. */
export interface ReportedBy {
  /** Id of the event. */
  readonly record: string
  readonly happening: HappeningRow
}

/**
 * The happenings that the events of a dispatch report, event by event; one without a day, or rejected, reports none.
 *
 * @throws {ParleyError} `DISPATCH_UNKNOWN`, `MOMENT_INVALID`.
 */
export async function happeningsOf(
  reader: LedgerReader,
  dispatch: string,
  { asOf: moment = null }: { readonly asOf?: string | null | undefined } = {},
): Promise<ReportedBy[]> {
  const asOf = await sequenceAsOf(reader, moment, await readHead(reader))
  const known = reader.db.selectFrom('dispatch').select('number').where('id', '=', dispatch).where('since', '<=', asOf)
  if ((await known.executeTakeFirst()) === undefined) throw new ParleyError('DISPATCH_UNKNOWN', { dispatch })
  const rows = await filtered(reader, {}, asOf)
    .innerJoin('happening_member', 'happening_member.happening_id', 'happening.id')
    .where('happening_member.dispatch_id', '=', dispatch)
    .where('happening_member.since', '<=', asOf)
    .where('happening_member.until', '>', asOf)
    .selectAll('happening')
    .select('happening_member.record_id')
    .orderBy('happening_member.number')
    .execute()
  return rows.map(row => ({ record: row.record_id, happening: happeningRow(row) }))
}

function happeningRow({ id, dispatches, origins, record, since }: HappeningTable): HappeningRow {
  return { id, dispatches, origins, record: JSON.parse(record) as HappeningRecord, sequence: since }
}

/** A record with the happening that it reports. */
export interface Reported extends RecordRef {
  readonly happening: string
}

/** All records of the happenings that some dispatches report, those of other dispatches included. */
export async function reportedWith(
  { db }: LedgerReader,
  dispatches: readonly string[],
  asOf: number,
): Promise<Reported[]> {
  const held = db
    .selectFrom('happening_member')
    .where('happening_member.since', '<=', asOf)
    .where('happening_member.until', '>', asOf)
  const own = held.select('happening_member.happening_id').where('happening_member.dispatch_id', 'in', [...dispatches])
  const all = held.where('happening_member.happening_id', 'in', own)
  return all.select(['happening_id as happening', 'dispatch_id as dispatch', 'record_id as record']).execute()
}
