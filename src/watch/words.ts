import { fold } from '../ledger/views/fold.ts'

/**
 * Something looked for in a text: all its parts must be there. A part is a word, a phrase (words in a row), or the beginning of
 * a word (`negotiat*`). Case and accents do not count.
 */
export interface Sought {
  readonly parts: readonly string[]
}

/** As the rules file has it: words, and phrases in quotation marks; null where there is no word in it. */
export function parseSought(text: string): Sought | null {
  const parts = [...text.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([whole, quoted]) => partOf(quoted ?? whole))
  const said = parts.filter(part => part.trim() !== '')
  return said.length === 0 ? null : { parts: said }
}

/** ` word word ` for whole words, ` word` for the beginning of one. */
function partOf(text: string): string {
  const words = wordsOf(text)
  return text.trimEnd().endsWith('*') ? words.trimEnd() : words
}

function wordsOf(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? ' ' : ` ${words.join(' ')} `
}

/** Which texts are wanted: those with one of the sought that are to be there, if any are, and none of the others. */
export interface Sieve {
  readonly include: readonly Sought[]
  readonly exclude: readonly Sought[]
}

/** Whether a text passes. */
export function passes({ include, exclude }: Sieve, text: string): boolean {
  if (include.length === 0 && exclude.length === 0) return true
  const words = wordsOf(text)
  const holds = ({ parts }: Sought) => parts.every(part => words.includes(part))
  return (include.length === 0 || include.some(holds)) && !exclude.some(holds)
}
