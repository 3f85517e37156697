import { eventInWords, processInWords } from '../../words/summary.ts'
import type { DispatchView, EventRow, ProcessRow } from '../../../src/http/schemas.ts'

/** A record beside the text: an event, or an object of the process. */
export type Listed =
  { readonly what: 'event'; readonly row: EventRow } | { readonly what: 'object'; readonly row: ProcessRow }

/** Records in the order in which their words stand in the text, events first. */
export function listedOf({ events, process }: Pick<DispatchView, 'events' | 'process'>): Listed[] {
  const ordered = [...events].sort((a, b) => startOf(a.record) - startOf(b.record))
  const objects = [...process].sort((a, b) => startOf(a.record) - startOf(b.record))
  return [
    ...ordered.map(row => ({ what: 'event' as const, row })),
    ...objects.map(row => ({ what: 'object' as const, row })),
  ]
}

type Placed = EventRow['record'] | ProcessRow['record']

function startOf(record: Placed): number {
  return 'evidence' in record ? (record.evidence.trigger ?? record.evidence).start : -1
}

/** The record in one clause. */
export function listedInWords(listed: Listed): string {
  return listed.what === 'event' ? eventInWords(listed.row.record) : processInWords(listed.row)
}

/** Where the record's sentence stands; null for a party, which is no one sentence's. */
export function sentenceOf({ row }: Listed): { readonly start: number; readonly end: number } | null {
  return 'evidence' in row.record ? row.record.evidence : null
}
