import { FIGURE_KINDS, type FigureKind } from '../../contract.ts'
import type { ParleyError } from '../../errors.ts'
import { loadDates } from '../dates/lexicon.ts'
import type { NumberWords } from '../numbers.ts'
import { readTable, type ReadFile } from '../table.ts'

/** How a phrase in front of a number bounds it. */
export type Bound = 'least' | 'more' | 'most' | 'about'

export interface FigureTables {
  readonly numbers: NumberWords
  /** Lemma → what is counted, by a noun itself or by what a verb does to it. */
  readonly nouns: ReadonlyMap<string, FigureKind>
  readonly verbs: ReadonlyMap<string, FigureKind>
  /** Unit → days. */
  readonly days: ReadonlyMap<string, number>
  /** "dozens" → the least that is meant. */
  readonly vague: ReadonlyMap<string, number>
  /** Phrase in lower case → bound. */
  readonly bounds: ReadonlyMap<string, Bound>
  /** Nouns of measures, which count nothing: "thousands of kilometres". */
  readonly measures: ReadonlySet<string>
  /** Nouns after which a number is a name: "Resolution 1701". */
  readonly asides: ReadonlySet<string>
  readonly faults: readonly ParleyError[]
}

/**
 * Reads `data/figures/words.tsv`; broken lines are named in `faults`.
 *
 * @param numbers - The number words of `data/dates/words.tsv`, where they are loaded already.
 */
export function loadFigures(read: ReadFile, numbers: NumberWords = loadDates(read).numbers): FigureTables {
  const { rows, faults } = readTable(read, 'figures/words.tsv', ['word', 'row', 'value'])
  const pairs = (row: string) =>
    rows.filter(entry => entry.row === row).map(({ word, value }) => [word, value] as const)
  const wordsOf = (row: string) => new Set(pairs(row).map(([word]) => word))
  const kinds = (row: string) => new Map(pairs(row).filter((pair): pair is [string, FigureKind] => isKind(pair[1])))
  const numeric = (row: string) => new Map(pairs(row).map(([word, value]) => [word, Number(value)]))
  return {
    numbers,
    nouns: kinds('noun'),
    verbs: kinds('verb'),
    days: numeric('days'),
    vague: numeric('vague'),
    bounds: new Map(pairs('before')) as ReadonlyMap<string, Bound>,
    measures: wordsOf('measure'),
    asides: wordsOf('aside'),
    faults,
  }
}

const isKind = (value: string): value is FigureKind => (FIGURE_KINDS as readonly string[]).includes(value)
