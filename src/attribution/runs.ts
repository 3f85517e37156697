import type { Span } from '../span.ts'
import { spanOf } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'

const SEPARATES = /^[,;:.\-–—]$/

/** Neighbouring tokens as runs, in text order; what lies between two runs of one run is bare punctuation. */
export function runsOf(document: Document, tokens: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const token of [...new Set(tokens)].sort((a, b) => a - b)) {
    const last = runs.at(-1)?.at(-1)
    if (last !== undefined && isBare(document, last + 1, token)) runs.at(-1)?.push(token)
    else runs.push([token])
  }
  return runs.filter(run => run.some(token => !isPunctuation(document, token)))
}

const isPunctuation = (document: Document, token: number) =>
  /^[^\p{L}\p{N}]+$/u.test(document.tokens[token]?.form ?? '')

function isBare(document: Document, from: number, past: number): boolean {
  for (let token = from; token < past; token++) if (!SEPARATES.test(document.tokens[token]?.form ?? '')) return false
  return true
}

/** The stretches of text of some runs, without separating marks at their ends. */
export function spansOfRuns(document: Document, runs: readonly (readonly number[])[]): Span[] {
  return runs.flatMap(run => spanOf(document, trim(document, run)) ?? [])
}

function trim(document: Document, run: readonly number[]): readonly number[] {
  const isEdge = (token: number | undefined) => SEPARATES.test(document.tokens[token ?? -1]?.form ?? 'x')
  let [from, to] = [0, run.length]
  while (from < to && isEdge(run[from])) from++
  while (to > from && isEdge(run[to - 1])) to--
  return run.slice(from, to)
}
