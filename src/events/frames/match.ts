import { baseForms } from '../../syntax/base-forms.ts'
import { dependents } from '../../syntax/walk.ts'
import type { Document } from '../../text/document.ts'
import type { Frame, FrameTables } from './tables.ts'

const FUNCTION = /^(?:case|mark|compound:prt|advmod)$/

/** What carries the happening that the verb above it only names: "discussed a plan with", "declared a state of emergency". */
const OBJECT = /^(?:obj|nsubj:pass)$/

/** Frames whose words all stand at the trigger or next to it in the tree, the one that decides first. */
export function framesAt(document: Document, token: number, { byWord, irregular }: FrameTables): Frame[] {
  const own = namesOf(document, token, irregular)
  const found = new Set(own.flatMap(name => byWord.get(name) ?? []))
  if (found.size === 0) return []
  const near = new Set([...own, ...wordsNear(document, token).flatMap(i => namesOf(document, i, irregular))])
  return [...found].filter(({ words }) => words.every(word => near.has(word))).sort((a, b) => a.order - b.order)
}

/** Under what a word may stand in the dictionary: its lemma, and what it is an inflection of, should the lemma be misjudged. */
function namesOf(document: Document, token: number, irregular: FrameTables['irregular']): string[] {
  const form = document.tokens[token]?.form.toLowerCase() ?? ''
  const base = irregular.get(form)
  return [lemmaOf(document, token), ...(base === undefined ? [] : [base]), ...baseForms(form)]
}

export const lemmaOf = (document: Document, token: number) => document.tokens[token]?.lemma.toLowerCase() ?? ''

/** What the trigger and its object govern, with prepositions and particles, its governor, and what stands beside a noun that the governor carries. */
function wordsNear(document: Document, token: number): number[] {
  const below = dependents(document, token)
  const further = below
    .filter(i => OBJECT.test(document.tokens[i]?.deprel ?? ''))
    .flatMap(i => dependents(document, i).filter(j => document.tokens[j]?.deprel === 'nmod'))
  const marks = [...below, ...further].flatMap(i =>
    dependents(document, i).filter(j => FUNCTION.test(document.tokens[j]?.deprel ?? '')),
  )
  const own = dependents(document, token).filter(i => FUNCTION.test(document.tokens[i]?.deprel ?? ''))
  const head = document.tokens[token]?.head ?? -1
  const above = head < 0 ? [] : [head, ...dependents(document, head).filter(i => isParticle(document, i))]
  return [...below, ...further, ...marks, ...own, ...above]
}

const isParticle = (document: Document, token: number) => document.tokens[token]?.deprel === 'compound:prt'
