/**
 * A text as a whole number below 2^32 that looks random: FNV-1a over UTF-16 units, mixed by the finalizer of MurmurHash3 so that
 * all bits count alike. The same in every process, so that it can be kept. Not for secrets.
 */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Days that a key tells apart: 5,741 years. */
const DAYS = 2 ** 21

/**
 * A key of an index, a whole number below 2^53: the day or week stands before the hash, so that keys of one time stand together, and
 * what comes in from one week touches few pages of however large a table.
 *
 * @param time - Number of a day or week, from any beginning.
 * @param hash - A whole number below 2^32.
 */
export function timedKey(time: number, hash: number): number {
  return (((time % DAYS) + DAYS) % DAYS) * 2 ** 32 + hash
}
