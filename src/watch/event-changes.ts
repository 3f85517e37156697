import type { DateRecord, EntityRecord } from '../contract.ts'
import type { EventRow } from '../ledger/queries/events.ts'
import { partyOf } from '../events/party.ts'
import { dayBy, exactDay, isNear } from '../process/across/days.ts'
import { phrase, sentenceOf, type Change, type ChangeEvidence } from './change.ts'

/** An event with the happening that it reports; null for one that the ledger puts in none, having no day of its own. */
export interface ReportedEvent extends EventRow {
  readonly happening: string | null
}

/**
 * Events that are new. Several reports of one happening are one. One that is in no happening is the same as another of its category
 * if they name somebody in common among actors and among recipients, their days are next to each other, and no two places differ.
 * A report that something has come about is a change of what was only planned or threatened before.
 */
export function eventChanges(before: readonly ReportedEvent[], after: readonly ReportedEvent[]): Change[] {
  const known = [...before]
  const read = new Set(before.map(row => `${row.record.event}\n${sentenceOf(anchorOf(row))}`))
  return after.flatMap(row => {
    if (row.review === 'rejected') return []
    const same = known.filter(other => isSameEvent(other, row))
    known.push(row)
    if (read.has(`${row.record.event}\n${sentenceOf(anchorOf(row))}`)) return []
    const states = same.map(({ record }) => record.status)
    if (states.length > 0 && (!isReal(row.record.status) || states.some(isReal))) return []
    return [changeOf(row, states.at(-1) ?? null)]
  })
}

const isReal = (status: string) => status === 'happened' || status === 'ongoing' || status === 'denied'

function isSameEvent(a: ReportedEvent, b: ReportedEvent): boolean {
  if (a.happening !== null && b.happening !== null) return a.happening === b.happening
  if (a.record.event !== b.record.event || !isNear(dayOf(a), dayOf(b), 1)) return false
  if (!meet(codesOf(a.record.actor), codesOf(b.record.actor))) return false
  if (!meet(codesOf(a.record.recipient), codesOf(b.record.recipient))) return false
  return meet(a.record.places.map(({ name }) => name), b.record.places.map(({ name }) => name)) // prettier-ignore
}

/** Whether two lists have one in common, or one of them leaves it open. */
const meet = (a: readonly string[], b: readonly string[]) =>
  a.length === 0 || b.length === 0 || a.some(one => b.includes(one))

/** Codes as parties have them; people of a state who act for nobody count as of it. */
const codesOf = (entities: readonly EntityRecord[]) => [
  ...new Set(entities.flatMap(entity => partyOf(entity) ?? (entity.code === 'UNK' ? [] : [entity.code]))),
]

/** Who it was done to; where the report names nobody, the countries in which it was done. */
function recipientsOf({ recipient, places }: EventRow['record']): string[] {
  const named = codesOf(recipient)
  return named.length > 0 ? named : [...new Set(places.flatMap(({ country }) => country ?? []))]
}

const dayOf = ({ record, dispatch }: EventRow) => dayBy(record.date, dispatch.published)

const anchorOf = ({ record, dispatch }: EventRow): ChangeEvidence => {
  return { dispatch: dispatch.id, publisher: dispatch.publisher, published: dispatch.published, quote: record.evidence.quote } // prettier-ignore
}

function changeOf(row: EventRow, was: string | null): Change {
  const { record } = row
  const [actors, recipients] = [codesOf(record.actor), recipientsOf(record)]
  const named = (entities: readonly EntityRecord[]) => [...new Set(entities.map(({ name }) => name))].join(', ') || 'unknown' // prettier-ignore
  const place = record.places[0]?.name
  const who = `${named(record.actor)} → ${named(record.recipient)}`
  const said = phrase(record.event.toLowerCase(), place === undefined ? null : `in ${place}`, dayText(record.date))
  return {
    kind: 'event',
    process: null,
    parties: [...new Set([...actors, ...recipients])],
    sides: { actors, recipients },
    category: record.event,
    issue: record.issue,
    was,
    state: record.status,
    day: dayOf(row),
    title: `${who}: ${said}, ${was === null ? record.status : `${was} → ${record.status}`}`,
    confidence: record.confidence,
    evidence: [anchorOf(row)],
  }
}

const dayText = (date: DateRecord | null) => exactDay(date) ?? date?.start ?? date?.end ?? null
