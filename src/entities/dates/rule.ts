import type { NumberWords } from '../numbers.ts'
import type { Day } from './calendar.ts'
import { valueOf, type DateTables } from './lexicon.ts'
import type { When } from './when.ts'

/** Where the clause points: back ("met on Sunday"), ahead ("will meet on Friday"), or neither. */
export type Direction = 'past' | 'future' | null

/** What a rule may look at beside the words it matched. */
export interface Setting {
  readonly tables: DateTables
  readonly numbers: NumberWords
  /** Day of publication; null where nothing says it, and then nothing relative to it is resolved. */
  readonly published: Day | null
  /** The last date with known days mentioned before. */
  readonly anchor: When | null
  /** The last single day mentioned before. */
  readonly day: Day | null
  /** The first single day, not after publication, that the dispatch tells: that of its main happening. */
  readonly lead: Day | null
  /** The last quarter of a year mentioned before. */
  readonly quarter: When | null
  readonly towards: Direction
  /** Up to 40 characters of text before and after the words. */
  readonly before: string
  readonly after: string
  /** The day that a time of the clock falls on. */
  readonly dayOf: (words: Words) => When | null
}

/** One way in which English says a time. */
export interface DateRule {
  readonly name: string
  /** As `compile` takes it. */
  readonly pattern: string
  /** What the words mean; null where they are no time after all. */
  readonly resolve: (words: Words, setting: Setting) => When | null
}

/** The named parts of a match. */
export class Words {
  readonly #parts: Readonly<Record<string, string | undefined>>
  readonly #tables: DateTables
  readonly text: string

  constructor(match: RegExpMatchArray, tables: DateTables) {
    this.#parts = match.groups ?? {}
    this.#tables = tables
    this.text = match[0]
  }

  /** The part as written, in lower case; empty where it was left out. */
  get(name: string): string {
    return (this.#parts[name] ?? '').toLowerCase().replace(/\s+/g, ' ')
  }

  has(name: string): boolean {
    return this.#parts[name] !== undefined
  }

  /** Whether the part begins with a capital. */
  isCapital(name: string): boolean {
    return /^\p{Lu}/u.test(this.#parts[name] ?? '')
  }

  /** The table's value for the part. */
  value(name: string, kind = name): string | null {
    return this.has(name) ? valueOf(this.#tables, kind, this.get(name)) : null
  }

  /** The part as a whole number: digits, a month's or weekday's number, an ordinal. */
  int(name: string, kind = name): number | null {
    if (!this.has(name)) return null
    const digits = /^\d+/.exec(this.get(name))
    if (digits !== null) return Number(digits[0])
    const value = this.value(name, kind === 'ord' ? 'ordinal' : kind)
    return value === null ? null : Number(value)
  }
}
