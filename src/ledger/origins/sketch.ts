import { hash53 } from '../hash.ts'
import { shifted, weekOf } from '../../process/across/days.ts'

const WEEK = 7

/**
 * Under which an origin is kept: each hash of its sketch with the week of publication, since words that all reports use would
 * otherwise lead to all of them, of all years.
 */
export function keysOf(sketch: Uint32Array, published: string | null): number[] {
  // Texts without a day are among themselves.
  const week = published === null ? 'none' : weekOf(published)
  return Array.from(sketch, hash => hash53(`${hash}|${week}`))
}

/** Under which the origins are kept that a text may be a copy of: those of its week and of the weeks beside it. */
export function probesOf(sketch: Uint32Array, published: string | null): number[] {
  if (published === null) return keysOf(sketch, null)
  return [-WEEK, 0, WEEK].flatMap(days => keysOf(sketch, shifted(published, days)))
}
