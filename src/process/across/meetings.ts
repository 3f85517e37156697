import { codesOfKey } from './tracks.ts'
import type { BoardRound } from './rounds.ts'

/** A round of another process in which one of these parties sat with somebody else. */
export interface MeetingElsewhere {
  readonly key: string
  readonly parties: readonly string[]
  /** Whether heads of state or government met, by the words of a report. */
  readonly isOfLeaders: boolean
  readonly round: BoardRound
}

interface WithRounds {
  readonly key: string
  readonly rounds: readonly BoardRound[]
}

const LEADERS = /\b(?:president|prime minister|premier|chancellor|king|emir|leader|summit)s?\b/i

/** Rounds held by one of the parties with others, from the first round of the process on, in order of time. */
export function meetingsElsewhere(process: WithRounds, all: readonly WithRounds[]): MeetingElsewhere[] {
  const own = codesOfKey(process.key)
  const [since = ''] = process.rounds.flatMap(({ first }) => first ?? []).sort()
  const found = all.flatMap(({ key, rounds }) => {
    const parties = codesOfKey(key)
    if (key === process.key || parties.filter(code => own.includes(code)).length !== 1) return []
    const held = rounds.filter(({ status, first }) => status === 'happened' && (first ?? '') >= since)
    return held.map(round => ({ key, parties, isOfLeaders: isOfLeaders(round), round }))
  })
  return found.sort((a, b) => (a.round.first ?? '9').localeCompare(b.round.first ?? '9'))
}

const isOfLeaders = ({ reports }: BoardRound) => reports.some(({ evidence }) => LEADERS.test(evidence.quote))
