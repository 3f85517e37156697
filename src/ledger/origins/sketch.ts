import { hash32, hash53 } from '../hash.ts'
import { shifted, weekOf } from '../../process/across/days.ts'

/** Hashes kept of a text: two texts that share a quarter of their runs of words share two of these 99 times in 100. */
const SIZE = 32
const WEEK = 7

/**
 * The smallest hashes of a text's shingles (a bottom-k sketch, Broder 1997): by these its copies are found. The same text has the
 * same sketch in every process, so that it can be kept.
 *
 * @param shingles - Runs of three words of the text, and its numbers.
 * @returns At most 32 whole numbers below 2^32; none for a text without words.
 */
export function sketchOf(shingles: ReadonlySet<string>): number[] {
  const hashes = Uint32Array.from(new Set([...shingles].map(shingle => hash32(shingle)))).sort()
  return [...hashes.subarray(0, SIZE)]
}

/**
 * Under which an origin is kept: each hash with the week of publication, since words that all reports use would otherwise lead to all
 * of them, of all years.
 */
export function keysOf(sketch: readonly number[], published: string | null): number[] {
  // Texts without a day are among themselves.
  const week = published === null ? 'none' : weekOf(published)
  return sketch.map(hash => hash53(`${hash}|${week}`))
}

/** Under which the origins are kept that a text may be a copy of: those of its week and of the weeks beside it. */
export function probesOf(sketch: readonly number[], published: string | null): number[] {
  if (published === null) return keysOf(sketch, null)
  return [-WEEK, 0, WEEK].flatMap(days => keysOf(sketch, shifted(published, days)))
}
