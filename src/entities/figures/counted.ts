import type { FigureKind } from '../../contract.ts'
import { ancestors, dependents } from '../../syntax/walk.ts'
import type { Document, Token } from '../../text/document.ts'
import type { FigureTables } from './lexicon.ts'
import type { Numeral } from './numeral.ts'

export const lemmaOf = (document: Document, token: number): string => document.tokens[token]?.lemma.toLowerCase() ?? ''
const relationOf = (document: Document, token: number) => document.tokens[token]?.deprel ?? ''

/** The noun counted: what the numeral modifies, else what follows it closely in its sentence; -1 for none. */
export function nounOf(document: Document, { first, past }: Numeral): number {
  for (let i = first; i < past; i++) {
    const head = document.tokens[i]?.head ?? -1
    if (head >= past && /^(?:nummod|compound|amod|det|obl|nmod)/.test(relationOf(document, i))) return head
  }
  // "dozens of fighters"
  const below = dependents(document, past - 1).find(i => i >= past && /^(?:nmod|obl)$/.test(relationOf(document, i)))
  return below ?? nextNoun(document, past)
}

/** Number of the sentence that holds a token; -1 beyond the text. */
export const sentenceOf = (document: Document, token: number): number => document.tokens[token]?.sentence ?? -1

/** The next noun within four words of the sentence, before any preposition but "of" and any verb; -1 for none. */
export function nextNoun(document: Document, from: number): number {
  const near = document.tokens.slice(from, from + 4)
  const noun = near.findIndex(({ upos }) => upos === 'NOUN')
  const isFar = near.slice(0, Math.max(0, noun)).some(token => isBreak(token))
  return noun < 0 || isFar || sentenceOf(document, from + noun) !== sentenceOf(document, from - 1) ? -1 : from + noun
}

function isBreak({ form, upos }: Token): boolean {
  return /^[,.;:]$/.test(form) || upos === 'VERB' || (upos === 'ADP' && form !== 'of')
}

const SIGN = /^(?:[$€£¥₦₽₴]|US\$|N)$/

/** What a number counts. */
export interface Count {
  readonly kind: FigureKind
  /** Whether the noun itself says it, whatever happens to the counted. */
  readonly settled: boolean
}

/** What is counted: money by its sign, else by the noun, else by what is done to the counted. */
export function countOf(document: Document, { numeral, noun }: Counted, tables: FigureTables): Count {
  if (SIGN.test(document.tokens[numeral.first - 1]?.form ?? '')) return { kind: 'money', settled: true }
  const own = tables.nouns.get(lemmaOf(document, noun)) ?? bodiesAround(document, noun, tables)
  if (own !== null) return { kind: own, settled: true }
  const fate =
    verbBefore(document, numeral, tables) ?? kindByFate(document, noun >= 0 ? noun : numeral.past - 1, tables)
  return { kind: fate ?? 'other', settled: false }
}

/** "the remains of 6,000 servicemen": what they are of is counted. */
function bodiesAround(document: Document, noun: number, tables: FigureTables): FigureKind | null {
  const { deprel = '', head = -1 } = document.tokens[noun] ?? {}
  return deprel === 'nmod' && tables.nouns.get(lemmaOf(document, head)) === 'other' ? 'other' : null
}

const BETWEEN = /^(?:another|a|an|some|further|additional|about)$/

/** "and injured 71", "wounding more than 60": the verb right before, however the tree joins the number to it. */
function verbBefore(document: Document, { first }: Numeral, tables: FigureTables): FigureKind | null {
  const before = BETWEEN.test(lemmaOf(document, first - 1)) ? first - 2 : first - 1
  const { upos = '', form = '' } = document.tokens[before] ?? {}
  if (upos !== 'VERB' && upos !== 'ADJ') return null
  return FATES[form] ?? tables.verbs.get(lemmaOf(document, before)) ?? null
}

interface Counted {
  readonly numeral: Numeral
  readonly noun: number
}

const FATES: Readonly<Record<string, FigureKind | undefined>> = {
  dead: 'killed', wounded: 'injured', injured: 'injured', hurt: 'injured', displaced: 'displaced',
} // prettier-ignore

/** "nine soldiers were killed", "freed 52 prisoners", "left seven dead", "16 others wounded". */
function kindByFate(document: Document, counted: number, tables: FigureTables): FigureKind | null {
  const near = [counted, ...dependents(document, counted), counted + 1]
  const fate = near.map(i => FATES[lemmaOf(document, i)]).find(kind => kind !== undefined)
  if (fate !== undefined) return fate
  // "two women were killed and eleven people injured"
  const participle = document.tokens[counted + 1]?.xpos === 'VBN' ? tables.verbs.get(lemmaOf(document, counted + 1)) : undefined
  if (participle !== undefined) return participle
  const governors = ancestors(document, counted).slice(0, 3)
  if (document.tokens[counted]?.upos === 'VERB') governors.unshift(counted)
  return governors.map(i => tables.verbs.get(lemmaOf(document, i))).find(kind => kind !== undefined) ?? null
} // prettier-ignore
