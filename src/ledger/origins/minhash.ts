/** Hashes in a band: texts share a band by chance with the square of their likeness. */
const ROWS = 2
/** Bands of a text: two that have a quarter of their shingles in common share one 99 times in 100, a tenth 62 times. */
const BANDS = 96

/**
 * The bands of a set of shingles (MinHash, Broder 1997; banded as Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
 * chapter 3, have it). The same set gives the same bands in every process, so that they can be kept.
 *
 * @returns 96 keys; none for an empty set, which is like nothing.
 */
export function bandsOf(shingles: ReadonlySet<string>): string[] {
  if (shingles.size === 0) return []
  const least = leastHashes([...shingles].map(hashOf))
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.subarray(band * ROWS, band * ROWS + ROWS)
    return `${band}:${[...rows].map(hash => hash.toString(36)).join('.')}`
  })
}

function leastHashes(hashes: readonly number[]): Uint32Array {
  const least = new Uint32Array(ROWS * BANDS).fill(0xffffffff)
  for (const hash of hashes)
    for (let seed = 0; seed < least.length; seed++) {
      const mixed = mix(hash ^ Math.imul(seed + 1, 0x9e3779b1))
      if (mixed < (least[seed] ?? 0)) least[seed] = mixed
    }
  return least
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The finalizer of MurmurHash3: every bit of the input moves half of the output's. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
