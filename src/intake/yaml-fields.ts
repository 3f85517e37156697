import { isAlias, isMap, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml'
import { ParleyError } from '../errors.ts'

/** A map of a YAML file, read field by field; what is wrong is a failure that names the line of the field. */
export interface Fields {
  has(field: string): boolean
  /** A word, a number, true or false, a list of these, `{}` for anything else; null where there is nothing. */
  value(field: string): unknown
  text(field: string): string | null
  texts(field: string): readonly string[]
  /** Each of the known words, in whatever case. */
  words<Word extends string>(field: string, known: readonly Word[]): readonly Word[]
  number(field: string, bounds: Bounds): number | null
  flag(field: string): boolean | null
  maps(field: string): readonly Fields[]
  /** What is read of a text in the field, each of the texts of a list; `null` is a failure with that problem. */
  parsed<T>(field: string, parse: (text: string) => T | null, problem: string): readonly T[]
  /** Refuses fields of other names. */
  only(known: readonly string[]): void
  refuse(problem: string, field?: string): ParleyError
}

export interface Bounds {
  readonly least: number
  readonly most: number
}

const MOST_CHARACTERS = 1_000_000
const MOST_ENTRIES = 10_000

/** How a file is told of. */
export interface FieldsFile {
  /** What it is called in failures. */
  readonly file: string
  /** The failure for what is wrong in it. */
  readonly failure: 'WATCH_RULES_BROKEN' | 'PROCESSES_BROKEN'
  /** The problem where the text is no map; by default that there are no fields in it. */
  readonly empty?: string
}

/**
 * The map that a YAML text is. Aliases are not expanded.
 *
 * @throws {ParleyError} The file's failure, with the line; so do all its methods.
 */
export function parseFields(text: string, { file, failure, empty = 'there are no fields in it' }: FieldsFile): Fields {
  const lines = new LineCounter()
  const refuse: Refuse = (problem, offset = 0) =>
    new ParleyError(failure, { name: file, line: Math.max(1, lines.linePos(offset).line), problem })
  if (text.length > MOST_CHARACTERS) throw refuse(`more than ${MOST_CHARACTERS} characters`)
  const document: Document = parseDocument(text, { lineCounter: lines })
  const [fault] = document.errors
  if (fault !== undefined) throw refuse(fault.message.split(/[\n:]/)[0] ?? 'no YAML', fault.pos[0])
  if (!isMap(document.contents)) throw refuse(empty)
  return fieldsOf(document.contents, refuse)
}

type Refuse = (problem: string, offset?: number) => ParleyError

function fieldsOf(map: YAMLMap, refuse: Refuse): Fields {
  const offsetOf = (node: unknown) => (node as { range?: readonly number[] | null } | null)?.range?.[0]
  const at = (field?: string) => {
    const pair = map.items.find(({ key }) => String(key) === field)
    return offsetOf(pair?.key) ?? offsetOf(map) ?? 0
  }
  const wrong = (field: string, problem: string) => refuse(`${field} ${problem}`, at(field))
  const valueOf = (field: string): unknown => {
    const node = map.get(field, true) as { toJSON?: () => unknown } | undefined
    return plain(node) ?? null
  }
  const texts = (field: string): readonly string[] => {
    const value = valueOf(field) ?? []
    const list: unknown[] = Array.isArray(value) ? value : [value]
    if (!list.every(isWord)) throw wrong(field, 'is no list of words')
    return list.map(String)
  }
  const parsed: Fields['parsed'] = (field, parse, problem) =>
    texts(field).map(text => {
      const found = parse(text)
      if (found === null) throw wrong(field, `${problem}: ${text}`)
      return found
    })
  return {
    has: field => map.has(field),
    value: valueOf,
    texts,
    parsed,
    text: field => (map.has(field) ? (texts(field)[0]?.trim() ?? null) : null),
    words: (field, known) =>
      parsed(field, text => known.find(word => word.toLowerCase() === text.toLowerCase()) ?? null, `has a word that is none of ${known.join(', ')}`), // prettier-ignore
    number: (field, { least, most }) => {
      const value = valueOf(field)
      if (value === null) return null
      if (typeof value === 'number' && value >= least && value <= most) return value
      throw wrong(field, `is no number from ${least} to ${most}`)
    },
    flag: field => {
      const value = valueOf(field)
      if (value === null || typeof value === 'boolean') return value
      throw wrong(field, 'is neither true nor false')
    },
    maps: field => mapsOf(map.get(field, true), problem => wrong(field, problem), refuse),
    only: known => {
      const unknown = map.items.map(({ key }) => String(key)).find(key => !known.includes(key))
      if (unknown !== undefined) throw refuse(`there is no field ${unknown}, only ${known.join(', ')}`, at(unknown))
    },
    refuse: (problem, field) => refuse(problem, at(field)),
  }
}

/** An alias could stand for a tree that grows: it counts as nothing that a field can hold. */
function plain(
  node: { readonly toJSON?: () => unknown; readonly items?: unknown; readonly value?: unknown } | undefined,
) {
  if (node === undefined) return null
  if (isAlias(node)) return {}
  if (isSeq(node)) return node.items.map(item => (item as { value?: unknown }).value)
  return isMap(node) ? {} : (node.value ?? null)
}

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number'

function mapsOf(node: unknown, wrong: (problem: string) => ParleyError, refuse: Refuse): Fields[] {
  if (node === undefined || node === null) return []
  if (!isSeq(node)) throw wrong('is no list')
  if (node.items.length > MOST_ENTRIES) throw wrong(`has more than ${MOST_ENTRIES} entries`)
  return node.items.map(item => {
    if (!isMap(item)) throw refuse('an entry is no list of fields', (item as { range?: number[] } | null)?.range?.[0])
    return fieldsOf(item, refuse)
  })
}
