import { resolveActor } from '../entities/actors/resolve.ts'
import type { ActorTables } from '../entities/actors/dictionary.ts'
import { tokensIn } from '../syntax/walk.ts'
import type { Document, Entity, Scores, Statement } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'
import { contentSpans } from './content.ts'
import { kindOfCue, type CueTable } from './cues.ts'
import { partsAt } from './parts.ts'
import { wholeCue, wholeSpeaker } from './phrases.ts'
import { runsOf, spansOfRuns } from './runs.ts'

/** Who says what: each cue with its speaker and its content, across the sentences of a window. */
export function createStatementsStage(actors: ActorTables, cues: CueTable): Stage {
  return {
    name: 'statements',
    reads: ['scores', 'syntax', 'mentions'],
    writes: ['statements'],
    run(document, trace) {
      const { scores } = document
      if (scores === null) return document
      const found = document.tokens.flatMap((_, anchor) => statementAt(document, { scores, cues }, anchor) ?? [])
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

interface Knowledge {
  readonly scores: Scores
  readonly cues: CueTable
}

function statementAt(document: Document, { scores, cues }: Knowledge, anchor: number): Statement | null {
  const parts = partsAt(scores, anchor)
  if (parts === null) return null
  const content = contentSpans(document, parts)
  if (content.length === 0) return null
  const spansOf = (tokens: readonly number[]) => spansOfRuns(document, runsOf(document, tokens))
  return {
    speaker: spansOf(wholeSpeaker(document, parts)),
    cue: spansOf(wholeCue(document, parts)),
    content,
    anchor,
    kind: kindOfCue(document, parts, cues),
    entity: null,
    confidence: parts.confidence,
  }
}
