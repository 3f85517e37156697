import type { Span } from '../span.ts'
import type { Document, Token } from '../text/document.ts'

/** Steps after which a walk along governors gives up; no sentence is longer. */
const LONGEST_PATH = 250

/** The token's governors, nearest first. */
export function ancestors(document: Document, token: number): number[] {
  const path: number[] = []
  let at = document.tokens[token]?.head ?? -1
  while (at >= 0 && path.length < LONGEST_PATH) {
    path.push(at)
    at = document.tokens[at]?.head ?? -1
  }
  return path
}

/** Indices of the words that `token` governs, in text order. */
export function dependents(document: Document, token: number): number[] {
  const sentence = document.sentences[document.tokens[token]?.sentence ?? -1]
  if (sentence === undefined) return []
  const found: number[] = []
  for (let i = sentence.first; i < sentence.past; i++) if (document.tokens[i]?.head === token) found.push(i)
  return found
}

/** Whether `token` lies below `governor`, or is it. */
export function isBelow(document: Document, token: number, governor: number): boolean {
  return token === governor || ancestors(document, token).includes(governor)
}

/** Arcs between two words of one sentence; null across sentences. */
export function treeDistance(document: Document, a: number, b: number): number | null {
  if (document.tokens[a]?.sentence !== document.tokens[b]?.sentence) return null
  const up = [a, ...ancestors(document, a)]
  const down = [b, ...ancestors(document, b)]
  const meeting = up.find(token => down.includes(token))
  return meeting === undefined ? null : up.indexOf(meeting) + down.indexOf(meeting)
}

// The head of a name or compound stands for all of it.
const PART_OF_NAME = new Set(['flat', 'compound', 'fixed', 'goeswith', 'nummod', 'det', 'amod'])

/** The word that heads the noun phrase in which `token` is a part of the name, an adjective or a determiner. */
export function phraseHead(document: Document, token: number): number {
  let at = token
  for (let steps = 0; steps < LONGEST_PATH; steps++) {
    const { deprel, head } = document.tokens[at] ?? { deprel: '', head: -1 }
    if (head < 0 || !PART_OF_NAME.has(deprel.split(':')[0] ?? '')) return at
    at = head
  }
  return at
}

/** Numbers of the tokens that share a code unit with the span. */
export function tokensIn(document: Document, { start, end }: { start: number; end: number }): number[] {
  const found: number[] = []
  for (let i = firstEndingAfter(document.tokens, start); i < document.tokens.length; i++) {
    const token = document.tokens[i]
    if (token === undefined || token.start >= end) break
    found.push(i)
  }
  return found
}

function firstEndingAfter(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The stretch of text from the first to the last of some tokens. */
export function spanOf(document: Document, tokens: readonly number[]): Span | null {
  const parts = tokens.flatMap(i => document.tokens[i] ?? [])
  const [first] = parts
  if (first === undefined) return null
  return {
    start: parts.reduce((least, { start }) => (start < least ? start : least), first.start),
    end: parts.reduce((most, { end }) => (end > most ? end : most), first.end),
  }
}
