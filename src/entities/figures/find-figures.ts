import { span } from '../../span.ts'
import type { Document, Figure } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import { isAside } from './asides.ts'
import { kindOf, lemmaOf, nounOf } from './counted.ts'
import type { FigureTables } from './lexicon.ts'
import { numeralAt, type Numeral } from './numeral.ts'

/** The stage that finds counts: how many, of what, and whether for each side. */
export function createFiguresStage(tables: FigureTables): Stage {
  return {
    name: 'figures',
    reads: ['sentences', 'tokens', 'syntax', 'times', 'names'],
    writes: ['figures'],
    run(document, trace) {
      const figures = numerals(document, tables).flatMap(numeral => figureOf(document, numeral, tables) ?? [])
      trace(() => figures.map(({ start, end, kind }) => `${document.text.slice(start, end)}: ${kind}`).join(', '))
      return { ...document, figures }
    },
  }
}

function numerals(document: Document, tables: FigureTables): Numeral[] {
  const found: Numeral[] = []
  for (let token = 0; token < document.tokens.length;) {
    const numeral = numeralAt(document, token, tables)
    if (numeral !== null) found.push(numeral)
    token = Math.max(numeral?.past ?? 0, token + 1)
  }
  return found
}

function figureOf(document: Document, numeral: Numeral, tables: FigureTables): Figure | null {
  const [first, last] = [document.tokens[numeral.first], document.tokens[numeral.past - 1]]
  if (first === undefined || last === undefined || isAside(document, numeral, tables)) return null
  const noun = nounOf(document, numeral)
  const days = daysOf(document, noun, tables)
  if (days === null && isTime(document, numeral)) return null
  const { min, max } = numeral
  const token = numeral.past - 1
  const common = { ...span(first.start, last.end), token, noun }
  if (days !== null) return { ...common, kind: 'days', min: min && min * days, max: max && max * days, perSide: false }
  return { ...common, kind: kindOf(document, { numeral, noun }, tables), min, max, perSide: isPerSide(document, token) } // prettier-ignore
}

function daysOf(document: Document, noun: number, { days }: FigureTables): number | null {
  return days.get(lemmaOf(document, noun)) ?? null
}

/** A number of a date or a clock time; durations are counts. */
function isTime(document: Document, { first, past }: Numeral): boolean {
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  return document.times.some(time => time.start < end && start < time.end)
}

const EACH =
  /^(?:each|apiece)\b|^(?:\s*\p{L}+){0,2}\s+(?:on|from) (?:each|both|either) sides?|^(?:[\s-]*for[\s-]*)\d|^(?:\s*\p{L}+){0,2}\s+(?:each|apiece)\b/u

/** "1,000 on each side", "390 each", "1,000 for 1,000". */
function isPerSide(document: Document, token: number): boolean {
  const end = document.tokens[token]?.end ?? 0
  return EACH.test(document.text.slice(end, end + 60))
}
