import type { DateRecord, EntityRecord } from '../contract.ts'
import type { EventRow } from '../ledger/queries/events.ts'
import { countedParties } from '../events/party.ts'
import { privateNames } from '../privacy/withhold.ts'
import { dayBy, exactDay } from '../process/across/days.ts'
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
  const known = before.map(traitsOf)
  const read = new Set(before.map(sentenceIn))
  return after.flatMap(row => {
    if (row.review === 'rejected') return []
    const traits = traitsOf(row)
    const states = known.filter(other => isSameEvent(other, traits)).map(({ status }) => status)
    known.push(traits)
    if (read.has(sentenceIn(row))) return []
    if (states.length > 0 && (!isReal(traits.status) || states.some(isReal))) return []
    return [changeOf(row, states.at(-1) ?? null)]
  })
}

const isReal = (status: string) => status === 'happened' || status === 'ongoing' || status === 'denied'

const sentenceIn = (row: EventRow) => `${row.record.event}\n${sentenceOf(anchorOf(row))}`

/** What events are compared by, worked out once for each. */
interface Traits {
  readonly happening: string | null
  readonly category: string
  readonly status: string
  /** Days since 1970; null where nothing says when. */
  readonly day: number | null
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly places: readonly string[]
}

const DAY_MS = 86_400_000

function traitsOf(row: ReportedEvent): Traits {
  const { event: category, status, actor, recipient, places } = row.record
  const day = Date.parse(dayOf(row) ?? '') / DAY_MS
  return {
    happening: row.happening,
    category,
    status,
    day: Number.isNaN(day) ? null : day,
    actors: countedParties(actor),
    recipients: countedParties(recipient),
    places: places.map(({ name }) => name),
  }
}

function isSameEvent(a: Traits, b: Traits): boolean {
  if (a.happening !== null && b.happening !== null) return a.happening === b.happening
  if (a.category !== b.category || a.day === null || b.day === null || Math.abs(a.day - b.day) > 1) return false
  return meet(a.actors, b.actors) && meet(a.recipients, b.recipients) && meet(a.places, b.places)
}

/** Whether two lists have one in common, or one of them leaves it open. */
const meet = (a: readonly string[], b: readonly string[]) =>
  a.length === 0 || b.length === 0 || a.some(one => b.includes(one))

/** Who it was done to; where the report names nobody, the countries in which it was done. */
function recipientsOf({ recipient, places }: EventRow['record']): string[] {
  const named = countedParties(recipient)
  return named.length > 0 ? named : [...new Set(places.flatMap(({ country }) => country ?? []))]
}

const dayOf = ({ record, dispatch }: EventRow) => dayBy(record.date, dispatch.published)

const anchorOf = ({ record, dispatch }: EventRow): ChangeEvidence => {
  return { dispatch: dispatch.id, publisher: dispatch.publisher, published: dispatch.published, quote: record.evidence.quote } // prettier-ignore
}

function changeOf(row: EventRow, was: string | null): Change {
  const { record } = row
  const [actors, recipients] = [countedParties(record.actor), recipientsOf(record)]
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
    privateNames: privateNames(row),
  }
}

const dayText = (date: DateRecord | null) => exactDay(date) ?? date?.start ?? date?.end ?? null
