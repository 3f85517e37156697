import { cliticLength } from './contractions.ts'
import { readWordList, readWordMap } from '../intake/tables.ts'

/** A syntactic word's place in the text, in UTF-16 code units; half-open, never empty. */
export interface Word {
  readonly start: number
  readonly end: number
}

/** What kinds of abbreviation there are, with their full stop: `Gen.` → `title`. */
export const ABBREVIATIONS = readWordMap('abbreviations')
const PREFIXES = readWordList('prefixes')
const SUFFIXES = readWordList('suffixes')
const UNITS = readWordList('units')

// Each pattern is tried at one place only (sticky) and repeats over disjoint classes with a bound, so that the time
// stays proportional to the text whatever it holds.
const URL_ = /(?:https?:\/\/|www\.)[^\s<>"“”]{1,2000}/iuy
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/uy
const DOMAIN =
  /[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,4}\.(?:com|org|net|gov|edu|int|info|doc|docx|xls|pdf|html?|txt|url)(?![\p{L}\p{N}])/iuy
const HANDLE = /[@#]\p{L}[\p{L}\p{N}_]{0,100}/uy
const INITIALISM = /(?:\p{L}\.){1,10}\p{L}(?![\p{L}\p{N}.])|(?:\p{L}\.){2,10}(?!\p{Ll}{2})/uy
const INITIAL = /\p{Lu}\.(?=[\s,-]|\p{Lu}\p{Ll})/uy
// Telephone numbers and dates written in figures keep their hyphens; ranges do not (UD English-EWT).
const DEGREE = /(?:Ph|M|B)\.(?:D|Sc|Phil|Ed)\./uy
const HYPHENED_NUMBER =
  /(?:\d-)?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)/uy
const NUMBER = /(?:\d+(?:[.,:]\d+)*(?:\/\d+){0,2}|\.\d+)/uy
const DECADE = /\d?\d?\d0['’]s(?!\p{L})/uy
const UNIT = /\p{L}+/uy
const LETTERS = /[\p{L}\p{N}\p{M}_]+(?:['’`][\p{L}\p{M}]+)*/uy
const AMPERSAND = /\p{Lu}{1,3}&\p{Lu}{1,3}(?!\p{L})/uy
const ONE_LETTER_EACH = /\p{L}\/\p{L}(?![\p{L}\p{N}/])/uy
const EMOTICON = /[:;=]-?[)(DP](?![\p{L}\p{N}])/uy
const DOTS = /\.{2,}|…+\.?/uy
const RUN = /[!?]{2,}|([-*=_~#+<>'’`|$])\1+/uy

/** Nothing longer is looked into: a hostile `'s's's…` must not recurse without end. */
const LONGEST_CONTRACTION = 64

const FIXED = [URL_, EMAIL, DOMAIN, HANDLE, INITIALISM, HYPHENED_NUMBER, DECADE, DEGREE, AMPERSAND, ONE_LETTER_EACH]
const MARKS = [EMOTICON, DOTS, RUN]

/** The words of a stretch of text in order, cut as UD English (EWT, GUM 2.16) cuts them. Time is linear in the text. */
export function findWords(text: string, start = 0, end = text.length): Word[] {
  const words: Word[] = []
  let at = start
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) at++
    else at = addWord(words, text, { start: at, end })
  }
  return words
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x2028 || unit === 0x2029 || unit === 0x3000 || unit === 0xfeff
}

/** Adds the word that begins at `within.start` (several for a contraction) and gives where the next may begin. */
function addWord(words: Word[], text: string, within: Word): number {
  const { start } = within
  const past = Math.min(wordEnd(text, start), within.end)
  addPieces(words, text, { start, end: past })
  return past
}

function addPieces(words: Word[], text: string, word: Word): void {
  const length = word.end - word.start > LONGEST_CONTRACTION ? 0 : cliticLength(text.slice(word.start, word.end))
  if (length === 0 || length >= word.end - word.start) {
    words.push(word)
    return
  }
  addPieces(words, text, { start: word.start, end: word.end - length })
  words.push({ start: word.end - length, end: word.end })
}

function wordEnd(text: string, at: number): number {
  for (const pattern of FIXED) {
    const past = matchEnd(pattern, text, at)
    if (past > 0) return pattern === URL_ ? withoutTrailingMarks(text, at, past) : past
  }
  const numberEnd = matchEnd(NUMBER, text, at)
  if (numberEnd > 0) return afterNumber(text, numberEnd)
  const lettersEnd = matchEnd(LETTERS, text, at)
  if (lettersEnd > 0) return afterLetters(text, at, lettersEnd)
  for (const pattern of MARKS) {
    const past = matchEnd(pattern, text, at)
    if (past > 0) return past
  }
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

/** A link's closing bracket or full stop belongs to the sentence around it. */
function withoutTrailingMarks(text: string, start: number, end: number): number {
  let past = end
  while (past > start + 1 && '.,;:!?)]}\'’"'.includes(text.charAt(past - 1))) past--
  return past
}

/** `10km` is `10 km`, `20th` and `1990s` are one word. */
function afterNumber(text: string, end: number): number {
  const unitEnd = matchEnd(UNIT, text, end)
  if (unitEnd > 0 && UNITS.has(text.slice(end, unitEnd).toLowerCase()) && !/\d/.test(text.charAt(unitEnd))) return end
  const lettersEnd = matchEnd(LETTERS, text, end)
  return lettersEnd > 0 ? lettersEnd : end
}

function afterLetters(text: string, start: number, end: number): number {
  const initialEnd = end === start + 1 ? matchEnd(INITIAL, text, start) : 0
  if (initialEnd > 0 && !isPronounI(text, start)) return initialEnd
  const form = text.slice(start, end)
  if (text.charAt(end) === '.' && isAbbreviation(text, form, end)) return end + 1
  if (text.charAt(end) === '-') return afterHyphen(text, form, end)
  return end
}

/** "So did I. They left": the one capital that is also a word. */
function isPronounI(text: string, at: number): boolean {
  return text.charAt(at) === 'I' && /[\p{Ll},]\s$/u.test(text.slice(Math.max(0, at - 2), at))
}

function isAbbreviation(text: string, form: string, end: number): boolean {
  const kind = ABBREVIATIONS.get(`${form}.`)
  // "No." and "p." are abbreviations only before a numeral.
  if (kind === 'number') return /^\.\s?\d/.test(text.slice(end, end + 3))
  return kind !== undefined
}

/** Keeps the hyphen of `non-violent` and `nutrition-wise`; any other hyphen is a word of its own. */
function afterHyphen(text: string, form: string, end: number): number {
  const nextEnd = matchEnd(LETTERS, text, end + 1)
  if (nextEnd === 0) return end
  const keeps = PREFIXES.has(form.toLowerCase()) || SUFFIXES.has(text.slice(end + 1, nextEnd).toLowerCase())
  return keeps ? nextEnd : end
}
