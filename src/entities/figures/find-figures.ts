import { spanOf } from '../../syntax/walk.ts'
import type { Document, Figure } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import { isAside } from './asides.ts'
import { countOf, lemmaOf, nounOf, type Count } from './counted.ts'
import { leftOut } from './ellipsis.ts'
import type { FigureTables } from './lexicon.ts'
import { numeralAt, type Numeral } from './numeral.ts'
import { singles } from './singles.ts'

/** The stage that finds counts: how many, of what, and whether for each side. */
export function createFiguresStage(tables: FigureTables): Stage {
  return {
    name: 'figures',
    reads: ['sentences', 'tokens', 'syntax', 'times', 'names'],
    writes: ['figures'],
    run(document, trace) {
      const figures = figuresIn(document, tables)
      trace(() => figures.map(({ start, end, kind }) => `${document.text.slice(start, end)}: ${kind}`).join(', '))
      return { ...document, figures }
    },
  }
}

function figuresIn(document: Document, tables: FigureTables): Figure[] {
  const found: Figure[] = []
  for (let token = 0; token < document.tokens.length;) {
    const numeral = numeralAt(document, token, tables)
    const figure = numeral === null ? null : figureOf(document, numeral, { tables, before: found.at(-1) ?? null })
    if (figure !== null) found.push(figure)
    token = Math.max(numeral?.past ?? 0, token + 1)
  }
  return [...found, ...singles(document, found, tables)].sort((a, b) => a.start - b.start)
}

interface Around {
  readonly tables: FigureTables
  /** The count before it in the text. */
  readonly before: Figure | null
}

function figureOf(document: Document, numeral: Numeral, { tables, before }: Around): Figure | null {
  const where = spanOf(document, [numeral.first, numeral.past - 1])
  if (where === null || isAside(document, numeral, tables)) return null
  const noun = nounOf(document, numeral)
  const days = daysOf(document, noun, tables)
  if (days === null && isTime(document, numeral)) return null
  const token = numeral.past - 1
  const common = { ...where, token, noun }
  if (days !== null) return { ...common, ...inDays(document, numeral, days) }
  const own = countOf(document, { numeral, noun }, tables)
  const { kind, settled } = leftOut(document, { ...common, ...own, first: numeral.first }, before) ?? own
  if (!settled && (isDefinite(document, numeral) || isPartOfCompound(document, token))) return null
  const { min, max } = numeral
  return { ...common, kind, settled, min, max, perSide: isPerSide(document, { start: where.start, token, kind }) }
}

function daysOf(document: Document, noun: number, { days }: FigureTables): number | null {
  return days.get(lemmaOf(document, noun)) ?? null
}

type Days = Pick<Figure, 'kind' | 'settled' | 'min' | 'max' | 'perSide'>

/** A length in days; "over three days" is as long as "in three days". */
function inDays(document: Document, { first, min, max }: Numeral, days: number): Days {
  const common = { kind: 'days', settled: true, perSide: false } as const
  if (document.tokens[first]?.form.toLowerCase() === 'over' && min !== null)
    return { ...common, min: min * days, max: min * days }
  return { ...common, min: min === null ? null : min * days, max: max === null ? null : max * days }
}

/** "the two countries", "these three": a group known already, not a count. */
function isDefinite(document: Document, { first, max }: Numeral): boolean {
  return max !== null && max <= 4 && /^(?:the|these|those|both|their|its|his|her)$/i.test(document.tokens[first - 1]?.form ?? '')
} // prettier-ignore

/** "three-way talks", "a five-stage return": a kind, not a count. */
function isPartOfCompound(document: Document, token: number): boolean {
  const end = document.tokens[token]?.end ?? 0
  return /^-\p{L}/u.test(document.text.slice(end, end + 2)) && !/^-for-/.test(document.text.slice(end, end + 5))
}

/** A number of a date or a clock time; durations are counts. */
function isTime(document: Document, { first, past }: Numeral): boolean {
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  return document.times.some(time => time.start < end && start < time.end)
}

const EACH =
  /^(?:each|apiece)\b|^(?:\s*\p{L}+){0,2}\s+(?:on|from) (?:each|both|either) sides?|^(?:[\s-]*for[\s-]*)\d|^(?:\s*\p{L}+){0,5}\s+(?:each|apiece)\b/u
const EACH_BEFORE = /\b(?:each|either) side\b[^.;:]{0,50}$/i

/** "1,000 on each side", "390 each", "1,000 for 1,000", "each side freed 270". */
function isPerSide(document: Document, { start, token, kind }: { start: number; token: number } & Pick<Count, 'kind'>): boolean {
  const end = document.tokens[token]?.end ?? 0
  if (EACH.test(document.text.slice(end, end + 60))) return true
  return /^(?:released|exchanged)$/.test(kind) && EACH_BEFORE.test(document.text.slice(Math.max(0, start - 64), start))
} // prettier-ignore
