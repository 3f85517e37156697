import type { Document } from '../text/document.ts'

/** A run of letters or digits in the text: what names and phrases of the tables are matched by, however the text is cut into tokens. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly form: string
  /** The form in lower case, without accents. */
  readonly key: string
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const ASCII = /^[\x20-\x7e]*$/

/** Lower case without accents or ligatures, so that `Erdoğan` meets `Erdogan`. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıøłđßæœə’]/g, letter => FOLDED[letter] ?? letter)
}

const FOLDED: Readonly<Record<string, string>> = {
  ı: 'i', ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ə: 'a', '’': "'",
} // prettier-ignore

/** The words of a stretch of text, in order; offsets are those of the whole text. */
export function wordsOf(text: string, start = 0, end = text.length): Word[] {
  const found: Word[] = []
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const at = start + match.index
    found.push({ start: at, end: at + match[0].length, form: match[0], key: fold(match[0]) })
  }
  return found
}

/** Index of the token that holds the offset, or of the last one before it; -1 before the first. */
export function tokenAt(document: Document, offset: number): number {
  let low = 0
  let high = document.tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((document.tokens[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
