import type { FigureKind } from '../../contract.ts'
import { ancestors, dependents } from '../../syntax/walk.ts'
import type { Document } from '../../text/document.ts'
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

/** The next noun within four words of the sentence; -1 for none. */
export function nextNoun(document: Document, from: number): number {
  const sentence = document.tokens[from - 1]?.sentence
  for (let i = from; i < from + 4; i++) {
    const { upos = '', form = ',', sentence: own = -1 } = document.tokens[i] ?? {}
    if (own !== sentence || /^[,.;:]$/.test(form)) return -1
    if (upos === 'NOUN') return i
  }
  return -1
}

const SIGN = /^(?:[$€£¥₦₽₴]|US\$|N)$/

/** What is counted: money by its sign, else by the noun, else by what is done to the counted. */
export function kindOf(document: Document, { numeral, noun }: Counted, tables: FigureTables): FigureKind {
  if (SIGN.test(document.tokens[numeral.first - 1]?.form ?? '')) return 'money'
  const own = tables.nouns.get(lemmaOf(document, noun))
  return own ?? kindByFate(document, noun >= 0 ? noun : numeral.past - 1, tables) ?? 'other'
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
  const governors = ancestors(document, counted).slice(0, 3)
  if (document.tokens[counted]?.upos === 'VERB') governors.unshift(counted)
  return governors.map(i => tables.verbs.get(lemmaOf(document, i))).find(kind => kind !== undefined) ?? null
}
