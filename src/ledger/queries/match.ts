/** One thing that a person looks for. */
export interface Term {
  /** A word, or the words of a phrase. */
  readonly text: string
  /** Whether words that begin so count as well. */
  readonly isBeginning: boolean
  /** Whether it must not occur. */
  readonly isUnwanted: boolean
}

/**
 * What a person typed: all words must occur; "quoted words" as a phrase, `word*` as a beginning, `-word` must not occur.
 * Whatever else a query language knows is taken as plain words, so that no input is an error.
 *
 * @returns Null where there is no word to look for.
 */
export function typedTerms(typed: string): readonly Term[] | null {
  const terms = [...typed.matchAll(/(-?)(?:"([^"]*)"|([^\s"]+))/g)].flatMap(([, minus = '', phrase, word = '']) => {
    const text = (phrase ?? word).replace(/\*+$/, '')
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    return [{ text, isBeginning: word.endsWith('*'), isUnwanted: minus === '-' }]
  })
  return terms.some(term => !term.isUnwanted) ? terms : null
}

/** The words to mark in a text that was found by the query, in lower case and without accents. */
export function markedWords(typed: string): readonly string[] {
  const wanted = typed.replace(/(^|\s)-("[^"]*"|\S+)/g, ' ')
  return [...wanted.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word)
}
