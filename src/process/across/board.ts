import type { DelegationRecord, OutcomeRecord, Party } from '../../contract.ts'
import { arrange, NO_ARRANGEMENT, type Arrangement, type NamedTrack } from './arrangement.ts'
import { followCommitments, type Commitment } from './commitments.ts'
import { meetingsElsewhere, type MeetingElsewhere } from './meetings.ts'
import { followProposals, type BoardPosition, type BoardProposal } from './proposals.ts'
import { withoutRepeats } from './reprints.ts'
import { mergeRounds, type BoardRound } from './rounds.ts'
import { gather, type Anchored, type Label, type Report } from './told.ts'
import { codesOfKey, findTracks } from './tracks.ts'

/** What all dispatches together say of one process. Nothing is averaged: differing reports stand side by side. */
export interface Board {
  /** The parties' codes in order, such as `RUS+UKR`; a part of a process has its name behind a colon. */
  readonly key: string
  /** As processes.yaml has it. */
  readonly name: string | null
  readonly parties: readonly Party[]
  readonly mediators: readonly Party[]
  readonly rounds: readonly BoardRound[]
  /** Those of no known round. */
  readonly delegations: readonly Anchored<DelegationRecord>[]
  readonly proposals: readonly BoardProposal[]
  readonly outcomes: readonly Anchored<OutcomeRecord>[]
  /** Outcomes followed from agreement to fulfilment. */
  readonly commitments: readonly Commitment[]
  readonly positions: readonly BoardPosition[]
  /** Rounds that one of the parties held with others. */
  readonly elsewhere: readonly MeetingElsewhere[]
  readonly dispatches: readonly Label[]
  readonly first: string | null
  readonly last: string | null
}

/** Boards of all processes that the reports tell of, the one told of by most dispatches first. */
export function boardsOf(reports: readonly Report[], arrangement: Arrangement = NO_ARRANGEMENT): Board[] {
  const tracks = arrange(findTracks(withoutRepeats(reports)), arrangement)
  const boards = tracks.map(boardOf)
  return boards
    .map(board => ({ ...board, elsewhere: meetingsElsewhere(board, boards) }))
    .sort((a, b) => b.dispatches.length - a.dispatches.length)
}

function boardOf({ key, name, reports }: NamedTrack): Board {
  const days = reports.flatMap(({ dispatch }) => dispatch.published ?? []).sort()
  const rounds = mergeRounds(reports)
  const told = {
    outcomes: reports.flatMap(({ outcomes }) => outcomes),
    positions: reports.flatMap(({ positions }) => positions),
    delegations: reports.flatMap(({ delegations }) => delegations),
    proposals: reports.flatMap(({ proposals }) => proposals),
  }
  const positions = gather(told.positions, record => [
    record.by, record.issue, record.stance, record.condition, record.speaker,
  ]) // prettier-ignore
  const commitments = followCommitments(told.outcomes, rounds, days.at(-1) ?? null)
  const outcomes = gather(told.outcomes, ({ issue, count, status, date }) => [
    issue, count, status, date?.start, date?.end,
  ]) // prettier-ignore
  const seated = new Set(rounds.flatMap(({ delegations }) => delegations.map(({ head }) => lastName(head.name))))
  const delegations = gather(told.delegations, ({ party, head }) => [party, lastName(head.name)])
  const [first, last] = stretchOf(rounds, outcomes)
  return {
    key,
    name,
    parties: partiesOf(reports, key),
    mediators: mediatorsOf(reports, key),
    rounds,
    delegations: delegations.filter(({ head }) => !seated.has(lastName(head.name))),
    proposals: followProposals(told.proposals, positions, commitments),
    outcomes,
    commitments,
    positions,
    elsewhere: [],
    dispatches: reports.map(({ dispatch }) => dispatch),
    first,
    last,
  }
}

const lastName = (name: string) => name.split(' ').at(-1) ?? name

function stretchOf(rounds: readonly BoardRound[], outcomes: readonly Anchored<OutcomeRecord>[]) {
  const days = [
    ...rounds.flatMap(({ first, last }) => [first, last]),
    ...outcomes.flatMap(({ date }) => [date?.start, date?.end]),
  ]
  const known = days.filter((day): day is string => typeof day === 'string').sort()
  return [known[0] ?? null, known.at(-1) ?? null] as const
}

function partiesOf(reports: readonly Report[], key: string): Party[] {
  const codes = codesOfKey(key)
  const rank = ({ code }: Party) => (codes.includes(code) ? codes.indexOf(code) : codes.length)
  return unique(reports.flatMap(({ parties }) => parties)).sort((a, b) => rank(a) - rank(b))
}

function mediatorsOf(reports: readonly Report[], key: string): Party[] {
  return unique(reports.flatMap(({ mediators }) => mediators)).filter(({ code }) => !codesOfKey(key).includes(code))
}

function unique(parties: readonly Party[]): Party[] {
  const named = new Map<string, Party>()
  for (const party of parties) if (!named.has(party.code)) named.set(party.code, party)
  return [...named.values()]
}
