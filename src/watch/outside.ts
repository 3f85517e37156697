import { setTimeout as timer } from 'node:timers/promises'

/** What a watch takes from the machine: time, and chance so that many watches do not strike at once. */
export interface Outside {
  readonly clock: () => Date
  /** At least 0, below 1. */
  readonly random: () => number
  /** Resolves after so many milliseconds, or at once when the signal comes. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** The machine's own. */
export function machineOutside(): Outside {
  return {
    clock: () => new Date(),
    random: Math.random,
    sleep: (ms, signal) =>
      timer(ms, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error
      }),
  }
}
