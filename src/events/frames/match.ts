import { dependents } from '../../syntax/walk.ts'
import type { Document } from '../../text/document.ts'
import type { Frame, FrameTables } from './tables.ts'

const FUNCTION = /^(?:case|mark|compound:prt|advmod)$/

/** Frames whose words all stand at the trigger or next to it in the tree, those of the most words first. */
export function framesAt(document: Document, token: number, { byWord }: FrameTables): Frame[] {
  const lemma = lemmaOf(document, token)
  const frames = byWord.get(lemma)
  if (frames === undefined) return []
  const near = new Set([lemma, ...wordsNear(document, token).map(i => lemmaOf(document, i))])
  return frames.filter(({ words }) => words.every(word => near.has(word)))
}

export const lemmaOf = (document: Document, token: number) => document.tokens[token]?.lemma.toLowerCase() ?? ''

/** What the trigger governs with its prepositions and particles, its governor, and what stands beside a noun that the governor carries. */
function wordsNear(document: Document, token: number): number[] {
  const below = dependents(document, token)
  const marks = below.flatMap(i => dependents(document, i).filter(j => FUNCTION.test(document.tokens[j]?.deprel ?? '')))
  const own = dependents(document, token).filter(i => FUNCTION.test(document.tokens[i]?.deprel ?? ''))
  const head = document.tokens[token]?.head ?? -1
  const above = head < 0 ? [] : [head, ...dependents(document, head).filter(i => isParticle(document, i))]
  return [...below, ...marks, ...own, ...above]
}

const isParticle = (document: Document, token: number) => document.tokens[token]?.deprel === 'compound:prt'
