import { hash32 } from '../hash.ts'

/** Words in a run. */
const RUN = 3
/** Hashes kept of a text: two texts that share a quarter of their runs of words share two of these 99 times in 100. */
const SKETCH = 32

/** What texts are compared by, without the words themselves. The same text has the same in every process, so that it can be kept. */
export interface Fingerprint {
  /** Hashes of the text's runs of three words and of its numbers, each once, in ascending order. */
  readonly hashes: Uint32Array
  /**
   * The smallest hashes of runs (a bottom-k sketch, Broder 1997): by these the text's copies are found. Numbers are not among them:
   * a year or a 2 stands in most texts, and would lead to all of them.
   */
  readonly sketch: Uint32Array
}

/** The fingerprint of a text; nothing is in that of a text without words. */
export function fingerprintOf(text: string): Fingerprint {
  const runs = distinct(runsOf(text))
  const numbers = (text.match(/\d[\d.,]*/g) ?? []).map(number => hash32(`#${number.replace(/\D/g, '')}`))
  return { hashes: numbers.length === 0 ? runs : distinct([...runs, ...numbers]), sketch: runs.subarray(0, SKETCH) }
}

function runsOf(text: string): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  // A text of one or two words is one run.
  if (words.length <= RUN) return words.length === 0 ? [] : [hash32(words.join(' '))]
  return Array.from({ length: words.length - RUN + 1 }, (_, i) => hash32(`${words[i]} ${words[i + 1]} ${words[i + 2]}`))
}

function distinct(hashes: readonly number[]): Uint32Array {
  const sorted = new Uint32Array(hashes).sort()
  let length = 0
  for (const hash of sorted) if (length === 0 || hash !== sorted[length - 1]) sorted[length++] = hash
  return sorted.subarray(0, length)
}

/** How many hashes two texts have in common. */
export function commonHashes({ hashes: a }: Fingerprint, { hashes: b }: Fingerprint): number {
  let [i, j, common] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [mine = 0, theirs = 0] = [a[i], b[j]]
    if (mine === theirs) common++
    if (mine <= theirs) i++
    if (theirs <= mine) j++
  }
  return common
}
