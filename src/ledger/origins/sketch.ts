import { timedKey } from '../hash.ts'
import { dayNumber, weekOf } from '../../process/across/days.ts'

/** A text without a day is among those without: no week of these years has this number. */
const NO_WEEK = -1_000_000

/**
 * Under which an origin is kept: each hash of its sketch with the week of publication, since words that all reports use would
 * otherwise lead to all of them, of all years.
 */
export function keysOf(sketch: Uint32Array, published: string | null): number[] {
  const week = published === null ? NO_WEEK : weekOf(dayNumber(published))
  return Array.from(sketch, hash => timedKey(week, hash))
}

/** Under which the origins are kept that a text may be a copy of: those of its week and of the weeks beside it. */
export function probesOf(sketch: Uint32Array, published: string | null): number[] {
  if (published === null) return keysOf(sketch, null)
  const week = weekOf(dayNumber(published))
  return [week - 1, week, week + 1].flatMap(near => Array.from(sketch, hash => timedKey(near, hash)))
}
