import type { Issue, OutcomeRecord } from '../../contract.ts'
import { dayBy, daysBetween, exactDay, isNear } from './days.ts'
import type { Fulfilment } from './fulfilment.ts'
import type { BoardRound } from './rounds.ts'
import type { Anchor, Told } from './told.ts'

/** A number that reports give, and the sentences that give it. */
export interface Counted {
  readonly count: number
  readonly evidence: readonly Anchor[]
}

/** One step by which what was agreed is carried out. */
export interface Delivery {
  readonly day: string | null
  readonly count: number | null
  readonly evidence: readonly Anchor[]
}

/** Something agreed, followed to its stages and totals. Where reports give differing numbers, all stand here. */
export interface Commitment {
  readonly issue: Issue
  readonly per: string | null
  /** The day of the agreement; null where only the carrying out is reported. */
  readonly agreed: string | null
  /** Ordinal of the round that agreed it. */
  readonly round: number | null
  readonly planned: readonly Counted[]
  readonly stages: readonly Delivery[]
  /** What all stages together come to, as reports say. */
  readonly totals: readonly Counted[]
  /** Sum of the stages whose number is known. */
  readonly counted: number
  readonly state: Fulfilment
  /** Days from the agreement to the latest report, for what is not yet done. */
  readonly outstanding: number | null
  /** The sentences that tell of the agreement. */
  readonly evidence: readonly Anchor[]
}

type OutcomeReport = Told<OutcomeRecord>

/** Days by which two reports of one agreement may differ, and after which a deed is no longer put down to it. */
const SAME_AGREEMENT_DAYS = 6
const CARRIED_OUT_DAYS = 120

const AGREES = /^(?:agree|deal|accord|understanding|pledg|promis|commit|undert[ao]ok|settle|conclud|sign)/i
const WHOLE = /\b(?:complet\w*|in total|in all|all told|so far|altogether|already|thereby|in the course of)\b/i

interface Draft {
  readonly issue: Issue
  readonly agreed: string | null
  readonly agreements: OutcomeReport[]
  readonly deeds: OutcomeReport[]
}

/**
 * Follows agreements to what came of them: a deed on the same matter is put down to the latest agreement before it.
 *
 * @param latest - Day of the latest report, from which outstanding days are counted.
 */
export function followCommitments(
  outcomes: readonly OutcomeReport[],
  rounds: readonly BoardRound[],
  latest: string | null,
): Commitment[] {
  const drafts: Draft[] = []
  const ordered = [...outcomes].sort((a, b) => (dayOf(a) ?? '9').localeCompare(dayOf(b) ?? '9'))
  for (const report of ordered.filter(isAgreement)) addAgreement(drafts, report)
  for (const report of ordered.filter(one => !isAgreement(one))) addDeed(drafts, report)
  return drafts
    .map(draft => commitmentOf(draft, rounds, latest))
    .sort((a, b) => (firstDay(a) ?? '9').localeCompare(firstDay(b) ?? '9'))
}

/** What counts as one matter: people let go are let go, whatever they are called. */
export function matterOf(issue: Issue): Issue {
  return issue === 'hostage-release' ? 'prisoner-exchange' : issue
}

/** Whether a report tells that something was agreed or announced, rather than done. */
export function isAgreement({ record, anchor }: OutcomeReport): boolean {
  if (record.status === 'planned' || record.status === 'proposed') return true
  return tellsOfAgreeing({ record, anchor })
}

const tellsOfAgreeing = ({ record }: OutcomeReport) => AGREES.test(record.evidence.trigger?.text ?? '')

/** What is planned has a day to come: it was agreed by the day of the report, or on the day that goes with "agreed". */
function dayOf(report: OutcomeReport): string | null {
  const { record, anchor } = report
  if (tellsOfAgreeing(report)) return exactDay(record.date) ?? anchor.published
  return record.status === 'planned' ? anchor.published : dayBy(record.date, anchor.published)
}

const countsFit = (a: number | null, b: number | null) => a === null || b === null || a === b

function addAgreement(drafts: Draft[], report: OutcomeReport): void {
  const { issue, count } = report.record
  const day = dayOf(report)
  const known = drafts.findLast(
    ({ issue: other, agreed, agreements }) =>
      matterOf(other) === matterOf(issue) &&
      agreements.some(({ record }) => countsFit(record.count, count)) &&
      (isNear(agreed, day, SAME_AGREEMENT_DAYS) || (!tellsOfAgreeing(report) && isBefore(agreed, day))),
  )
  if (known === undefined) drafts.push({ issue, agreed: day, agreements: [report], deeds: [] })
  else known.agreements.push(report)
}

function isBefore(agreed: string | null, day: string | null): boolean {
  const after = daysBetween(agreed, day)
  return after !== null && after >= 0 && after <= CARRIED_OUT_DAYS
}

function addDeed(drafts: Draft[], report: OutcomeReport): void {
  const { issue } = report.record
  const day = dayOf(report)
  const own = drafts.filter(draft => matterOf(draft.issue) === matterOf(issue))
  const promised = own.findLast(({ agreed, agreements }) => agreements.length > 0 && isBefore(agreed, day))
  const known = promised ?? own.find(({ agreements, agreed }) => agreements.length === 0 && isNear(agreed, day, 1))
  if (known === undefined) drafts.push({ issue, agreed: day, agreements: [], deeds: [report] })
  else known.deeds.push(report)
}

function commitmentOf(draft: Draft, rounds: readonly BoardRound[], latest: string | null): Commitment {
  const { issue, agreements, deeds } = draft
  const agreed = agreements.length === 0 ? null : draft.agreed
  const planned = countedOf(agreements)
  const done = deeds.filter(({ record }) => record.status !== 'denied')
  const isTotal = (report: OutcomeReport) => isWhole(report, planned) && !isPartBeside(report, done)
  const stages = deliveriesOf(done.filter(report => !isTotal(report)))
  const totals = countedOf(done.filter(isTotal))
  const counted = stages.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const state = stateOf({ planned, totals, counted, stages, deeds })
  return {
    issue,
    per: [...agreements, ...deeds].find(({ record }) => record.per !== null)?.record.per ?? null,
    agreed,
    round: roundOn(agreed, agreements, rounds),
    planned,
    stages,
    totals,
    counted,
    state,
    outstanding: state === 'agreed' ? daysBetween(agreed, latest) : null,
    evidence: agreements.map(({ anchor }) => anchor),
  }
}

/** A number that is all that was planned, or that its sentence calls the whole; "another 303" is a part of it. */
function isWhole({ record, anchor }: OutcomeReport, planned: readonly Counted[]): boolean {
  const { count } = record
  if (count === null) return false
  if (planned.some(plan => plan.count === count)) return true
  const written = count.toLocaleString('en').replace(',', ',?')
  const isPart = new RegExp(
    `\\b(?:another|further|additional|last) ${written}\\b|\\b${written} (?:more|further|additional|others)\\b`,
    'i',
  )
  return WHOLE.test(anchor.quote) && !isPart.test(anchor.quote)
}

/** Of two numbers in one sentence the smaller is a part: "completed a 1,000-for-1,000 exchange, each handing over 303". */
const isPartBeside = ({ record, anchor }: OutcomeReport, others: readonly OutcomeReport[]) =>
  others.some(
    other =>
      other.anchor.dispatch === anchor.dispatch &&
      other.anchor.start === anchor.start &&
      (other.record.count ?? 0) > (record.count ?? 0),
  )

function countedOf(reports: readonly OutcomeReport[]): Counted[] {
  const byCount = new Map<number, Anchor[]>()
  for (const { record, anchor } of reports) {
    if (record.count !== null) byCount.set(record.count, [...(byCount.get(record.count) ?? []), anchor])
  }
  return [...byCount].map(([count, evidence]) => ({ count, evidence })).sort((a, b) => a.count - b.count)
}

/** Deeds of one day and number are one stage; a number of no certain day joins the same number of a day it may be of. */
function deliveriesOf(deeds: readonly OutcomeReport[]): Delivery[] {
  const stages: { day: string | null; count: number | null; evidence: Anchor[] }[] = []
  const inOrder = [...deeds].sort((a, b) => Number(b.record.count !== null) - Number(a.record.count !== null))
  for (const { record, anchor } of inOrder) {
    const day = exactDay(record.date) ?? dayBy(record.date, anchor.published)
    const known = stages.find(
      stage =>
        (stage.count === record.count && isNear(stage.day, day, 1)) || (record.count === null && stage.day === day),
    )
    if (known === undefined) stages.push({ day, count: record.count, evidence: [anchor] })
    else known.evidence.push(anchor)
  }
  return stages.sort((a, b) => (a.day ?? '9').localeCompare(b.day ?? '9'))
}

interface Course {
  readonly planned: readonly Counted[]
  readonly totals: readonly Counted[]
  readonly counted: number
  readonly stages: readonly Delivery[]
  readonly deeds: readonly OutcomeReport[]
}

// After the states of humanitarian corridors in PeaceRep's data: what was agreed and its outcome, or that it is contested.
function stateOf({ planned, totals, counted, stages, deeds }: Course): Fulfilment {
  const isDenied = deeds.some(({ record }) => record.status === 'denied')
  const isDone = stages.length + totals.length > 0
  if (isDenied) return isDone ? 'disputed' : 'unsuccessful'
  if (!isDone) return 'agreed'
  const least = planned[0]?.count ?? 0
  return Math.max(counted, ...totals.map(({ count }) => count)) >= least ? 'successful' : 'agreed'
}

/** The round of the agreement: the one that a report names, else the one held on that day or just before. */
function roundOn(agreed: string | null, told: readonly OutcomeReport[], rounds: readonly BoardRound[]): number | null {
  const named = told.find(({ record }) => record.round !== null)?.record.round
  if (named !== undefined) return named
  const held = rounds.filter(({ ordinal, status }) => ordinal !== null && status === 'happened')
  return held.findLast(({ last }) => isNear(last, agreed, 1))?.ordinal ?? null
}

const firstDay = ({ agreed, stages }: Commitment) => agreed ?? stages[0]?.day ?? null
