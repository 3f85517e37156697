import type {
  AttributionRecord, DelegationRecord, Evidence, OutcomeRecord, Party, PositionRecord, ProposalRecord, RoundRecord,
} from '../../contract.ts' // prettier-ignore
import type { ProcessRow } from '../queries/process.ts'
import type { DispatchLabel, RecordRow } from '../queries/record-row.ts'
import type { ProcessKind } from '../views/process-rows.ts'
import type { ReviewState } from '../views/effective.ts'
import { answersTo } from './answers.ts'
import { gatherRounds, type BoardRound } from './rounds.ts'

/** A sentence of a stored dispatch, and who says it. */
export interface Anchor {
  readonly record: string
  readonly review: ReviewState
  readonly dispatch: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly attribution: readonly AttributionRecord[]
}

/** A record without its own evidence, with every sentence that says so. */
export type Anchored<Record> = Omit<Record, 'evidence' | 'attribution'> & { readonly evidence: readonly Anchor[] }

export type BoardPosition = Anchored<PositionRecord>
export type BoardProposal = Anchored<ProposalRecord> & { readonly answers: readonly BoardPosition[] }

/** What all dispatches together say of one process. Nothing is averaged: differing reports stand side by side. */
export interface Board {
  /** The parties' codes in order, such as `RUS+UKR`. */
  readonly key: string
  readonly parties: readonly Party[]
  readonly mediators: readonly Party[]
  readonly rounds: readonly BoardRound[]
  /** Those of no known round. */
  readonly delegations: readonly Anchored<DelegationRecord>[]
  readonly proposals: readonly BoardProposal[]
  readonly outcomes: readonly Anchored<OutcomeRecord>[]
  readonly positions: readonly BoardPosition[]
  readonly dispatches: readonly DispatchLabel[]
  readonly first: string | null
  readonly last: string | null
}

/** Rows of one kind. */
export type RowOf<Kind extends ProcessKind> = RecordRow & { readonly kind: Kind; readonly record: RecordOf[Kind] }

interface RecordOf {
  readonly party: Party
  readonly mediator: Party
  readonly round: RoundRecord
  readonly delegation: DelegationRecord
  readonly proposal: ProposalRecord
  readonly outcome: OutcomeRecord
  readonly position: PositionRecord
}

/** Boards of all processes, the one told of by most dispatches first. A process is found by the set of its parties. */
export function boardsOf(rows: readonly ProcessRow[]): Board[] {
  const groups = new Map<string, ProcessRow[]>()
  for (const own of groupRows(rows).values()) {
    const key = keyOf(own)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), ...own])
  }
  return [...groups].map(([key, own]) => boardOf(key, own)).sort((a, b) => b.dispatches.length - a.dispatches.length)
}

function groupRows(rows: readonly ProcessRow[]): Map<string, ProcessRow[]> {
  const groups = new Map<string, ProcessRow[]>()
  for (const row of rows) groups.set(row.dispatch.id, [...(groups.get(row.dispatch.id) ?? []), row])
  return groups
}

/** The two parties that a dispatch names first make its process; one alone makes none. */
function keyOf(rows: readonly ProcessRow[]): string | null {
  const parties = ofKind(rows, 'party')
    .filter(row => row.review !== 'rejected')
    .sort((a, b) => a.position - b.position)
  const codes = [...new Set(parties.map(({ record }) => record.code))].slice(0, 2)
  return codes.length < 2 ? null : codes.sort().join('+')
}

export function ofKind<Kind extends ProcessKind>(rows: readonly ProcessRow[], kind: Kind): RowOf<Kind>[] {
  return rows.filter(row => row.kind === kind) as unknown as RowOf<Kind>[]
}

function boardOf(key: string, all: readonly ProcessRow[]): Board {
  const rows = all.filter(({ review }) => review !== 'rejected')
  const rounds = gatherRounds(rows)
  const positions = gather(ofKind(rows, 'position'), ({ by, issue, stance, condition, speaker }) => [
    by,
    issue,
    stance,
    condition,
    speaker,
  ])
  const proposals = gather(ofKind(rows, 'proposal'), ({ by, issue, status }) => [by, issue, status])
  const outcomes = gather(ofKind(rows, 'outcome'), ({ issue, count, status, date }) => [
    issue,
    count,
    status,
    date?.start,
    date?.end,
  ])
  const delegations = gather(ofKind(rows, 'delegation'), ({ party, head }) => [party, head.name])
  const days = [
    ...rounds.flatMap(({ first, last }) => [first, last]),
    ...outcomes.flatMap(({ date }) => [date?.start, date?.end]),
  ]
  const known = days.filter((day): day is string => typeof day === 'string').sort()
  return {
    key,
    parties: uniqueParties(ofKind(rows, 'party')),
    mediators: uniqueParties(ofKind(rows, 'mediator')).filter(({ code }) => !key.split('+').includes(code)),
    rounds,
    delegations: delegations.filter(
      ({ head }) => !rounds.some(round => round.delegations.some(other => other.head.name === head.name)),
    ),
    proposals: proposals.map(proposal => ({ ...proposal, answers: answersTo(proposal, positions) })),
    outcomes,
    positions,
    dispatches: uniqueLabels(all),
    first: known[0] ?? null,
    last: known.at(-1) ?? null,
  }
}

/** Records that say the same become one with all their sentences. */
export function gather<Row extends { readonly record: Grounded } & Parameters<typeof anchorOf>[0]>(
  rows: readonly Row[],
  sameBy: (record: Row['record']) => readonly unknown[],
): Anchored<Row['record']>[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(sameBy(row.record))
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap(own => {
    const [first] = own
    if (first === undefined) return []
    const record: Record<string, unknown> = { ...first.record, evidence: own.map(anchorOf) }
    delete record.attribution // each sentence carries its own
    return [record as unknown as Anchored<Row['record']>]
  })
}

interface Grounded {
  readonly evidence: Evidence
  readonly attribution?: readonly AttributionRecord[]
}

export function anchorOf({
  id,
  review,
  dispatch,
  record,
}: {
  readonly id: string
  readonly review: ReviewState
  readonly dispatch: DispatchLabel
  readonly record: Grounded
}): Anchor {
  const { title, publisher, published } = dispatch
  const { start, end, quote } = record.evidence
  return {
    record: id,
    review,
    dispatch: dispatch.id,
    title,
    publisher,
    published,
    start,
    end,
    quote,
    attribution: record.attribution ?? [],
  }
}

function uniqueParties(rows: readonly { readonly record: Party }[]): Party[] {
  return [...new Map(rows.map(({ record }) => [record.code, record])).values()]
}

export function uniqueLabels(rows: readonly ProcessRow[]): DispatchLabel[] {
  const labels = [...new Map(rows.map(({ dispatch }) => [dispatch.id, dispatch])).values()]
  return labels.sort((a, b) => (a.published ?? '').localeCompare(b.published ?? ''))
}
