import type { EntityRecord } from '../contract.ts'
import { dependents, phraseHead, spanOf } from '../syntax/walk.ts'
import { antecedentOf, argumentsOf } from './arguments.ts'
import type { Document, Entity, Mention, Scores } from '../text/document.ts'

/** Whom the phrase headed by a word means; nobody where nothing says it. */
export type ResolveHead = (document: Document, head: number) => readonly Entity[]

/** From here on a word is taken to head a phrase that plays a role in a happening. */
const ROLE_LEAST = 0.45
/** What the grammar adds to the head's probability where both see the same role, and what it counts for alone. */
const GRAMMAR_ADDS = 0.3
/** A word far behind the likeliest of its role belongs to another trigger of the sentence. */
const SHARE_OF_BEST = 0.5
/** A conjunct of a word that plays a role plays it too from here on. */
const CONJUNCT_LEAST = 0.1

export const ROLES = ['actor', 'recipient', 'place', 'date'] as const
export type Role = (typeof ROLES)[number]

/** Words that play a role in a happening, by role, in text order: what the role head ties to the trigger, helped by the grammar. */
export function roleWords(document: Document, scores: Scores, trigger: number): Record<Role, number[]> {
  const grammar = argumentsOf(document, trigger)
  const none: ReadonlySet<number> = new Set()
  const wordsOf = (role: Role, helped: ReadonlySet<number>) => {
    const column = scores.labels('role').indexOf(role)
    const likelihood = (token: number) => scores.pair('role', trigger, token)?.[column] ?? 0
    return chooseWords(document, likelihood, helped)
  }
  return {
    actor: wordsOf('actor', grammar.actor),
    recipient: wordsOf('recipient', grammar.recipient),
    place: wordsOf('place', none),
    date: wordsOf('date', none),
  }
}

function chooseWords(document: Document, likelihood: (token: number) => number, helped: ReadonlySet<number>): number[] {
  const worth = document.tokens.map((_, token) => likelihood(token) + (helped.has(token) ? GRAMMAR_ADDS : 0))
  const least = Math.max(ROLE_LEAST, SHARE_OF_BEST * Math.max(0, ...worth))
  const chosen = new Set(worth.flatMap((value, token) => (value >= least ? [token] : [])))
  for (const word of [...chosen]) {
    for (const conjunct of dependents(document, word)) {
      if (document.tokens[conjunct]?.deprel === 'conj' && likelihood(conjunct) >= CONJUNCT_LEAST) chosen.add(conjunct)
    }
  }
  return [...chosen].sort((a, b) => a - b)
}

/** Whom the words mean. Words of one phrase count once; who cannot be named is UNK, with the phrase as the name. */
export function entitiesAt(document: Document, words: readonly number[], resolve: ResolveHead): EntityRecord[] {
  const heads = [...new Set(words.map(word => phraseHead(document, antecedentOf(document, word))))]
  const records = heads.flatMap(head => entitiesOfPhrase(document, head, resolve))
  return records.filter((record, i) => records.findIndex(other => isSame(other, record)) === i)
}

const isSame = (a: EntityRecord, b: EntityRecord) =>
  a.code === b.code && a.name === b.name && a.sector.join() === b.sector.join()

function entitiesOfPhrase(document: Document, head: number, resolve: ResolveHead): EntityRecord[] {
  const mentions = mentionsAt(document, head)
  if (mentions.length > 0) return mentions.map(mention => recordOf(document, mention))
  const span = spanOf(document, [head])
  if (span === null) return []
  const text = document.text.slice(span.start, span.end)
  const found = resolve(document, head)
  const entities = found.length > 0 ? found : [{ name: text, code: 'UNK', sector: [] }]
  return entities.map(({ name, code, sector }) => ({ text, start: span.start, end: span.end, name, code, sector }))
}

/** Mentions that the word heads, or else the shortest that hold it; several where a phrase means several ("both sides"). */
export function mentionsAt(document: Document, word: number): Mention[] {
  const headed = document.mentions.filter(mention => mention.head === word)
  if (headed.length > 0) return headed
  const token = document.tokens[word]
  if (token === undefined) return []
  const around = document.mentions.filter(({ start, end }) => start <= token.start && token.end <= end)
  const shortest = Math.min(...around.map(({ start, end }) => end - start))
  return around.filter(({ start, end }) => end - start === shortest)
}

function recordOf(document: Document, { start, end, entity }: Mention): EntityRecord {
  const { name, code, sector } = entity
  return { text: document.text.slice(start, end), start, end, name, code, sector }
}
