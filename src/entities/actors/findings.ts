import type { Document, Token } from '../../text/document.ts'
import type { Hit } from '../phrases.ts'
import { tokenAt, wordsOf } from '../words.ts'
import { actorIn, type Actor, type ActorTables, type Role } from './dictionary.ts'

/** A name of the dictionary in the text. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly actor: Actor
}

/** A noun for people or bodies in the text. */
export interface FoundAgent {
  readonly start: number
  readonly end: number
  readonly role: Role
}

/** All names and agent nouns of a document, in order, none of a kind overlapping. */
export interface Findings {
  readonly names: readonly Found[]
  readonly agents: readonly FoundAgent[]
}

const seen = new WeakMap<ActorTables, WeakMap<readonly Token[], Findings>>()

/** Looks the whole text up once; later calls for the same tokens and tables give the same findings. */
export function findActors(document: Document, tables: ActorTables): Findings {
  const known = seen.get(tables) ?? new WeakMap<readonly Token[], Findings>()
  seen.set(tables, known)
  const before = known.get(document.tokens)
  if (before !== undefined) return before
  const found = look(document, tables)
  known.set(document.tokens, found)
  return found
}

function look(document: Document, tables: ActorTables): Findings {
  const { text } = document
  const words = wordsOf(text)
  const agents = tables.agents.find(text, words).flatMap(hit => {
    const [role] = hit.values
    return role === undefined ? [] : [{ start: hit.start, end: hit.end, role }]
  })
  const names = tables.names.find(text, words).flatMap(hit => {
    const actor = actorIn(hit.values, document.dispatch.published)
    const covered = agents.some(a => a.start < hit.start && a.end >= hit.end) // "National Security Council"
    return actor === null || covered || isPartOfName(document, hit) || isOtherPerson({ document, tables, hit })
      ? []
      : [{ start: hit.start, end: hit.end, actor }]
  })
  return { names, agents }
}

// "Paris Hilton", "Jordan Smith": a capital or state before a further name is part of that person's name.
function isPartOfName(document: Document, hit: Hit<Actor>): boolean {
  const [first] = hit.values
  if (first?.kind !== 'capital' && first?.kind !== 'state') return false
  const token = document.tokens[tokenAt(document, hit.start)]
  return token !== undefined && (token.deprel === 'flat' || token.deprel === 'flat:name')
}

interface Looked {
  readonly document: Document
  readonly tables: ActorTables
  readonly hit: Hit<Actor>
}

const NAME_BEFORE = /(?<word>\p{Lu}[\p{L}.'’-]*)\s$/u
const TITLES = /^(?:Mr|Mrs|Ms|Dr|Sir|Sheikh|Gen|Col|Lt|Sen|Rep|Gov|Pope|King|Prince|Ayatollah|Mullah|Cardinal|Lord)\.?$/

// "Barham Saleh", "Akhtar Osmani": one word of the dictionary after another first name.
function isOtherPerson({ document, tables, hit }: Looked): boolean {
  if (hit.values[0]?.kind !== 'person' || hit.past - hit.first > 1) return false
  const word = NAME_BEFORE.exec(document.text.slice(Math.max(0, hit.start - 24), hit.start))?.groups?.['word']
  return word !== undefined && !isTitle(word, tables) && isInName(document, hit.start - 2)
}

function isTitle(word: string, tables: ActorTables): boolean {
  if (TITLES.test(word) || tables.agents.get(word.toLowerCase()).length > 0) return true
  const [named] = tables.names.get(word)
  return named !== undefined && named.kind !== 'person'
}

// A capital says nothing at the beginning of a sentence.
function isInName(document: Document, offset: number): boolean {
  const token = document.tokens[tokenAt(document, offset)]
  if (token === undefined) return false
  return token.upos === '' ? document.sentences[token.sentence]?.start !== token.start : token.upos === 'PROPN'
}
