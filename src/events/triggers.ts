import { CATEGORIES, STATUSES, type Category, type Issue, type Status } from '../contract.ts'
import type { Document, Scores } from '../text/document.ts'
import { framesAt } from './frames/match.ts'
import { statusByWords } from './status.ts'
import type { Frame, FrameTables } from './frames/tables.ts'

/** From here on (lead or further mention) a word is taken to name a happening. */
const TRIGGER_LEAST = 0.42
/** Words below that are not worth explaining. */
const CANDIDATE_LEAST = 0.1
/** A word that a frame alone would take for a happening is taken from here on. */
const ADDED_LEAST = 0.25

/** A word that names a happening. Probabilities are the heads' own. */
export interface Trigger {
  readonly token: number
  /** That it is the fullest mention. */
  readonly lead: number
  /** That it is a further mention of a happening told elsewhere. */
  readonly mention: number
  readonly category: Category
  readonly categoryProbability: number
  readonly status: Status
  readonly statusProbability: number
  /** The words that made the status, where grammar decided and not the head. */
  readonly statusWords: string | null
  /** Whether a row of the dictionary that names happenings by itself fits the words. */
  readonly named: boolean
  /** The likeliest PLOVER mode, or null. */
  readonly mode: string | null
  readonly issue: Issue | null
}

/** What became of a word that may name a happening. */
export type Verdict = 'taken' | 'added' | 'doubtful' | 'forbidden'

/** A word that may name a happening, whether it is taken for one, and the frame that decided where one did. */
export interface Candidate {
  readonly trigger: Trigger
  readonly verdict: Verdict
  readonly frame: Frame | null
}

/** All words that may name a happening, in text order. */
export function findCandidates(document: Document, scores: Scores, frames: FrameTables): Candidate[] {
  return document.tokens.flatMap((_, token) => {
    const [, lead = 0, mention = 0] = probabilities(scores.word('trigger', token))
    if (lead + mention < CANDIDATE_LEAST) return []
    const fitting = framesAt(document, token, frames)
    const judged = judgements(scores, token, fitting)
    const byWords = statusByWords(document, { token, ...judged })
    const trigger = {
      token,
      lead,
      mention,
      ...judged,
      named: fitting.some(({ adds, category }) => adds && category === judged.category),
      statusWords: byWords?.words ?? null,
      status: byWords?.status ?? judged.status,
    }
    return [{ trigger, ...judge(trigger, fitting) }]
  })
}

/** The trigger head's judgement, unless the words belong to a frame that knows better. */
function judge(trigger: Trigger, frames: readonly Frame[]): Omit<Candidate, 'trigger'> {
  const isLikely = trigger.lead + trigger.mention >= TRIGGER_LEAST
  const forbids = frames[0]?.category === null ? frames[0] : undefined
  if (forbids !== undefined) return { verdict: 'forbidden', frame: forbids }
  if (isLikely) return { verdict: 'taken', frame: null }
  const adds = frames.find(frame => frame.adds && frame.category === trigger.category)
  if (adds === undefined || trigger.lead < ADDED_LEAST) return { verdict: 'doubtful', frame: null }
  return { verdict: 'added', frame: adds }
}

export const isTaken = ({ verdict }: Candidate) => verdict === 'taken' || verdict === 'added'

function judgements(scores: Scores, token: number, frames: readonly Frame[]) {
  const category = bestCategory(scores.word('category', token), frames)
  const status = best(scores.word('status', token))
  const mode = scores.labels('mode')[best(scores.word('mode', token)).index]
  const issue = scores.labels('issue')[best(scores.word('issue', token)).index]
  return {
    category: CATEGORIES[category.index] ?? 'CONSULT',
    categoryProbability: category.probability,
    status: STATUSES[status.index] ?? 'happened',
    statusProbability: status.probability,
    mode: mode === 'none' || mode === undefined ? null : mode,
    issue: issue === 'none' || issue === undefined ? null : (issue as Issue),
  }
}

/** What a row of the dictionary that fits the words adds to its category's probability. */
const FRAME_ADDS = 0.4

/** The likeliest category, those that the dictionary gives the words helped. */
function bestCategory(row: Float32Array, frames: readonly Frame[]): Best {
  const named = new Set(frames.map(({ category }) => category))
  const worth = (index: number) =>
    Math.exp(row[index] ?? Number.NEGATIVE_INFINITY) + (named.has(CATEGORIES[index] ?? null) ? FRAME_ADDS : 0)
  const index = Array.from(row.keys()).reduce((most, i) => (worth(i) > worth(most) ? i : most), 0)
  return { index, probability: Math.exp(row[index] ?? 0) }
}

interface Best {
  readonly index: number
  readonly probability: number
}

const probabilities = (row: Float32Array) => Array.from(row, Math.exp)

function best(row: Float32Array): Best {
  let index = 0
  for (let i = 1; i < row.length; i++) if ((row[i] ?? 0) > (row[index] ?? 0)) index = i
  return { index, probability: Math.exp(row[index] ?? 0) }
}
