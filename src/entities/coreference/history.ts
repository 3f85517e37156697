import type { Document, Entity, Mention } from '../../text/document.ts'
import { findActors, type Found } from '../actors/findings.ts'
import { entityOf } from '../actors/resolve.ts'
import type { ActorTables } from '../actors/dictionary.ts'

/** What kind of thing a mention names, as far as pronouns care. */
export type Referent = 'person' | 'group' | 'state' | 'body' | 'people'

/** Somebody mentioned, where, and how. */
export interface Antecedent {
  /** Index of the head word in `Document.tokens`. */
  readonly head: number
  readonly start: number
  readonly entity: Entity
  readonly kind: Referent
  readonly isSubject: boolean
}

/** All mentions that later words can point back to, in order. */
export function antecedentsOf(document: Document, tables: ActorTables): readonly Antecedent[] {
  const { names } = findActors(document, tables)
  const mentioned = document.mentions.map(mention => antecedentAt(document, mention, names))
  const covered = (found: Found) => document.mentions.some(m => m.start <= found.start && m.end >= found.end)
  const alone = names.filter(found => !covered(found)).map(found => nameAntecedent(document, found))
  return [...mentioned, ...alone].sort((a, b) => a.start - b.start)
}

function antecedentAt(document: Document, mention: Mention, names: readonly Found[]): Antecedent {
  const token = document.tokens[mention.head]
  const found = names.find(f => f.start < (token?.end ?? 0) && f.end > (token?.start ?? 0))
  const kind = found === undefined ? nounKind(document, mention) : kindOf(found)
  return {
    head: mention.head,
    start: mention.start,
    entity: mention.entity,
    kind,
    isSubject: token?.deprel.startsWith('nsubj') ?? false,
  }
}

function nameAntecedent(document: Document, found: Found): Antecedent {
  const kind = kindOf(found)
  return { head: -1, start: found.start, entity: entityOf(document, found.actor), kind, isSubject: false }
}

const KINDS: Readonly<Record<Found['actor']['kind'], Referent>> = {
  state: 'state', adjective: 'state', capital: 'state', seat: 'state', region: 'state', demonym: 'people',
  person: 'person', group: 'group', organisation: 'body', agency: 'body', media: 'body',
} // prettier-ignore

function kindOf(found: Found): Referent {
  return KINDS[found.actor.kind]
}

const BODY = new Set(['MIL', 'COP', 'LEG', 'JUD'])

function nounKind(document: Document, mention: Mention): Referent {
  const token = document.tokens[mention.head]
  if (token === undefined) return 'people'
  if (isBodyNoun(token.lemma.toLowerCase())) return 'body' // "Russia's Defense Ministry" too
  if (/^\p{Lu}/u.test(token.form) && token.upos !== 'NOUN') return 'person'
  if (token.xpos === 'NNS' || token.feats.includes('Number=Plur')) return 'people'
  return BODY.has(mention.entity.sector[0] ?? '') ? 'body' : 'person'
}

function isBodyNoun(lemma: string): boolean {
  return /^(?:government|ministry|junta|administration|cabinet|authority|regime|delegation|embassy|company|team|army|parliament|council|committee|commission|court|agency|office|presidency|headquarters|command|foundation|bloc|union|alliance|federation)$/.test(
    lemma,
  )
}

/** The two sides of the text: the last two joined by "and" before the offset, else the two named most. */
export function sidesAt(history: readonly Antecedent[], offset: number, document: Document): readonly Entity[] {
  const joined = lastJoined(history.filter(a => a.start < offset), document) // prettier-ignore
  const counts = new Map<string, { entity: Entity; count: number }>()
  for (const { entity } of history.filter(isSide)) {
    const key = sideOf(entity)
    const known = counts.get(key)
    counts.set(key, { entity: known?.entity ?? entity, count: (known?.count ?? 0) + 1 })
  }
  const isKnown = (side: Entity) => (counts.get(sideOf(side))?.count ?? 0) > 1
  if (joined.length === 2 && (joined.every(isKnown) || counts.size <= 2)) return joined
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 2).map(side => side.entity) // prettier-ignore
}

/** A state's officials and army are the state's side; a group of it is another. */
export function sideOf({ code, sector }: Entity): string {
  return sector.some(s => s === 'REB' || s === 'OPP' || s === 'PRM') ? `${code}/${sector[0] ?? ''}` : code
}

function isSide({ entity, kind }: Antecedent): boolean {
  return kind !== 'people' && !/^(?:IGO|NGO|MNC|UNK)$/.test(entity.code) && !entity.sector.includes('MED')
}

function lastJoined(before: readonly Antecedent[], document: Document): readonly Entity[] {
  const near = before.filter(isSide).slice(-12)
  for (let index = near.length - 1; index > 0; index--) {
    const [first, second] = [near[index - 1], near[index]]
    if (first === undefined || second === undefined || sideOf(first.entity) === sideOf(second.entity)) continue
    if (/^[^.;]{2,60}?\band (?:the )?$/.test(document.text.slice(first.start, second.start))) return [first.entity, second.entity]
  }
  return []
} // prettier-ignore
