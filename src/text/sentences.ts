import { datelinePast } from './dateline.ts'
import { readWordList } from '../intake/tables.ts'
import { ABBREVIATIONS, type Word } from './words.ts'

/** The words `[first, past)` of a list. */
export interface WordRange {
  readonly first: number
  readonly past: number
}

/** More words than this in one sentence do not fit the encoder; longer ones are cut at the best mark. */
export const MAX_SENTENCE_WORDS = 250

const STARTERS = readWordList('starters')
const REPORTING = readWordList('reporting-verbs')

const CLOSERS = new Set(['"', '”', "''", '’', "'", '»', ')', ']', '}', '’’'])
const OPENERS = /^["“‘'«([{*•–—-]$/u
const STOP = /^(?:\.|…\.?|\.{2,}|[!?]+)$/u
const QUOTE = /^(?:["”’»]|'{1,2})$/u
const INITIALISM = /^(?:\p{L}\.){2,}$/u
/** What numbers a paragraph or a list: its full stop ends nothing. */
const LISTED = /^(?:\d{1,3}(?:\.\d{1,2}){0,3}|\p{L})$/u
const LOWER = /^\p{Ll}/u
const CAPITAL = /^\p{Lu}/u

/** How far the rules look for a reporting verb after a quotation that ends in ? or !. */
const REPORTING_REACH = 4

/**
 * Where sentences end among the words of one block of text (no paragraph break inside), as UD English divides them.
 *
 * @param words - All words of the text.
 * @param block - The words to divide.
 */
export function findSentences(text: string, words: readonly Word[], block: WordRange): WordRange[] {
  const sentences: WordRange[] = []
  const forms = words.slice(block.first, block.past).map(word => text.slice(word.start, word.end))
  const quiet = datelinePast(text, words[block.first]?.start ?? 0)
  const view: View = { text, words, forms, first: block.first, opening: 0, quiet }
  let at = apartPast(view, quiet)
  if (at > 0) sentences.push({ first: block.first, past: block.first + at })
  view.opening = at
  while (at < forms.length) {
    const past = sentencePast(view, at)
    if (past > 0) {
      sentences.push({ first: block.first + view.opening, past: block.first + past })
      view.opening = past
    }
    at = Math.max(at + 1, past)
  }
  if (view.opening < forms.length) sentences.push({ first: block.first + view.opening, past: block.past })
  return sentences.flatMap(sentence => cutLong(text, words, sentence))
}

/**
 * A dateline with an agency or a date, or a credit, stands apart: joined to the first sentence it would be parsed as a part of
 * it. Index of the first form after it; 0 where there is none, or nothing follows.
 */
function apartPast({ text, words, forms, first }: View, quiet: number): number {
  const start = words[first]?.start ?? 0
  if (!/[(/]|\d/.test(text.slice(start, quiet))) return 0
  let past = words.slice(first, first + forms.length).filter(word => word.end <= quiet).length
  if (forms[past] === '.') past++
  return past === forms.length ? 0 : past
}

interface View {
  readonly text: string
  readonly words: readonly Word[]
  readonly forms: readonly string[]
  /** Index in `words` of the first form. */
  readonly first: number
  /** Index in `forms` of the sentence's first word. */
  opening: number
  /** Offset before which no full stop ends a sentence: past the dateline. */
  readonly quiet: number
}

/** Index past the sentence that the word at `at` ends; 0 where it ends none. */
function sentencePast(view: View, at: number): number {
  const form = view.forms[at] ?? ''
  if (STOP.test(form)) return stopPast(view, at)
  if (form.length < 2 || !form.endsWith('.') || isQuiet(view, at)) return 0
  return abbreviationEnds(form, view.forms[at + 1] ?? '') ? at + 1 : 0
}

function stopPast(view: View, at: number): number {
  const past = pastClosers(view, at + 1)
  if (past >= view.forms.length) return view.forms.length
  return !isQuiet(view, at) && stopEnds(view, at, past) ? past : 0
}

function isQuiet(view: View, at: number): boolean {
  return (view.words[view.first + at]?.start ?? 0) < view.quiet
}

function pastClosers(view: View, from: number): number {
  let at = from
  while (at < view.forms.length) {
    if (isCloser(view, at)) at++
    else if (isCitation(view, at)) at += 3
    else break
  }
  return at
}

/** A note number such as `[6]` after the full stop belongs to the sentence before it. */
function isCitation(view: View, at: number): boolean {
  return view.forms[at] === '[' && view.forms[at + 2] === ']' && /^(?:\d+|\p{Ll})$/u.test(view.forms[at + 1] ?? '')
}

/** A closing mark stands right after the word before it; a straight quote before a letter opens instead. */
function isCloser(view: View, at: number): boolean {
  const form = view.forms[at] ?? ''
  if (spaceBefore(view, at)) return false
  if (STOP.test(form)) return true
  if (!CLOSERS.has(form)) return false
  return (
    at + 1 >= view.forms.length ||
    !/^["']$/.test(form) ||
    spaceBefore(view, at + 1) ||
    CLOSERS.has(view.forms[at + 1] ?? '')
  )
}

function spaceBefore(view: View, at: number): boolean {
  const word = view.words[view.first + at]
  const before = view.words[view.first + at - 1]
  return word === undefined || before === undefined || word.start > before.end
}

function stopEnds(view: View, at: number, past: number): boolean {
  const next = view.forms[past] ?? ''
  if (/^[,;:]/u.test(next)) return false
  const isQuoted = past > at + 1 && view.forms.slice(at + 1, past).some(form => QUOTE.test(form))
  if (isQuoted && (LOWER.test(next) || reportFollows(view, at, past))) return false
  const stop = view.forms[at] ?? ''
  if (stop === '.') return fullStopEnds(view, at, past)
  return /^[.…]/u.test(stop) ? startsSentence(view, past) : true
}

/** Whether `said Smith` or `Smith asked` carries the sentence on after a quotation that ends in ? or !. */
function reportFollows(view: View, at: number, past: number): boolean {
  if (!/[!?]/.test(view.forms[at] ?? '')) return false
  return view.forms.slice(past, past + REPORTING_REACH).some(form => REPORTING.has(form))
}

function fullStopEnds(view: View, at: number, past: number): boolean {
  const next = view.forms[past] ?? ''
  const before = view.forms[at - 1] ?? ''
  if (LISTED.test(before) && opensSentence(view, at - 1)) return false
  // Before a small letter, a stop after a short word is likelier that of an abbreviation we do not know.
  if (LOWER.test(next)) return spaceBefore(view, past) && (past > at + 1 || before.length > 3)
  return spaceBefore(view, past) || CAPITAL.test(next)
}

function opensSentence(view: View, at: number): boolean {
  return at === view.opening
}

function startsSentence(view: View, at: number): boolean {
  const next = view.forms[at] ?? ''
  if (OPENERS.test(next)) return CAPITAL.test(view.forms[at + 1] ?? '')
  return CAPITAL.test(next)
}

/** Whether a word with its own full stop (`U.S.`, `Inc.`) also ends the sentence before `next`. */
function abbreviationEnds(form: string, next: string): boolean {
  if (INITIALISM.test(form) || ABBREVIATIONS.get(form) === 'plain') return STARTERS.has(next)
  return false
}

/** Marks at which an over-long sentence may be cut, best first. */
const CUTS = [/^[.;!?]$/u, /^(?:[:–—]|--)$/u, /^,$/u]

function cutLong(text: string, words: readonly Word[], sentence: WordRange): WordRange[] {
  const parts: WordRange[] = []
  let { first } = sentence
  while (sentence.past - first > MAX_SENTENCE_WORDS) {
    const past = cutPoint(text, words, first)
    parts.push({ first, past })
    first = past
  }
  parts.push({ first, past: sentence.past })
  return parts
}

function cutPoint(text: string, words: readonly Word[], first: number): number {
  const forms = words.slice(first, first + MAX_SENTENCE_WORDS).map(word => text.slice(word.start, word.end))
  for (const mark of CUTS) {
    const last = forms.findLastIndex(form => mark.test(form))
    if (last >= MAX_SENTENCE_WORDS / 3) return first + last + 1
  }
  return first + MAX_SENTENCE_WORDS
}
