import { fold, wordsOf, type Word } from './words.ts'

/** A phrase of a table, found in a text. */
export interface Hit<T> {
  /** Indices into the words searched: `[first, past)`. */
  readonly first: number
  readonly past: number
  readonly start: number
  readonly end: number
  /** All that the phrase can stand for, in the order of the tables. */
  readonly values: readonly T[]
}

interface Entry<T> {
  readonly form: string
  readonly value: T
}

// What may stand between the words of one phrase: "U.S.", "al-Qaida", "Côte d'Ivoire", "AFC/M23".
const GAP = /^(?:[\s\-‐-―'’./]{0,2}|\.\s)$/

/** Phrases by their words; finds the longest at each place. Built once, then only read. */
export class PhraseIndex<T> {
  readonly #entries = new Map<string, Entry<T>[]>()
  readonly #longest = new Map<string, number>()

  /** Adds a phrase as it is usually written; capitals in it are then demanded of the text. */
  add(phrase: string, value: T): void {
    const keys = wordsOf(phrase).map(word => word.key)
    const [first] = keys
    if (first === undefined) return
    const key = keys.join(' ')
    const known = this.#entries.get(key)
    if (known === undefined) this.#entries.set(key, [{ form: phrase, value }])
    else known.push({ form: phrase, value })
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, keys.length))
  }

  /** The longest phrase that starts at the word, or null. */
  at(text: string, words: readonly Word[], first: number): Hit<T> | null {
    const head = words[first]
    const longest = head === undefined ? undefined : this.#longest.get(head.key)
    if (head === undefined || longest === undefined) return null
    for (const { key, past, end } of runsFrom(words, first, runEnd(text, words, { first, longest }))) {
      const entries = this.#entries.get(key)
      const written = text.slice(head.start, end)
      const fitting = entries?.filter(entry => agreesInCase(entry.form, written)) ?? []
      if (fitting.length === 0) continue
      const dot = text[end] === '.' && fitting.some(entry => entry.form.endsWith('.')) ? 1 : 0
      return { first, past, start: head.start, end: end + dot, values: fitting.map(entry => entry.value) }
    }
    return null
  }

  /** All phrases in the words, longest first at each place, none overlapping. */
  find(text: string, words: readonly Word[]): Hit<T>[] {
    const found: Hit<T>[] = []
    for (let index = 0; index < words.length;) {
      const hit = this.at(text, words, index)
      if (hit !== null) found.push(hit)
      index = hit?.past ?? index + 1
    }
    return found
  }

  /** All values, each once. */
  values(): ReadonlySet<T> {
    return new Set([...this.#entries.values()].flatMap(entries => entries.map(entry => entry.value)))
  }

  /** What a phrase, given alone, stands for. */
  get(phrase: string): readonly T[] {
    return this.at(phrase, wordsOf(phrase), 0)?.values ?? []
  }
}

/** A run of words and their keys as one. */
export interface Run {
  readonly key: string
  readonly past: number
  /** Offset at which its last word ends. */
  readonly end: number
}

/** The runs of words that begin at `first` and end up to `past`, the longest first. */
export function runsFrom(words: readonly Word[], first: number, past: number): Run[] {
  const runs: Run[] = []
  let key = ''
  for (const [i, word] of words.slice(first, past).entries()) {
    key = i === 0 ? word.key : `${key} ${word.key}`
    runs.push({ key, past: first + i + 1, end: word.end })
  }
  return runs.reverse()
}

function runEnd(text: string, words: readonly Word[], from: { first: number; longest: number }): number {
  let past = from.first + 1
  while (past < words.length && past < from.first + from.longest) {
    if (!GAP.test(text.slice(words[past - 1]?.end, words[past]?.start))) break
    past++
  }
  return past
}

const UPPER = /^\p{Lu}/u

/** Whether the text's capitals can be the entry's: a name needs its first, a short abbreviation all of them. */
function agreesInCase(form: string, written: string): boolean {
  const letters = form.replace(/[^\p{L}]/gu, '')
  if (letters.length > 1 && letters.length <= 6 && letters === letters.toUpperCase())
    return written.replace(/[^\p{L}]/gu, '') === letters
  if (!UPPER.test(form)) return UPPER.test(lastWord(form)) ? UPPER.test(lastWord(written)) : true
  return UPPER.test(written) || fold(form).startsWith('al-')
}

function lastWord(text: string): string {
  return text.slice(text.search(/[^\s\-'’]+$/u))
}
