import { span } from '../../span.ts'
import type { Document, Mention, Token } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import { tokenAt } from '../words.ts'
import type { ActorTables } from './dictionary.ts'
import { findActors, type Found } from './findings.ts'
import { hasTree, phraseOf, type Range } from './phrase.ts'
import { explainActors } from './several.ts'

/** The stage that finds who is spoken of: each noun phrase or name that can act, be acted on, or speak, with its code. */
export function createActorsStage(tables: ActorTables): Stage {
  return {
    name: 'actors',
    reads: ['sentences', 'tokens', 'syntax'],
    writes: ['mentions'],
    run(document, trace) {
      const heads = hasTree(document) ? treeHeads(document) : flatHeads(document, tables)
      const mentions = heads.flatMap(head => mentionAt(document, head, tables))
      trace(() => mentions.map(m => `${document.text.slice(m.start, m.end)} → ${m.entity.code}: ${m.why}`).join('\n'))
      return { ...document, mentions }
    },
  }
}

function mentionAt(document: Document, head: number, tables: ActorTables): Mention[] {
  const range = phraseOf(document, head)
  const resolutions = explainActors(document, range, tables)
  const [first, last] = [document.tokens[range.first], document.tokens[range.past - 1]]
  if (first === undefined || last === undefined || isLocation(document, head, tables)) return []
  return resolutions.map(({ entity, why }) => ({ ...span(first.start, last.end), head, entity, why }))
}

const NOMINAL = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM', 'SYM', 'X', 'DET'])
// prettier-ignore
const ARGUMENT = new Set([
  'nsubj', 'nsubj:pass', 'nsubj:outer', 'obj', 'iobj', 'obl', 'obl:agent', 'nmod', 'nmod:poss', 'conj', 'appos', 'root',
  'dislocated', 'vocative', 'parataxis', 'obl:unmarked', 'list', 'orphan',
])

function treeHeads(document: Document): number[] {
  return document.tokens.flatMap((token, index) =>
    NOMINAL.has(token.upos) && ARGUMENT.has(token.deprel) ? [index] : [],
  )
}

function flatHeads(document: Document, tables: ActorTables): number[] {
  const { names, agents } = findActors(document, tables)
  const ends = [...names.filter(isNoun), ...agents].map(found => tokenAt(document, found.end - 1))
  const heads = [...new Set(ends)].sort((a, b) => a - b)
  return heads.filter((head, i) => (heads[i + 1] ?? Infinity) > head + 1 || isPossessive(document.tokens[head + 1]))
}

function isNoun(found: Found): boolean {
  return found.actor.kind !== 'adjective'
}

function isPossessive(token: Token | undefined): boolean {
  return token !== undefined && /^['’]s?$/.test(token.form)
}

const LOCATIVE = new Set(['in', 'at', 'near', 'outside', 'inside', 'around', 'across', 'throughout', 'within'])
const SITES = new Set(['capital', 'region', 'state'])

/** Whether a capital, region or state stands for the place: "in Moscow" does, "Moscow condemned" does not. */
export function isLocation(document: Document, head: number, tables: ActorTables): boolean {
  const token = document.tokens[head]
  if (token === undefined) return false
  const found = findActors(document, tables).names.find(f => f.start <= token.start && f.end >= token.end)
  if (found === undefined || !SITES.has(found.actor.kind)) return false
  return LOCATIVE.has(caseOf(document, head, phraseOf(document, head))?.form.toLowerCase() ?? '')
}

function caseOf(document: Document, head: number, range: Range): Token | undefined {
  const marker = document.tokens.slice(range.first - 3 < 0 ? 0 : range.first - 3, head).find(t => t.deprel === 'case' && t.head === head) // prettier-ignore
  if (marker !== undefined || hasTree(document)) return marker
  return document.tokens[range.first - 1]
}
