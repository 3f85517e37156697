import { CATEGORIES, ISSUES, STANCES, STATUSES } from '../../../src/contract.ts'
import type { Listed } from './entries.ts'

/** A slot that a reviewer can give another value here. */
export type SlotField =
  | { readonly slot: string; readonly name: string; readonly takes: 'choice'; readonly among: readonly string[] }
  | { readonly slot: string; readonly name: string; readonly takes: 'number' | 'text' }

const STATUS = { slot: 'status', name: 'Status', takes: 'choice', among: STATUSES } as const
const ISSUE = { slot: 'issue', name: 'Issue', takes: 'choice', among: ISSUES } as const
const ROUND = { slot: 'round', name: 'Round', takes: 'number' } as const

const FIELDS: Readonly<Record<string, readonly SlotField[]>> = {
  event: [{ slot: 'event', name: 'Category', takes: 'choice', among: CATEGORIES }, STATUS],
  party: [
    { slot: 'code', name: 'Code', takes: 'text' },
    { slot: 'name', name: 'Name', takes: 'text' },
  ],
  mediator: [
    { slot: 'code', name: 'Code', takes: 'text' },
    { slot: 'name', name: 'Name', takes: 'text' },
  ],
  round: [{ slot: 'ordinal', name: 'Round', takes: 'number' }, { slot: 'place', name: 'Place', takes: 'text' }, STATUS],
  delegation: [{ slot: 'party', name: 'Party', takes: 'text' }, ROUND],
  proposal: [{ slot: 'by', name: 'By', takes: 'text' }, ISSUE, STATUS],
  outcome: [ISSUE, { slot: 'count', name: 'Count', takes: 'number' }, STATUS, ROUND],
  position: [
    { slot: 'by', name: 'By', takes: 'text' },
    ISSUE,
    { slot: 'stance', name: 'Stance', takes: 'choice', among: STANCES },
    { slot: 'condition', name: 'Condition', takes: 'text' },
  ],
}

/** The slots of the record that can be corrected with a plain field. */
export function fieldsOf(listed: Listed): readonly SlotField[] {
  return FIELDS[listed.what === 'event' ? 'event' : listed.row.kind] ?? []
}

/** What stands in a slot. */
export function valueIn({ row }: Listed, slot: string): unknown {
  return (row.record as unknown as Readonly<Record<string, unknown>>)[slot] ?? null
}

/** A field's text as the slot's value: nothing typed is null. */
export function parsedFor(field: SlotField, typed: string): unknown {
  const text = typed.trim()
  if (text === '') return null
  return field.takes === 'number' ? Number(text) : text
}
