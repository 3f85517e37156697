import type { Cause, DispatchDiff } from '../../src/http/diff-schemas.ts'
import { DEEDS } from '../../src/ledger/deeds.ts'
import { momentInWords } from './days.ts'

// What the ledger came to know between two moments, in plain words.

const BEFALLEN: Readonly<Record<DispatchDiff['befallen'][number]['what'], string>> = {
  new: 'came in',
  'new-text': 'got another text',
  redacted: 'its words were taken away',
  'passed-over': 'was passed over unread',
  read: 'was read',
}

/** What happened to a dispatch. */
export function befallenInWords(what: DispatchDiff['befallen'][number]['what']): string {
  return BEFALLEN[what]
}

/** Which entry did it, by whom, when. */
export function causeInWords({ kind, by, sequence, recordedAt }: Cause): string {
  return `${DEEDS[kind]} ${by}, entry ${sequence}, ${momentInWords(recordedAt)}`
}

/** The last of the entries that did it, and how many came before. */
export function causesInWords(causes: readonly (Cause | null)[]): string {
  const last = causes.at(-1)
  if (last === undefined || last === null) return ''
  return causes.length > 1 ? `${causeInWords(last)}, and ${causes.length - 1} before` : causeInWords(last)
}

const LONGEST = 120

/** What stood in a slot: parties and places by name, days as they are written, all else as JSON has it. */
export function slotInWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(slotInWords).join(', ')
  if (typeof value === 'object') return cut(nameOf(value) ?? JSON.stringify(value))
  return cut(typeof value === 'string' ? value : JSON.stringify(value))
}

function nameOf(value: object): string | null {
  const { name, text, edtf } = value as Readonly<Record<string, unknown>>
  return [name, edtf, text].find((one): one is string => typeof one === 'string' && one !== '') ?? null
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
