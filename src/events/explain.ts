import type { Document, Scores } from '../text/document.ts'
import type { Frame, FrameTables } from './frames/tables.ts'
import { framesAt } from './frames/match.ts'
import { gatherHappenings, isTold, type Happening } from './gather.ts'
import { roleScores, type RoleScore } from './roles.ts'
import { findCandidates, isTaken, type Candidate, type Verdict } from './triggers.ts'

/** One label of a head and its probability. */
export interface Judged {
  readonly label: string
  readonly probability: number
}

/** A word that may name a happening, what the heads say of it, and what became of it. */
export interface Explained {
  readonly token: number
  readonly lead: number
  readonly mention: number
  /** The likeliest labels of these heads, the likeliest first. */
  readonly category: readonly Judged[]
  readonly status: readonly Judged[]
  readonly roles: readonly RoleScore[]
  /** Frames whose words stand here, the one that decides first. */
  readonly frames: readonly string[]
  readonly verdict: Verdict
  /** What became of it and why, as a sentence. */
  readonly outcome: string
}

/** Labels of a head that are shown, and the least probability of a role that is. */
const SHOWN = 3
const ROLE_SHOWN = 0.1

/** Every candidate of an annotated document, for the person who extends the dictionary. */
export function explainEvents(document: Document, tables: FrameTables): Explained[] {
  const { scores } = document
  if (scores === null) return []
  const candidates = findCandidates(document, scores, tables)
  const triggers = candidates.filter(isTaken).map(({ trigger }) => trigger)
  const happenings = gatherHappenings(document, triggers, scores)
  return candidates.map(candidate => {
    const { token, lead, mention } = candidate.trigger
    return {
      token,
      lead,
      mention,
      category: likeliest(scores, 'category', token),
      status: likeliest(scores, 'status', token),
      roles: roleScores(scores, token).filter(({ probability }) => probability >= ROLE_SHOWN),
      frames: framesAt(document, token, tables).map(({ source }) => source),
      verdict: candidate.verdict,
      outcome: outcomeOf(document, candidate, happenings),
    }
  })
}

function likeliest(scores: Scores, head: string, token: number): Judged[] {
  const labels = scores.labels(head)
  return Array.from(scores.word(head, token), (log, i) => ({ label: labels[i] ?? '', probability: Math.exp(log) }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, SHOWN)
}

function outcomeOf(document: Document, { trigger, verdict, frame }: Candidate, all: readonly Happening[]): string {
  const percent = `${Math.round((trigger.lead + trigger.mention) * 100)} %`
  if (verdict === 'forbidden') return `left out: ${sourceOf(frame)} says that these words name no happening`
  if (verdict === 'doubtful') return `left out: ${percent} is too little for a happening`
  const happening = all.find(({ lead, others }) => lead === trigger || others.includes(trigger))
  if (happening === undefined || !isTold(document, happening))
    return 'left out: its fullest mention seems to stand elsewhere'
  if (happening.lead !== trigger) return `merged into the record of “${formOf(document, happening.lead.token)}”`
  return verdict === 'added' ? `a record, added by ${sourceOf(frame)}` : 'a record'
}

const sourceOf = (frame: Frame | null) => frame?.source ?? ''
const formOf = (document: Document, token: number) => document.tokens[token]?.form ?? ''
