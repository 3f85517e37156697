import { SECTORS, type Sector } from '../../contract.ts'
import { ParleyError } from '../../errors.ts'
import type { Actor } from './dictionary.ts'

/** What a PETRARCH dictionary holds: each phrase with the actor it stands for. */
export interface Petrarch {
  readonly entries: readonly { readonly phrase: string; readonly actor: Actor }[]
  readonly faults: readonly ParleyError[]
}

/** Whether a text looks like one: `NAME_ [CODE]`, or codes in brackets below a name. */
export function isPetrarch(text: string): boolean {
  return /^[ \t]*[^#\t\n[]*[ \t]*\[[A-Z]{3,}/m.test(text)
}

interface Term {
  readonly code: string
  readonly start: number | null
  readonly end: number | null
}

interface Block {
  readonly line: number
  readonly phrases: string[]
  readonly terms: Term[]
}

/**
 * Reads PETRARCH's actor format: `NAME_ [CODE]`, further spellings as `+NAME_`, codes with dates below as `[CODE 080101-101231]`.
 *
 * A line that is none of these is left out and named in `faults`.
 */
export function readPetrarch(name: string, text: string): Petrarch {
  const blocks: Block[] = []
  const faults: ParleyError[] = []
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/#.*$/, '').trim()
    if (line === '' || line.startsWith('<')) return
    const problem = readLine(line, index + 1, blocks)
    if (problem !== null) faults.push(new ParleyError('TABLE_ROW_BROKEN', { name, line: index + 1, problem }))
  })
  for (const { line } of blocks.filter(block => block.terms.length === 0))
    faults.push(new ParleyError('TABLE_ROW_BROKEN', { name, line, problem: 'no code in brackets' }))
  return { entries: blocks.flatMap(block => entriesOf(name, block)), faults }
}

/** Adds a line to the blocks; what is wrong with it, or null. */
function readLine(line: string, number: number, blocks: Block[]): string | null {
  const [, phrase = '', codes = ''] = /^([^[]*)((?:\[[^\]]*\]\s*)*)$/.exec(line) ?? []
  if (phrase === '' && codes === '') return 'a bracket is not closed'
  const terms = [...codes.matchAll(/\[([^\]]*)\]/g)].map(([, cell = '']) => termOf(cell.trim()))
  if (terms.includes(null)) return 'a code is no letters in threes, perhaps with dates'
  const good = terms.filter(term => term !== null)
  if (phrase.trim() !== '' && !phrase.startsWith('+')) {
    blocks.push({ line: number, phrases: [spelled(phrase)], terms: good })
    return null
  }
  return addToLast(blocks.at(-1), phrase, good)
}

function addToLast(last: Block | undefined, phrase: string, terms: readonly Term[]): string | null {
  if (last === undefined) return 'no name stands above it'
  if (phrase.startsWith('+')) last.phrases.push(spelled(phrase.slice(1)))
  last.terms.push(...terms)
  return null
}

const TERM = /^((?:[A-Z]{3})+)(?:\s+([<>]?)(\d{6,8})?(?:-(\d{6,8}))?)?$/

function termOf(cell: string): Term | null {
  const [, code, sign, from, to] = TERM.exec(cell) ?? []
  if (code === undefined) return null
  if (sign === '<') return { code, start: null, end: yearOf(from) }
  if (sign === '>') return { code, start: yearOf(from), end: null }
  return { code, start: yearOf(from), end: yearOf(to) }
}

/** YYMMDD or YYYYMMDD; two digits up to 30 are of this century. */
function yearOf(day: string | undefined): number | null {
  if (day === undefined) return null
  if (day.length === 8) return Number(day.slice(0, 4))
  const year = Number(day.slice(0, 2))
  return year > 30 ? 1900 + year : 2000 + year
}

/** `ABU_NIDAL_ORGANIZATION_` as it is written in a report. */
function spelled(name: string): string {
  return name.trim().replace(/_+/g, ' ').trim().toLowerCase().replace(/(^|[\s\-'(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) // prettier-ignore
}

function entriesOf(file: string, { phrases, terms }: Block): Petrarch['entries'] {
  const [name = ''] = phrases
  const actors = terms.map(({ code, start, end }): Actor => {
    const parts = code.match(/.{3}/g) ?? []
    const [first = 'UNK', ...rest] = parts
    const state = isSector(first) ? 'UNK' : first
    return { name, code: state, sectors: (isSector(first) ? parts : rest).filter(isSector), kind: kindOf(parts, { start, end }), start, end, row: `${file}: ${name}` }
  }) // prettier-ignore
  return phrases.filter(phrase => phrase !== '').flatMap(phrase => actors.map(actor => ({ phrase, actor })))
}

/** The format does not say what kind of thing a name is; its code does as far as it matters. */
function kindOf(parts: readonly string[], { start, end }: Pick<Term, 'start' | 'end'>): Actor['kind'] {
  if (parts.length === 1) return /^(?:IGO|NGO|MNC)$/.test(parts[0] ?? '') ? 'organisation' : 'state'
  if (parts.some(part => /^(?:REB|UAF|PRM|OPP|PTY)$/.test(part))) return 'group'
  return start !== null || end !== null ? 'person' : 'agency'
}

function isSector(text: string): text is Sector {
  return (SECTORS as readonly string[]).includes(text)
}
