/** A regular ending, and what stands in its place in the base form. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/ied$/, 'y'],
  [/([bdgklmnprtv])\1(?:ed|ing)$/, '$1'],
  [/(?:ed|ing|es)$/, 'e'],
  [/(?:ed|ing|es|s)$/, ''],
]

/**
 * What a word may be a regular inflection of, itself first: a help beside the network's lemma where a dictionary is looked up, so that a rare
 * verb is found whose lemma the network misjudged.
 */
export function baseForms(form: string): string[] {
  const word = form.toLowerCase()
  const cut = ENDINGS.flatMap(([ending, base]) => (ending.test(word) ? [word.replace(ending, base)] : []))
  return [word, ...cut.filter(base => base.length > 2)]
}
