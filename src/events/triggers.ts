import { CATEGORIES, STATUSES, type Category, type Issue, type Status } from '../contract.ts'
import type { Document, Scores } from '../text/document.ts'

/** From here on (lead or further mention) a word is taken to name a happening. */
const TRIGGER_LEAST = 0.45
/** A happening of which no mention is likelier than this to be its fullest is left out: its record stands elsewhere. */
const LEAD_LEAST = 0.3
/** From here on two triggers are taken to name one happening. */
const SAME_LEAST = 0.6

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
  /** The likeliest PLOVER mode, or null. */
  readonly mode: string | null
  readonly issue: Issue | null
}

/** One happening of a dispatch: its fullest mention and the others. */
export interface Happening {
  readonly lead: Trigger
  readonly others: readonly Trigger[]
}

/** All words that name a happening, in text order. */
export function findTriggers(document: Document, scores: Scores): Trigger[] {
  return document.tokens.flatMap((_, token) => {
    const [, lead = 0, mention = 0] = probabilities(scores.word('trigger', token))
    if (lead + mention < TRIGGER_LEAST) return []
    return [{ token, lead, mention, ...judgements(scores, token) }]
  })
}

function judgements(scores: Scores, token: number) {
  const category = best(scores.word('category', token))
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

const probabilities = (row: Float32Array) => Array.from(row, Math.exp)

function best(row: Float32Array): { index: number; probability: number } {
  let index = 0
  for (let i = 1; i < row.length; i++) if ((row[i] ?? 0) > (row[index] ?? 0)) index = i
  return { index, probability: Math.exp(row[index] ?? 0) }
}

/** Gold rule 1, "one record per happening, not per mention": gathers triggers that name the same happening. */
export function gatherHappenings(triggers: readonly Trigger[], scores: Scores): Happening[] {
  const groups: Trigger[][] = []
  for (const trigger of [...triggers].sort((a, b) => b.lead - a.lead)) {
    const group = groups.find(members => isOneOf(trigger, members, scores))
    if (group === undefined) groups.push([trigger])
    else group.push(trigger)
  }
  return groups
    .flatMap(([lead, ...others]) => (lead === undefined || lead.lead < LEAD_LEAST ? [] : [{ lead, others }]))
    .sort((a, b) => a.lead.token - b.lead.token)
}

function isOneOf(trigger: Trigger, members: readonly Trigger[], scores: Scores): boolean {
  const sum = members.reduce((total, member) => total + scores.sameHappening(trigger.token, member.token), 0)
  return sum / members.length >= SAME_LEAST
}
