import { readFileSync } from 'node:fs'
import { readTable } from '../table.ts'

const FILE = new URL('../../../data/actors/states.tsv', import.meta.url)

let known: ReadonlyMap<string, string> | null = null

/** The usual English name of a state; null for what is the code of none. */
export function stateName(code: string): string | null {
  known ??= new Map(readTable(() => readFileSync(FILE, 'utf8'), 'actors/states.tsv', COLUMNS).rows.map(row => [row.code, row.name])) // prettier-ignore
  return known.get(code) ?? null
}

// prettier-ignore
const COLUMNS = ['code', 'name', 'aliases', 'adjectives', 'demonyms', 'capitals', 'seats', 'regions'] as const
