/** The Penn tags that a form of the treebanks was seen with; a form that is not known says nothing. */
export type SeenTags = (form: string) => readonly string[] | undefined

/** The universal tags that each Penn tag can stand for (UD English). */
const UNIVERSAL: readonly [xpos: RegExp, upos: readonly string[]][] = [
  [/^NNPS?$/, ['PROPN']],
  [/^NNS?$/, ['NOUN']],
  [/^VB[DGNPZ]?$/, ['VERB', 'AUX']],
  [/^MD$/, ['AUX']],
  [/^(?:JJ[RS]?|AFX)$/, ['ADJ']],
  [/^(?:RB[RS]?|WRB)$/, ['ADV', 'PART', 'SCONJ', 'CCONJ']],
  [/^RP$/, ['ADP', 'ADV']],
  [/^(?:IN|TO)$/, ['ADP', 'SCONJ', 'PART']],
  [/^CC$/, ['CCONJ']],
  [/^(?:DT|PDT|WDT|WP\$|PRP\$|PRP|WP|EX)$/, ['DET', 'PRON']],
  [/^CD$/, ['NUM']],
  [/^UH$/, ['INTJ']],
  [/^POS$/, ['PART']],
]

/** @param lemmas - `form tag` of the treebanks, as the lemma lexicon has them. */
export function seenTagsOf(lemmas: Iterable<string>): SeenTags {
  const seen = new Map<string, string[]>()
  for (const key of lemmas) {
    const [form = '', xpos = ''] = key.split(' ')
    const tags = seen.get(form)
    if (tags === undefined) seen.set(form, [xpos])
    else tags.push(xpos)
  }
  return form => seen.get(form)
}

/** The universal tags that a Penn tag can stand for. */
export const universalOf = (xpos: string): readonly string[] =>
  UNIVERSAL.find(([pattern]) => pattern.test(xpos))?.[1] ?? ['X', 'SYM', 'PUNCT']

/** Tags whose words are few and all known, or that are for what is no word. */
export const CLOSED: ReadonlySet<string> = new Set(['X', 'SYM', 'CCONJ', 'SCONJ', 'DET', 'PRON', 'PART', 'INTJ'])
/** Tags of words of which there are ever more. */
export const OPEN: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'VERB', 'AUX', 'ADJ'])
