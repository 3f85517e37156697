import type { Sector } from '../contract.ts'

/** Stands where the name of a private person stood. */
export const WITHHELD = '[name withheld]'

/** Sectors whose people hold no office of a state, party, armed group or body. */
const PRIVATE: ReadonlySet<Sector> = new Set<Sector>([
  'CVL',
  'REF',
  'JRN',
  'MED',
  'EDU',
  'LAB',
  'AGR',
  'SOC',
  'REL',
  'CRM',
])

interface Named {
  readonly name: string
  readonly text: string
  readonly code: string
  readonly sector: readonly Sector[]
}

// Two words or more that begin with a capital: a person's name, not "civilians" or "a resident".
const PERSON = /^\p{Lu}[\p{L}'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|[a-z]{2,3}))* \p{Lu}[\p{L}.'’-]*$/u

/**
 * Whether a record names a private person: by name, and with no office that the record knows of. Whoever speaks or acts for a
 * state, an armed group, a party or a body does so in public.
 */
export function isPrivate({ name, code, sector }: Pick<Named, 'name' | 'code' | 'sector'>): boolean {
  if (!PERSON.test(name)) return false
  return sector.length === 0 ? code === 'UNK' : sector.every(one => PRIVATE.has(one) || (one === 'UNK' && code === 'UNK')) // prettier-ignore
}

/** What identifies a row or says where it comes from: never rewritten. */
const KEPT: ReadonlySet<string> = new Set(['id', 'url', 'dispatch', 'record', 'hash'])

/**
 * The row without the names of private persons: in the records that name them, and wherever the row repeats them, its sentences and
 * titles too. Offsets stay those of the dispatch's text.
 *
 * @param mask - What stands for a name; default `[name withheld]`.
 */
export function withholdNames<Row>(row: Row, mask: (name: string) => string = () => WITHHELD): Row {
  return withholdThese(privateNames(row), row, mask)
}

/** As {@link withholdNames}, for what repeats words of another row: with the names of private persons that were found there. */
export function withholdThese<Row>(
  names: ReadonlySet<string>,
  row: Row,
  mask: (name: string) => string = () => WITHHELD,
): Row {
  if (names.size === 0) return row
  // The longest first: "Amina Said Omar" before "Amina Said".
  const ordered = [...names].sort((a, b) => b.length - a.length)
  const masked = (text: string) => ordered.reduce((rest, name) => rest.replaceAll(name, mask(name)), text)
  return rewritten(row, masked) as Row
}

/** What the records in a row call private persons: the name, and the words of the text that stand for it. */
export function privateNames(row: unknown): ReadonlySet<string> {
  const names = new Set<string>()
  addNames(names, row)
  return names
}

function addNames(names: Set<string>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (isNamed(value) && isPrivate(value)) {
    // A record may call somebody "her"; that tells no name.
    for (const name of [value.name, value.text]) if (/\p{Lu}/u.test(name)) names.add(name)
  }
  for (const one of Object.values(value)) addNames(names, one)
}

function isNamed(value: object): value is Named {
  const { name, text, code, sector } = value as Partial<Named>
  return typeof name === 'string' && typeof text === 'string' && typeof code === 'string' && Array.isArray(sector)
}

function rewritten(value: unknown, masked: (text: string) => string): unknown {
  if (typeof value === 'string') return masked(value)
  if (Array.isArray(value)) return value.map(one => rewritten(one, masked))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.map(([key, one]) => [key, KEPT.has(key) && typeof one === 'string' ? one : rewritten(one, masked)]),
  )
}
