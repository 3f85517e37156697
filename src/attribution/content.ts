import type { Span } from '../span.ts'
import { dependents, isBelow } from '../syntax/walk.ts'
import type { Document, Sentence } from '../text/document.ts'
import type { Parts } from './parts.ts'
import { quotationsOf, type Quotation } from './quotations.ts'
import { runsOf, spansOfRuns } from './runs.ts'

/** A clause, sentence or quotation is content where its words are so on average from here on. */
const MEAN_LEAST = 0.5
/** What is told in a few words beside a longer content is no part of it. */
const SHARE_OF_LONGEST = 0.2

/**
 * What is said: whole clauses of the cue's sentence, whole sentences and quotations beside it, whose words the head judges to be so
 * on average. A head that judges word by word leaves holes; a clause has none.
 */
export function contentSpans(document: Document, parts: Parts): Span[] {
  const own = document.tokens[parts.anchor]?.sentence ?? -1
  const quotations = quotationsOf(document, parts)
  const tokens = document.sentences.flatMap((sentence, i) => {
    if (sentence.past <= parts.first || sentence.first >= parts.past) return []
    return i === own ? ofOwnSentence(document, sentence, parts) : ofOther(sentence, parts, quotations)
  })
  const quoted = tokens.length === 0 ? [] : quotations.filter(quotation => isMostly(quotation, new Set(tokens)))
  const all = [...tokens, ...quoted.flatMap(({ first, past }) => range(first, past))]
  return spansOfRuns(document, withoutScraps(runsOf(document, all)))
}

const range = (first: number, past: number) => Array.from({ length: past - first }, (_, i) => first + i)

function mean(tokens: readonly number[], { content }: Parts): number {
  return tokens.reduce((sum, token) => sum + content(token), 0) / Math.max(1, tokens.length)
}

/** The largest clauses and phrases that are content, leaving out speaker and cue. */
function ofOwnSentence(document: Document, { first, past }: Sentence, parts: Parts): number[] {
  const said = new Set([...parts.speaker, ...parts.cue, parts.anchor])
  const free = (tokens: readonly number[]) => tokens.filter(token => !said.has(token))
  const below = (node: number) => range(first, past).filter(token => isBelow(document, token, node))
  const hasCue = parts.cue.length > 0
  const take = (node: number): number[] => {
    const holdsCue = hasCue && isBelow(document, parts.anchor, node)
    const cueClause = new Set(holdsCue ? below(parts.anchor) : [])
    const own = free(below(node).filter(token => !cueClause.has(token)))
    if (node !== parts.anchor || !hasCue) {
      if (own.length > 0 && mean(own, parts) >= MEAN_LEAST) return holdsCue ? [...own, ...inside(parts.anchor)] : own
    }
    return inside(node)
  }
  const inside = (node: number): number[] => dependents(document, node).flatMap(take)
  return range(first, past)
    .filter(token => (document.tokens[token]?.head ?? -1) < 0)
    .flatMap(take)
}

/** Another sentence whole, or the quotations in it. */
function ofOther({ first, past }: Sentence, parts: Parts, quotations: readonly Quotation[]): number[] {
  const all = range(Math.max(first, parts.first), Math.min(past, parts.past))
  if (mean(all, parts) >= MEAN_LEAST) return all
  const here = quotations.filter(quotation => quotation.first < past && quotation.past > first)
  return here
    .map(quotation => all.filter(token => token >= quotation.first && token < quotation.past))
    .filter(words => words.length > 0 && mean(words, parts) >= MEAN_LEAST)
    .flat()
}

function isMostly({ first, past }: Quotation, tokens: ReadonlySet<number>): boolean {
  const inside = range(first, past).filter(token => tokens.has(token)).length
  return inside >= (past - first) / 2
}

function withoutScraps(runs: readonly number[][]): number[][] {
  const longest = Math.max(0, ...runs.map(run => run.length))
  return runs.filter(run => run.length >= longest * SHARE_OF_LONGEST)
}
