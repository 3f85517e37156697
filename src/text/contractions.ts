import { readWordMap } from '../intake/tables.ts'

const CUTS = readWordMap('contractions')

// UD English: the negation keeps its n (do|n't), every other clitic begins at the apostrophe (they|'re).
const CLITIC = /(?:n['’`]t|['’`](?:s|re|ve|ll|d|m))$/iu
const LONGEST_CLITIC = 3

/**
 * Where a contraction falls apart into syntactic words: the length of its last word, 0 where it is one word.
 *
 * Cut again what is left: `wouldn't've` gives `'ve`, then `n't`.
 */
export function cliticLength(form: string): number {
  const cut = CUTS.get(form.toLowerCase())
  if (cut !== undefined) return form.length - Number(cut)
  const clitic = CLITIC.exec(form.slice(-LONGEST_CLITIC))?.[0].length ?? 0
  return clitic === form.length ? 0 : clitic
}

/** Whether two words written without a space between them are one contraction, as `do` and `n't` are. */
export function isContraction(first: string, second: string): boolean {
  return cliticLength(first + second) === second.length
}
