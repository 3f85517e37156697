import { dependents } from '../syntax/walk.ts'
import type { Document, Scores } from '../text/document.ts'
import type { Trigger } from './triggers.ts'

/** A happening of which no mention is likelier than this to be its fullest is left out: its record stands elsewhere. */
const LEAD_LEAST = 0.5
/** The same, where the dictionary says so too. */
const LEAD_LEAST_NAMED = 0.4
/** A word that surely names a happening, and tells of none recorded elsewhere, is kept below that. */
const SURE = 0.9
/** From here on two triggers are taken to name one happening. */
const SAME_LEAST = 0.6
/** The same, where the later of the two points back ("the talks"). */
const SAME_LEAST_POINTING = 0.4
/** A noun that points back, or only dates another happening, is told elsewhere unless it is likelier than this to be the fullest mention. */
const LEAD_LEAST_POINTING = 0.75
const LEAD_LEAST_DATING = 0.85

/** One happening of a dispatch: its fullest mention and the others. */
export interface Happening {
  readonly lead: Trigger
  readonly others: readonly Trigger[]
}

/** Gold rule 1, "one record per happening, not per mention": gathers triggers that name the same happening, in text order. */
export function gatherHappenings(document: Document, triggers: readonly Trigger[], scores: Scores): Happening[] {
  const groups: Trigger[][] = []
  for (const trigger of [...triggers].sort((a, b) => rankOf(document, b, triggers) - rankOf(document, a, triggers))) {
    const group = groups.find(members => isOneOf({ document, scores }, trigger, members))
    if (group === undefined) groups.push([trigger])
    else group.push(trigger)
  }
  return groups
    .flatMap(([lead, ...others]) => (lead === undefined ? [] : [{ lead, others }]))
    .sort((a, b) => a.lead.token - b.lead.token)
}

/** Whether one of the mentions is likely enough to be the fullest, so that a record should stand here. */
export function isTold(document: Document, { lead, others }: Happening): boolean {
  if ([lead, ...others].some(mention => mention.lead >= leastOf(document, mention))) return true
  if (isTaggedOn(document, lead)) return false
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
  return sum / members.length >= (pointsBack(document, trigger) ? SAME_LEAST_POINTING : SAME_LEAST)
}

interface Context {
  readonly document: Document
  readonly scores: Scores
}

/** How likely a mention must be to be the fullest, by how it stands in its sentence. */
function leastOf(document: Document, mention: Trigger): number {
  if (datesAnother(document, mention)) return LEAD_LEAST_DATING
  if (pointsBack(document, mention)) return LEAD_LEAST_POINTING
  return mention.named ? LEAD_LEAST_NAMED : LEAD_LEAST
}

const isTaggedOn = (document: Document, mention: Trigger) =>
  datesAnother(document, mention) || pointsBack(document, mention)

/** "the talks", "such a meeting": a noun that the report takes as known. */
function pointsBack(document: Document, { token }: Trigger): boolean {
  if (document.tokens[token]?.upos !== 'NOUN' || isCounting(document, token)) return false
  return dependents(document, token).some(i =>
    /^(?:the|this|that|these|those|such)$/i.test(document.tokens[i]?.form ?? ''),
  )
}

/** "the handover of 6,060 bodies": a noun that says how many tells something new. */
function isCounting(document: Document, token: number): boolean {
  const counted = document.figures.flatMap(({ noun }) => document.tokens[noun] ?? [])
  return counted.some(({ head, deprel }) => head === token && deprel === 'nmod')
}

/** "before the talks", "since the invasion": a noun by which the report dates something else. */
function datesAnother(document: Document, { token }: Trigger): boolean {
  if (document.tokens[token]?.upos !== 'NOUN') return false
  const marks = dependents(document, token).filter(i => document.tokens[i]?.deprel === 'case')
  return marks.some(i =>
    /^(?:before|after|following|during|since|until|ahead|amid)$/.test(document.tokens[i]?.lemma ?? ''),
  )
}
