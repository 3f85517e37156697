import type { Dispatch } from '../contract.ts'
import { ParleyError } from '../errors.ts'

/** A dispatch, or why there is none. `name` is the file, or file and line. */
export type Arrival =
  { readonly name: string; readonly dispatch: Dispatch } | { readonly name: string; readonly failure: ParleyError }

/** What the work gives, or its failure as an arrival; mistakes of our own are thrown on. */
export async function arrivalOf(name: string, work: () => Promise<Dispatch>): Promise<Arrival> {
  try {
    return { name, dispatch: await work() }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    return { name, failure: error }
  }
}

/** Errors of the system (a disk, a pipe) as failures; mistakes of our own are thrown on. */
export function failureOf(name: string, error: unknown): ParleyError {
  if (error instanceof ParleyError) return error
  if (!(error instanceof Error && 'code' in error)) throw error
  return new ParleyError('FILE_UNREADABLE', { name, problem: String(error.code) }, { cause: error })
}

/** A filter that lets the first dispatch of each id through and makes the others failures. Keeps the ids it has seen. */
export function uniqueIds(): (arrival: Arrival) => Arrival {
  const seen = new Set<string>()
  return arrival => {
    if (!('dispatch' in arrival)) return arrival
    const { name } = arrival
    const { id } = arrival.dispatch
    if (seen.has(id)) return { name, failure: new ParleyError('DISPATCH_ID_TWICE', { name, id }) }
    seen.add(id)
    return arrival
  }
}
