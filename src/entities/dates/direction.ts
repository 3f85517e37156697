import type { Document, Token } from '../../text/document.ts'
import { tokenAt } from '../words.ts'
import type { DateTables } from './lexicon.ts'
import type { Direction } from './rule.ts'

/**
 * Where the clause around an expression of time points.
 *
 * By the preposition ("since", "by"), then the governing verb's tense, then, without a tree, the nearest telling word.
 */
export function directionAt(document: Document, start: number, tables: DateTables): Direction {
  const before = document.text.slice(Math.max(0, start - 20), start)
  if (/\b(?:since|ended|last seen)\s+(?:the\s+)?$/i.test(before)) return 'past'
  if (/\b(?:scheduled for|planned for|due(?: on| in)?|set for|slated for)\s+(?:the\s+)?$/i.test(before)) return 'future'
  const index = tokenAt(document, start)
  const token = document.tokens[index]
  if (token === undefined) return null
  const byTense = token.upos === '' ? nearestCue(document, index, tables) : tenseAbove(document, index)
  return byTense ?? (/\b(?:by|until|till)\s+(?:the\s+)?$/i.test(before) ? 'future' : null)
} // prettier-ignore

// Climbs to the verb that governs the time; a verb without tense of its own leaves it to the next one above.
function tenseAbove(document: Document, index: number): Direction {
  let at = document.tokens[index]?.head ?? -1
  for (let steps = 0; at >= 0 && steps < 10; steps++) {
    const token = document.tokens[at]
    if (token === undefined) return null
    const found = tenseOf(document, token, at)
    if (found !== null) return found
    at = token.head
  }
  return null
}

function tenseOf(document: Document, verb: Token, index: number): Direction {
  const sentence = document.sentences[verb.sentence]
  const helpers = document.tokens
    .slice(sentence?.first ?? index, sentence?.past ?? index)
    .filter(token => token.head === index && (token.deprel.startsWith('aux') || token.deprel === 'cop'))
  return tenseOfHelpers(helpers) ?? tenseOfVerb(document, verb)
}

function tenseOfHelpers(helpers: readonly Token[]): Direction {
  const forms = helpers.map(token => token.form.toLowerCase())
  if (forms.some(form => /^(?:will|['’]ll|shall|wo)$/.test(form))) return 'future'
  if (helpers.some(token => token.xpos === 'VBD') || forms.some(form => /^(?:has|have|had)$/.test(form))) return 'past'
  return forms.some(form => /^(?:may|could|should|must|can|might|would)$/.test(form)) ? 'future' : null
}

function tenseOfVerb(document: Document, verb: Token): Direction {
  if (verb.xpos === 'VBD') return 'past'
  if (/^(?:schedule|plan|expect|due|slate)$/.test(verb.lemma)) return 'future'
  return verb.xpos === 'VB' && verb.deprel !== 'conj' ? infinitive(verb, document) : null
}

// "agreed to meet on Friday" looks ahead of its past verb.
function infinitive(verb: Token, document: Document): Direction {
  const index = document.tokens.indexOf(verb)
  const hasTo = document.tokens.slice(Math.max(0, index - 3), index).some(t => t.form === 'to' && t.head === index)
  return hasTo ? 'future' : null
}

function nearestCue(document: Document, index: number, tables: DateTables): Direction {
  const sentence = document.sentences[document.tokens[index]?.sentence ?? -1]
  const [first, past] = [sentence?.first ?? index, sentence?.past ?? index]
  for (let distance = 1; distance < 14; distance++) {
    const near = [index - distance, index + distance].filter(at => at >= first && at < past)
    const cue = near
      .map(at => cueOf(document.tokens[at]?.form.toLowerCase() ?? '', tables))
      .find(found => found !== null)
    if (cue !== undefined) return cue
  }
  return null
}

function cueOf(form: string, tables: DateTables): Direction {
  if (tables.kinds.get('coming')?.has(form) === true) return 'future'
  if (tables.kinds.get('past')?.has(form) === true) return 'past'
  return /[a-z]{3}ed$/.test(form) && !/^(?:united|armed|wounded|need|indeed|proceed)$/.test(form) ? 'past' : null
}
