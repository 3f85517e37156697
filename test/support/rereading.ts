import { rereadDispatches, type ReadMany, type Reread, type RereadOptions } from '../../src/ledger/reread.ts'
import { NO_PROCESS } from '../../src/text/document.ts'
import { WORLD, WORLD_VERSION } from './world.ts'
import type { Reading } from '../../src/contract.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'

/** The next version of the reader that knows the world by heart. */
export const NEXT_VERSION = { ...WORLD_VERSION, engine: '0.2.0' }

/** Reads the world as it is known, with some dispatches read otherwise; what it does not know has nothing in it. */
export function readersOf(
  otherwise: Readonly<Record<string, Partial<Reading>>> = {},
  version = NEXT_VERSION,
): ReadMany {
  const known = new Map(WORLD.map(reading => [reading.document.id, reading]))
  return {
    jobs: 2,
    read: dispatches =>
      Promise.resolve(
        dispatches.map(dispatch => {
          const { events = [], process = NO_PROCESS } = { ...known.get(dispatch.id), ...otherwise[dispatch.id] }
          return { reading: { document: dispatch, events, process }, version }
        }),
      ),
  }
}

/** Reads again, and gives all outcomes. */
export async function reread(ledger: Ledger, options: Partial<RereadOptions> = {}): Promise<Reread[]> {
  const outcomes: Reread[] = []
  const whole = { ledger, version: NEXT_VERSION, readers: readersOf(), ...options }
  for await (const outcome of rereadDispatches(whole)) outcomes.push(outcome)
  return outcomes
}
