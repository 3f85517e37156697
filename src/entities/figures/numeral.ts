import type { Document } from '../../text/document.ts'
import { digitsOf, numberOf } from '../numbers.ts'
import { sentenceOf } from './counted.ts'
import type { Bound, FigureTables } from './lexicon.ts'

/** A number in the text: the tokens `[first, past)`, and between which bounds it lies; null where a side is open. */
export interface Numeral {
  readonly first: number
  readonly past: number
  readonly min: number | null
  readonly max: number | null
}

/** The numeral that starts at a token, bounds in front of it included; null where none does. */
export function numeralAt(document: Document, token: number, tables: FigureTables): Numeral | null {
  const form = formOf(document, token)
  const vague = vagueAt(document, token, tables)
  if (vague !== null) return vague
  if (!startsNumber(form, tables)) return null
  const one = valueFrom(document, token, tables)
  if (one === null) return null
  const range = rangeFrom(document, one, tables)
  if (range !== null) return range
  return bounded(document, { first: token, past: one.past, value: one.value }, tables)
}

const formOf = (document: Document, token: number) => document.tokens[token]?.form.toLowerCase() ?? ''

function startsNumber(form: string, { numbers }: FigureTables): boolean {
  return /^\d/.test(form)
    ? digitsOf(form) !== null
    : numbers.numbers.has(form) || /^(?:million|billion|dozen)$/.test(form)
}

interface Value {
  readonly past: number
  readonly value: number
}

/** What "and" may continue: "two hundred and six", but "seven and ten" are two. */
const SCALE = /^(?:hundred|thousand|million)$/

const continues = (form: string, before: string) => !/^\d/.test(form) && (form !== 'and' || SCALE.test(before))

/** "1.2 million", "twenty - four", "two hundred and six": the longest run of words that is one number. */
function valueFrom(document: Document, first: number, { numbers }: FigureTables): Value | null {
  let best: Value | null = null
  let text = ''
  const { past } = document.sentences[sentenceOf(document, first)] ?? { past: document.tokens.length }
  for (let i = first; i < Math.min(first + 7, past); i++) {
    const form = formOf(document, i)
    if (i > first && !continues(form, formOf(document, i - 1))) break
    text += ` ${form}`
    if (form === '-' || form === 'and') continue
    const value = numberOf(text.replace(/ - /g, ' '), numbers)
    if (value === null) break
    best = { past: i + 1, value }
  }
  return best
}

/** "between 1,000 and 1,200", "20 to 30", "1,000-1,200". */
function rangeFrom(document: Document, low: Value & { first?: number }, tables: FigureTables): Numeral | null {
  const joint = formOf(document, low.past)
  const first = low.first ?? low.past - 1
  const before = formOf(document, first - 1)
  const joins = (before === 'between' && joint === 'and') || /^(?:to|-|–|or)$/.test(joint)
  if (!joins || !startsNumber(formOf(document, low.past + 1), tables)) return null
  const high = valueFrom(document, low.past + 1, tables)
  if (high === null || high.value <= low.value) return null
  return { first, past: high.past, min: low.value, max: high.value }
}

interface Plain {
  readonly first: number
  readonly past: number
  readonly value: number
}

function bounded(document: Document, { first, past, value }: Plain, { bounds }: FigureTables): Numeral {
  const [words, bound] = boundBefore(document, first, bounds)
  // Gold rule: '"More than N": min N; "nearly/up to N": max N'.
  if (bound === 'least' || bound === 'more') return { first: first - words, past, min: value, max: null }
  if (bound === 'most') return { first: first - words, past, min: null, max: value }
  if (/^(?:or)$/.test(formOf(document, past)) && formOf(document, past + 1) === 'more')
    return { first, past: past + 2, min: value, max: null }
  return { first: first - words, past, min: value, max: value }
}

function boundBefore(
  document: Document,
  first: number,
  bounds: ReadonlyMap<string, Bound>,
): [words: number, bound: Bound | null] {
  for (let words = 3; words > 0; words--) {
    const phrase = Array.from({ length: words }, (_, i) => formOf(document, first - words + i)).join(' ')
    const bound = bounds.get(phrase)
    if (bound !== undefined) return [words, bound]
  }
  return [0, null]
}

/** "dozens", "tens of thousands", "several hundred", "hundreds of thousands". */
function vagueAt(document: Document, token: number, { vague, numbers }: FigureTables): Numeral | null {
  const form = formOf(document, token)
  if (form === 'several' || form === 'few') {
    const scale = numbers.scales.get(formOf(document, token + 1))
    return scale === undefined ? null : { first: token, past: token + 2, min: 2 * scale, max: null }
  }
  const least = form === 'tens' ? 20 : vague.get(form)
  if (least === undefined) return null
  const next = formOf(document, token + 1) === 'of' ? vague.get(formOf(document, token + 2)) : undefined
  if (next !== undefined) return { first: token, past: token + 3, min: (least * next) / 2, max: null }
  return form === 'tens' ? null : { first: token, past: token + 1, min: least, max: null }
}
