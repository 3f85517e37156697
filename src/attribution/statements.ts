import type { Span } from '../span.ts'
import { spanOf, tokensIn } from '../syntax/walk.ts'
import type { Document, Entity, Scores, Statement } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'
import { resolveActor } from '../entities/actors/resolve.ts'
import type { ActorTables } from '../entities/actors/dictionary.ts'

/** From here on a word is taken to be a cue, or the head of a content without one. */
const CUE_LEAST = 0.4
/** From here on a word is taken to belong to a statement's speaker, cue or content. */
const PART_LEAST = 0.5

/** Who says what: each cue with its speaker and its content, across the sentences of a window. */
export function createStatementsStage(actors: ActorTables): Stage {
  return {
    name: 'statements',
    reads: ['scores', 'syntax', 'mentions'],
    writes: ['statements'],
    run(document, trace) {
      const { scores } = document
      if (scores === null) return document
      const found = document.tokens.flatMap((_, anchor) => statementAt(document, scores, anchor) ?? [])
      const statements = found.map(statement => ({ ...statement, entity: speakerOf(document, statement, actors) }))
      trace(() => `${statements.length} statements`)
      return { ...document, statements }
    },
  }
}

function speakerOf(document: Document, { speaker }: Statement, actors: ActorTables): Entity | null {
  const [first] = speaker
  const words = first === undefined ? [] : tokensIn(document, first)
  const [from, to] = [words[0], words.at(-1)]
  return from === undefined || to === undefined ? null : resolveActor(document, { first: from, past: to + 1 }, actors)
}

function statementAt(document: Document, scores: Scores, anchor: number): Statement | null {
  const [none = 0] = scores.word('cue', anchor)
  const confidence = 1 - Math.exp(none)
  if (confidence < CUE_LEAST) return null
  const parts = { speaker: [] as number[], cue: [] as number[], content: [] as number[] }
  for (let token = 0; token < document.tokens.length; token++) {
    const part = partOf(scores.pair('said', anchor, token))
    if (part !== null) parts[part].push(token)
  }
  if (parts.content.length === 0) return null
  if (parts.cue.length === 0 && isCue(scores, anchor)) parts.cue.push(anchor)
  return {
    speaker: spansOf(document, parts.speaker),
    cue: spansOf(document, parts.cue),
    content: spansOf(document, parts.content),
    anchor,
    entity: null,
    confidence,
  }
}

function isCue(scores: Scores, anchor: number): boolean {
  const [, cue = 0, content = 0] = scores.word('cue', anchor)
  return cue >= content
}

type Part = 'speaker' | 'cue' | 'content'
const PARTS: readonly (Part | null)[] = [null, 'speaker', 'cue', 'content'] // in the order of the head's labels

function partOf(row: Float32Array | null): Part | null {
  if (row === null) return null
  const best = row.indexOf(Math.max(...row))
  return (row[best] ?? 0) < PART_LEAST ? null : (PARTS[best] ?? null)
}

/** Neighbouring words as one span; a single word left out between two is taken in, ends that are bare punctuation are not. */
function spansOf(document: Document, tokens: readonly number[]): Span[] {
  const runs: number[][] = []
  for (const token of tokens) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && token - last <= 2) run.push(token)
    else runs.push([token])
  }
  return runs.flatMap(run => spanOf(document, trim(document, run)) ?? [])
}

const OPENS_OR_SEPARATES = /^[,;:.\-–—]$/

function trim(document: Document, run: readonly number[]): number[] {
  const isEdge = (token: number | undefined) => OPENS_OR_SEPARATES.test(document.tokens[token ?? -1]?.form ?? 'x')
  let [from, to] = [0, run.length]
  while (from < to && isEdge(run[from])) from++
  while (to > from && isEdge(run[to - 1])) to--
  return run.slice(from, to)
}
