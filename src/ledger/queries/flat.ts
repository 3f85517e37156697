import type { DispatchRow } from './dispatch-row.ts'
import type { EventRow } from './events.ts'
import type { ProcessRow } from './process.ts'
import type { RecordRow } from './record-row.ts'
import type { AttributionRecord, DateRecord, EntityRecord, Evidence } from '../../contract.ts'

/** One row for a spreadsheet: column names and what stands in them. Lists are joined by `; `. */
export type FlatRow = Readonly<Record<string, string | number | null>>

/** A dispatch as one row. */
export function flatDispatch(row: DispatchRow): FlatRow {
  return {
    id: row.id,
    title: row.title,
    publisher: row.publisher,
    published: row.published,
    url: row.url,
    language: row.language,
    reading: row.reading,
    name: row.name,
    version: row.version,
    text_hash: row.textHash,
    received_at: row.receivedAt,
    recorded_at: row.recordedAt,
    sequence: row.sequence,
  }
}

/** An event as one row, with the sentence and where it stands. */
export function flatEvent(row: EventRow): FlatRow {
  const { record } = row
  return {
    id: row.id,
    ...days(record.date),
    category: record.event,
    mode: joined(record.mode),
    cameo: record.cameo,
    scale: record.scale,
    issue: record.issue,
    status: record.status,
    actors: codes(record.actor),
    actor_names: namesOf(record.actor),
    recipients: codes(record.recipient),
    recipient_names: namesOf(record.recipient),
    places: namesOf(record.places),
    countries: joined(record.places.map(place => place.country ?? '')),
    speakers: namesOf(record.attribution),
    figures: joined(record.figures.map(({ kind, text }) => `${kind}: ${text}`)),
    confidence: record.confidence,
    ...standing(row, record.evidence),
  }
}

/** A process object as one row; columns that its kind lacks are null. */
export function flatProcess(row: ProcessRow): FlatRow {
  const fields: Readonly<Record<string, unknown>> = { ...row.record }
  return {
    id: row.id,
    kind: row.kind,
    ...days((fields.date ?? null) as DateRecord | null),
    party: firstOf(fields, ['code', 'party', 'by']),
    to: firstOf(fields, ['to']),
    issue: firstOf(fields, ['issue']),
    status: firstOf(fields, ['status']),
    stance: firstOf(fields, ['stance']),
    round: firstOf(fields, ['ordinal', 'round']),
    place: firstOf(fields, ['place']),
    name: firstOf({ ...fields, ...(fields.head as object | undefined) }, ['name', 'speaker']),
    terms: firstOf(fields, ['terms', 'count', 'condition']),
    per: firstOf(fields, ['per']),
    speakers: namesOf((fields.attribution ?? []) as readonly AttributionRecord[]),
    ...standing(row, (fields.evidence ?? null) as Evidence | null),
  }
}

/** What stands in the first of the fields that is there, as a cell. */
function firstOf(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | number | null {
  const value = names.map(name => fields[name]).find(found => found !== undefined && found !== null) ?? null
  if (value === null) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  return Array.isArray(value) ? joined(value.map(String)) : JSON.stringify(value)
}

function days(date: DateRecord | null): FlatRow {
  return { start_day: date?.start ?? null, end_day: date?.end ?? null, edtf: date?.edtf ?? null }
}

function standing(
  { dispatch, review, corrections, sequence, recordedAt }: RecordRow,
  evidence: Evidence | null,
): FlatRow {
  return {
    review,
    corrections,
    quote: evidence?.quote ?? null,
    quote_start: evidence?.start ?? null,
    quote_end: evidence?.end ?? null,
    dispatch: dispatch.id,
    title: dispatch.title,
    publisher: dispatch.publisher,
    published: dispatch.published,
    url: dispatch.url,
    sequence,
    recorded_at: recordedAt,
  }
}

function joined(values: readonly string[]): string {
  return values.filter(value => value !== '').join('; ')
}

function codes(entities: readonly EntityRecord[]): string {
  return joined(entities.map(({ code, sector }) => [code, ...sector].join('/')))
}

function namesOf(named: readonly { readonly name: string }[]): string {
  return joined(named.map(({ name }) => name))
}
