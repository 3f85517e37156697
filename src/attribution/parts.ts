import type { Pairs, Scores } from '../text/document.ts'

/** From here on a word is taken to be a cue, or the head of a content without one. */
const CUE_LEAST = 0.2
/** From here on a word is taken to belong to a statement's speaker or cue. */
const PART_LEAST = 0.5

/** What the heads say of the statement that a word anchors. */
export interface Parts {
  /** The cue's head, or the content's where no words of saying are there. */
  readonly anchor: number
  readonly confidence: number
  readonly speaker: readonly number[]
  readonly cue: readonly number[]
  /** Tokens of the anchor's window. */
  readonly first: number
  readonly past: number
  /** Probability that a token belongs to the speaker. */
  readonly speaks: (token: number) => number
  /** Probability that a token belongs to the content. */
  readonly content: (token: number) => number
}

/** The parts of the statement that the token anchors; null where it anchors none. */
export function partsAt(scores: Scores, anchor: number): Parts | null {
  const row = scores.word('cue', anchor)
  const confidence = 1 - Math.exp(row[0] ?? 0)
  const pairs = confidence < CUE_LEAST ? null : scores.pairs('said', anchor)
  if (pairs === null) return null
  const label = (part: string) => scores.labels('said').indexOf(part)
  const cue = tokensOf(pairs, label('cue'))
  return {
    anchor,
    confidence,
    speaker: tokensOf(pairs, label('speaker')),
    cue: cue.length === 0 && (row[1] ?? 0) >= (row[2] ?? 0) ? [anchor] : cue,
    first: pairs.first,
    past: pairs.past,
    speaks: token => pairs.probability(token, label('speaker')),
    content: token => pairs.probability(token, label('content')),
  }
}

function tokensOf({ first, past, probability }: Pairs, label: number): number[] {
  const found: number[] = []
  for (let token = first; token < past; token++) if (probability(token, label) >= PART_LEAST) found.push(token)
  return found
}
