import type { ParleyError } from '../../errors.ts'
import type { NumberWords } from '../numbers.ts'
import { readTable, type ReadFile } from '../table.ts'

/** Words of time by what they are (`month`, `weekday`, `unit` ...), each with its value. */
export interface DateTables {
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly numbers: NumberWords
  readonly faults: readonly ParleyError[]
}

/** Reads `data/dates/words.tsv`. */
export function loadDates(read: ReadFile): DateTables {
  const { rows, faults } = readTable(read, 'dates/words.tsv', ['word', 'kind', 'value'])
  const kinds = new Map<string, Map<string, string>>()
  for (const { word, kind, value } of rows) {
    const words = kinds.get(kind) ?? new Map<string, string>()
    kinds.set(kind, words.set(word.toLowerCase(), value))
  }
  const numeric = (kind: string) => new Map([...(kinds.get(kind) ?? [])].map(([w, v]) => [w, Number(v)]))
  return { kinds, numbers: { numbers: numeric('number'), scales: numeric('scale') }, faults }
}

/** The value of a word of that kind; abbreviations may carry their dot, nouns their plural. */
export function valueOf(tables: DateTables, kind: string, word: string): string | null {
  const words = tables.kinds.get(kind)
  const key = word.toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '')
  return words?.get(key) ?? words?.get(key.replace(/s$/, '')) ?? words?.get(key.replace(/ies$/, 'y')) ?? null
}

const SHAPES: Readonly<Record<string, string>> = {
  year: '(?:1[0-9]|20)\\d\\d',
  dd: '\\d{1,2}(?:st|nd|rd|th)?',
  clock: '(?:\\d{1,2}(?::\\d\\d)?(?:\\s?[ap]\\.?m\\b\\.?)|\\d{1,2}:\\d\\d(?::\\d\\d)?|noon|midday|midnight)',
}

/**
 * Compiles a pattern in which `{month}` stands for any word of that kind and is named so, `{first:unit}` for one named
 * otherwise, and a space for white space. It matches whole words only.
 */
export function compile(pattern: string, tables: DateTables): RegExp {
  const body = pattern
    .replace(/ /g, '\\s{1,3}')
    .replace(/\{(?:(\w+):)?([a-z][\w-]*)\}/g, (_, name: string | undefined, kind: string) => {
      return `(?<${name ?? kind.replace('-', '')}>${SHAPES[kind] ?? shapeOf(kind, tables)})`
    })
  return new RegExp(`(?<![\\p{L}\\p{N}$€£.,]|\\d[-–])(?:${body})(?![\\p{L}\\p{N}]|,\\d|\\.\\d)`, 'giu')
}

function shapeOf(kind: string, tables: DateTables): string {
  if (kind === 'num') return numeralShape(tables)
  if (kind === 'ord') return `(?:${alternatives('ordinal', tables)}|\\d{1,2}(?:st|nd|rd|th))`
  if (kind === 'unit') return `(?:${alternatives('unit', tables)}|centurie)s?`
  if (kind === 'month') return `(?:${alternatives('month', tables)})\\b\\.?`
  if (kind === 'weekday-short') return `(?:${alternatives(kind, tables)})\\.`
  return `(?:${alternatives(kind, tables)})`
}

function numeralShape(tables: DateTables): string {
  const word = `(?:${alternatives('number', tables)}|${alternatives('scale', tables)})`
  return `(?:\\d[\\d,]*(?:\\.\\d+)?(?:\\s1/2|½)?|${word}(?:[\\s-](?:and\\s)?${word}){0,4})`
}

function alternatives(kind: string, tables: DateTables): string {
  const words = [...(tables.kinds.get(kind)?.keys() ?? [])].sort((a, b) => b.length - a.length)
  return words.map(word => word.replace(/[.'’]/g, '[$&]').replace(/ /g, '\\s')).join('|')
}
