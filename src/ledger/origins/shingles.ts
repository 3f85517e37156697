import { hash32 } from '../hash.ts'

/** Hashes kept of a text: two texts that share a quarter of their runs of words share one of these 99 times in 100. */
const KEYS = 32

/**
 * By which the copies of a text are found: the smallest hashes of its shingles (a bottom-k sketch, Broder 1997). The same text
 * gives the same keys in every process, so that they can be kept.
 *
 * @param shingles - Runs of three words of the text, and its numbers.
 * @returns At most 32 whole numbers below 2^32; none for a text without words.
 */
export function keysOf(shingles: ReadonlySet<string>): number[] {
  const hashes = Uint32Array.from(new Set([...shingles].map(shingle => hash32(shingle)))).sort()
  return [...hashes.subarray(0, KEYS)]
}
