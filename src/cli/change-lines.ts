import { cut, plain } from './table.ts'
import type { EventRecord } from '../contract.ts'
import type { ChangedRecord, KnownRecord, SlotChange } from '../ledger/compare.ts'
import type { Paint } from './paint.ts'

export interface Page {
  readonly width: number
  readonly ink: Paint
}

/** A record on one line: what it is, who, and the first words of its sentence. */
export function recordLabel({ kind, record }: Pick<KnownRecord, 'kind' | 'record'>): string {
  const { event, status, actor, evidence, name, code, by, party, issue } = record as Labelled
  const who = actor?.map(entity => entity.name).join(', ') ?? name ?? by ?? party ?? code ?? ''
  const what = [event?.toLowerCase() ?? kind, who, issue, status].filter(
    part => typeof part === 'string' && part !== '',
  )
  const quote = evidence === undefined ? '' : ` “${evidence.quote.replace(/\s+/g, ' ')}”`
  return plain(what.join(' · ') + quote)
}

type Labelled = Partial<Pick<EventRecord, 'event' | 'status' | 'actor' | 'evidence'>> & {
  readonly name?: string
  readonly code?: string
  readonly by?: string
  readonly party?: string
  readonly issue?: string | null
}

export const newLine = (record: KnownRecord, { width }: Page) => cut(`  + ${recordLabel(record)}`, width)
export const goneLine = (record: KnownRecord, { width }: Page) => cut(`  - ${recordLabel(record)}`, width)

/** A changed record, and its slots below it. */
export function changedLine(record: ChangedRecord, page: Page): string[] {
  const id = record.was === record.id ? record.id : `${record.was} is now ${record.id}`
  return [
    cut(`  ~ ${recordLabel(record)}`, page.width),
    page.ink.faint(cut(`    ${id}`, page.width)),
    ...record.slots.map(change => cut(`    ${slotText(change)}`, page.width)),
  ]
}

/** What a slot held and holds. */
export function slotText({ slot, old, new: now }: SlotChange): string {
  return `${slot}: ${valueText(old)} → ${valueText(now)}`
}

/** A slot's value on few characters. */
function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  if (typeof value === 'string') return plain(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  return plain(objectText(value as Readonly<Record<string, unknown>>))
}

function objectText(value: Readonly<Record<string, unknown>>): string {
  const { name, code, edtf, kind, event, text, quote, trigger } = value
  if (typeof trigger === 'object' && trigger !== null) return valueText((trigger as { text?: unknown }).text)
  if (typeof quote === 'string') return `“${quote}”`
  if (typeof name === 'string') return typeof code === 'string' ? `${name} (${code})` : name
  if (typeof edtf === 'string') return edtf
  if (typeof kind === 'string' && typeof event === 'string') return `${kind} ${event}`
  if (typeof text === 'string') return text
  return JSON.stringify(value)
}
