import type { Document } from '../../text/document.ts'
import { lemmaOf, nextNoun, nounOf } from './counted.ts'
import type { FigureTables } from './lexicon.ts'
import type { Numeral } from './numeral.ts'

/** Whether a number counts nothing: a year, a percentage, the number of a law or a road, part of a name or a score. */
export function isAside(document: Document, numeral: Numeral, tables: FigureTables): boolean {
  return (
    isBareWord(document, numeral) ||
    isShare(document, numeral) ||
    tables.measures.has(lemmaOf(document, nounOf(document, numeral))) ||
    tables.asides.has(document.tokens[numeral.first - 1]?.form.toLowerCase() ?? '') ||
    isAge(document, numeral) ||
    isOfName(document, numeral) ||
    isJoined(document, numeral) ||
    isDistance(document, numeral)
  )
}

const soleForm = (document: Document, { first, past }: Numeral) =>
  past - first === 1 ? (document.tokens[first]?.form ?? '') : ''

/** A bare year, or "one" without anything that it counts. */
function isBareWord(document: Document, numeral: Numeral): boolean {
  const form = soleForm(document, numeral)
  if (/^one$/i.test(form)) return document.tokens[numeral.first]?.deprel !== 'nummod'
  return /^(?:1[89]|20)\d\d$/.test(form) && nounOf(document, numeral) < 0
}

function isShare(document: Document, { past }: Numeral): boolean {
  return /^(?:%|percent|per|pc|°)$/i.test(document.tokens[past]?.form ?? '')
}

/** "under the age of 25", "aged 18", "those under 25", "a nine-year-old". */
function isAge(document: Document, { first, past }: Numeral): boolean {
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  if (/^[-\s](?:year|month|week|day)s?[-\s]old\b/i.test(document.text.slice(end, end + 16))) return true
  const before = document.text.slice(Math.max(0, start - 16), start)
  if (/\bag(?:e of|es|ed|e)\s+$/i.test(before)) return true
  return /^(?:under|over) \d\d$/.test(document.text.slice(start, end)) && nextNoun(document, past) < 0
}

function isOfName(document: Document, { first }: Numeral): boolean {
  const start = document.tokens[first]?.start ?? 0
  return document.names.some(name => name.start <= start && start < name.end)
}

/** "M23", "F-16", "7/10", "3:2". */
function isJoined(document: Document, { first, past }: Numeral): boolean {
  const [start, end] = [document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0]
  const before = document.text.slice(Math.max(0, start - 2), start)
  return /[\p{L}/:_]$|\p{Lu}-$/u.test(before) || /^[\p{Lu}/:_]/u.test(document.text.charAt(end))
}

/** "five days after", "two weeks ago", "a day before": how far off, not how long. */
function isDistance(document: Document, { past }: Numeral): boolean {
  const end = document.tokens[past - 1]?.end ?? 0
  return /^[-\s](?:years?|months?|weeks?|days?)(?:,? (?:ago|after|before|later|earlier|since|late|on)\b| to the day\b)/i.test(document.text.slice(end, end + 24))
} // prettier-ignore
