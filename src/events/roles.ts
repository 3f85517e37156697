import type { EntityRecord } from '../contract.ts'
import { phraseHead, spanOf } from '../syntax/walk.ts'
import type { Document, Entity, Mention, Scores } from '../text/document.ts'

/** Whom the phrase headed by a word means, or null where nothing says it. */
export type ResolveHead = (document: Document, head: number) => Entity | null

/** From here on a word is taken to head a phrase that plays a role in a happening. */
const ROLE_LEAST = 0.45

export type Role = 'actor' | 'recipient' | 'place' | 'date'

/** Words that the role head ties to a trigger, by role, in text order. */
export function roleWords(document: Document, scores: Scores, trigger: number): Record<Role, number[]> {
  const labels = scores.labels('role')
  const words: Record<Role, number[]> = { actor: [], recipient: [], place: [], date: [] }
  for (let token = 0; token < document.tokens.length; token++) {
    const row = scores.pair('role', trigger, token)
    if (row === null) continue
    for (let i = 1; i < row.length; i++) {
      const role = labels[i] as Role
      if ((row[i] ?? 0) >= ROLE_LEAST) words[role].push(token)
    }
  }
  return words
}

/** Whom the words mean. Words of one phrase count once; who cannot be named is UNK, with the phrase as the name. */
export function entitiesAt(document: Document, words: readonly number[], resolve: ResolveHead): EntityRecord[] {
  const heads = [...new Set(words.map(word => phraseHead(document, word)))]
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
  const entity = resolve(document, head)
  const text = document.text.slice(span.start, span.end)
  const { name, code, sector } = entity ?? { name: text, code: 'UNK', sector: [] }
  return [{ text, start: span.start, end: span.end, name, code, sector }]
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
