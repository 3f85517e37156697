import type { Party, RoundRecord } from '../contract.ts'
import type { ActorTables } from '../entities/actors/dictionary.ts'
import type { Stage } from '../text/stage.ts'
import { findDelegations } from './delegations.ts'
import { findOutcomes } from './outcomes.ts'
import { numberedRounds } from './numbered.ts'
import { findSides, type Sides } from './parties.ts'
import { findPositions } from './positions.ts'
import { findProposals } from './proposals.ts'
import { findRounds } from './rounds.ts'
import type { ProcessTables } from './tables.ts'
import { firstOf, type TextAndTables } from './words.ts'

/**
 * The peace process as one dispatch tells it, from its happenings.
 *
 * @param actors - `states` says what a party or host is called, whatever phrase named it; `leaders` whose meetings are leaders' meetings.
 */
export function createProcessStage(
  tables: ProcessTables,
  { states, leaders }: Pick<ActorTables, 'states' | 'leaders'>,
): Stage {
  const called = ({ code, name }: Party): Party => ({ code, name: states.get(code) ?? name })
  return {
    name: 'process',
    reads: ['events', 'mentions', 'names', 'places', 'statements', 'syntax'],
    writes: ['process'],
    run(document, trace) {
      const { events } = document
      const reading = { document, tables, leaders }
      const rounds = findRounds(reading, events, findSides(events, []))
      const sides = findSides(events, rounds.flatMap(({ event }) => event.places)) // prettier-ignore
      const process = {
        parties: sides.parties.map(called),
        mediators: sides.mediators.map(called),
        rounds: withNumbered(rounds.map(({ round }) => round), sides, reading), // prettier-ignore
        delegations: findDelegations(reading, events, sides),
        proposals: findProposals(reading, events, sides),
        outcomes: findOutcomes(reading, events),
        positions: findPositions(reading, events, sides),
      }
      trace(() => `${process.parties.length} parties, ${process.rounds.length} rounds`)
      return { ...document, process }
    },
  }
}

/** Adds rounds that only a number in the text tells of, for a dispatch in which two sides negotiate. */
function withNumbered(rounds: readonly RoundRecord[], { parties }: Sides, reading: TextAndTables): RoundRecord[] {
  if (parties.length < 2) return [...rounds]
  const told = numberedRounds(reading).filter(({ ordinal }) => rounds.every(round => round.ordinal !== ordinal))
  return [...rounds, ...firstOf(told, ({ ordinal }) => String(ordinal))]
}
