/**
 * The words a person typed as an FTS5 query: all of them must occur; "quoted words" as a phrase, `word*` as a beginning,
 * `-word` must not occur. Whatever else FTS5 knows is taken as plain words, so that no input is an error.
 *
 * @returns Null where there is no word to look for.
 */
export function matchExpression(typed: string): string | null {
  const terms = [...typed.matchAll(/(-?)(?:"([^"]*)"|([^\s"]+))/g)].flatMap(([, minus = '', phrase, word = '']) => {
    const text = (phrase ?? word).replace(/\*+$/, '')
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    const quoted = `"${text.replaceAll('"', '""')}"`
    return [{ not: minus === '-', expression: word.endsWith('*') ? `${quoted} *` : quoted }]
  })
  const wanted = terms.filter(term => !term.not).map(term => term.expression)
  if (wanted.length === 0) return null
  const unwanted = terms.filter(term => term.not).map(term => ` NOT ${term.expression}`)
  return `(${wanted.join(' AND ')})${unwanted.join('')}`
}

/** The words to mark in a text that was found by the query, in lower case and without accents. */
export function markedWords(typed: string): readonly string[] {
  const wanted = typed.replace(/(^|\s)-("[^"]*"|\S+)/g, ' ')
  return [...wanted.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word)
}
