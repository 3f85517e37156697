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
  const hashes = Uint32Array.from(new Set([...shingles].map(hashOf))).sort()
  return [...hashes.subarray(0, KEYS)]
}

/** FNV-1a over UTF-16 units, 32 bits, mixed by the finalizer of MurmurHash3 so that all bits count alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
