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

/** A text as a whole number below 2^53, of which two texts share one practically never. */
export function hash53(text: string): number {
  return hash32(text) * 0x200000 + (hash32(text, 0x9e3779b1) >>> 11)
}
