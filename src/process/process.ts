import type { Stage } from '../text/stage.ts'
import { findDelegations } from './delegations.ts'
import { findSides } from './parties.ts'
import { findOutcomes, findPositions, findProposals } from './promises.ts'
import { findRounds } from './rounds.ts'

/** The peace process as one dispatch tells it, from its happenings. */
export const processStage: Stage = {
  name: 'process',
  reads: ['events', 'mentions', 'names', 'syntax'],
  writes: ['process'],
  run(document, trace) {
    const { events } = document
    const rounds = findRounds(document, events)
    const sides = findSides(events, rounds.flatMap(({ event }) => event.places)) // prettier-ignore
    const process = {
      parties: sides.parties,
      mediators: sides.mediators,
      rounds: rounds.map(({ round }) => round),
      delegations: findDelegations(document),
      proposals: findProposals(events),
      outcomes: findOutcomes(events),
      positions: findPositions(events),
    }
    trace(() => `${process.parties.length} parties, ${process.rounds.length} rounds`)
    return { ...document, process }
  },
}
