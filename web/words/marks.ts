import type { EventRecord, Evidence } from '../../src/contract.ts'
import type { ProcessRow } from '../../src/http/schemas.ts'
import type { Mark, MarkKind } from './segments.ts'

/** All that a dispatch's events point to in its text. */
export function marksOf(text: string, events: readonly EventRecord[], process: readonly ProcessRow[]): Mark[] {
  return [...events.flatMap(event => eventMarks(text, event)), ...process.flatMap(row => objectMarks(row))]
}

function eventMarks(text: string, event: EventRecord): Mark[] {
  const { id: record, evidence } = event
  const at = (kind: MarkKind) => (span: { readonly start: number; readonly end: number }) => ({ start: span.start, end: span.end, kind, record }) // prettier-ignore
  const dates = event.date === null ? [] : findIn(text, evidence, event.date.text)
  const speakers = event.attribution.flatMap(({ text: words }) => findIn(text, evidence, words))
  return [
    ...[evidence.trigger].filter(trigger => trigger !== undefined).map(at('trigger')),
    ...event.actor.map(at('actor')),
    ...event.recipient.map(at('recipient')),
    ...event.places.map(at('place')),
    ...dates.map(at('date')),
    ...speakers.map(at('speaker')),
  ].filter(({ start, end }) => start < end)
}

function objectMarks({ id, record }: ProcessRow): Mark[] {
  if (!('evidence' in record) || record.evidence.trigger === undefined) return []
  const { start, end } = record.evidence.trigger
  return [{ start, end, kind: 'trigger', record: id }]
}

// Dates and speakers carry their words but no offsets: they are looked for in the evidence, then in what stands before it.
function findIn(text: string, { start, end }: Evidence, words: string): { start: number; end: number }[] {
  if (words === '') return []
  const inside = text.slice(start, end).indexOf(words)
  const found = inside >= 0 ? start + inside : text.lastIndexOf(words, start)
  return found < 0 ? [] : [{ start: found, end: found + words.length }]
}
