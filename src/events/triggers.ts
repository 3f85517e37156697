import { CATEGORIES, STATUSES, type Category, type Issue, type Status } from '../contract.ts'
import type { Document, Scores } from '../text/document.ts'

/** From here on (lead or further mention) a word is taken to name a happening. */
const TRIGGER_LEAST = 0.45
/** A happening of which no mention is likelier than this to be its fullest is left out: its record stands elsewhere. */
const LEAD_LEAST = 0.55
/** A word that surely names a happening, and tells of none recorded elsewhere, is kept below that. */
const SURE = 0.9
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
export function gatherHappenings(document: Document, triggers: readonly Trigger[], scores: Scores): Happening[] {
  const groups: Trigger[][] = []
  for (const trigger of [...triggers].sort((a, b) => rankOf(document, b, triggers) - rankOf(document, a, triggers))) {
    const group = groups.find(members => isOneOf({ document, scores }, trigger, members))
    if (group === undefined) groups.push([trigger])
    else group.push(trigger)
  }
  return groups
    .flatMap(([lead, ...others]) => (lead === undefined || !isTold(lead, others) ? [] : [{ lead, others }]))
    .sort((a, b) => a.lead.token - b.lead.token)
}

function isTold(lead: Trigger, others: readonly Trigger[]): boolean {
  if (Math.max(lead.lead, ...others.map(other => other.lead)) >= LEAD_LEAST) return true
  return lead.lead >= lead.mention && lead.lead + lead.mention >= SURE
}

/** The annotation guide: "with a light verb it is the noun", so a verb that only carries a triggering noun ranks behind it. */
function rankOf(document: Document, trigger: Trigger, all: readonly Trigger[]): number {
  const carries = all.some(other => isCarriedBy(document, other.token, trigger.token))
  return trigger.lead - (carries ? 1 : 0)
}

const CARRIER =
  /^(?:launch|hold|carry|conduct|stage|mount|conclude|end|begin|start|open|resume|take|continue|facilitate|reach|sign)$/

/** "launched strikes", "talks concluded", "a round of talks": one happening, named by the noun. */
function isCarriedBy(document: Document, noun: number, carrier: number): boolean {
  const [named, above] = [document.tokens[noun], document.tokens[carrier]]
  if (named === undefined || above === undefined || named.head !== carrier || named.upos !== 'NOUN') return false
  if (above.upos === 'NOUN') return named.deprel === 'nmod' && COUNTER.test(above.lemma)
  return /^(?:obj|nsubj|nsubj:pass)$/.test(named.deprel) && CARRIER.test(above.lemma)
}

const COUNTER = /^(?:round|wave|series|exchange|set)$/

function isOneOf({ document, scores }: Context, trigger: Trigger, members: readonly Trigger[]): boolean {
  const isCarried = (member: Trigger) =>
    isCarriedBy(document, member.token, trigger.token) || isCarriedBy(document, trigger.token, member.token)
  if (members.some(isCarried)) return true
  if (trigger.category !== members[0]?.category && trigger.mention < trigger.lead) return false
  const sum = members.reduce((total, member) => total + scores.sameHappening(trigger.token, member.token), 0)
  return sum / members.length >= SAME_LEAST
}

interface Context {
  readonly document: Document
  readonly scores: Scores
}
