import type { Document, Entity } from '../../text/document.ts'
import { ownersOf, roleOf, underOwner, type Resolution } from './compose.ts'
import type { ActorTables } from './dictionary.ts'
import { findActors } from './findings.ts'
import { phraseOf, readPhrase, type Range } from './phrase.ts'
import { explainActor, roleNouns } from './resolve.ts'

/** All that a phrase means: as `resolveActor`, but "both sides" are two, and "the leaders of Egypt and Qatar" too. */
export function resolveActors(document: Document, tokens: Range | number, tables: ActorTables): readonly Entity[] {
  const [first, ...others] = explainActors(document, tokens, tables)
  if (first?.why.startsWith('coreference') !== true) return first === undefined ? [] : [first, ...others].map(({ entity }) => entity) // prettier-ignore
  const range = typeof tokens === 'number' ? phraseOf(document, tokens) : tokens
  const head = readPhrase(document, range)?.head
  return document.mentions.filter(mention => mention.head === head).map(mention => mention.entity)
}

/** As `explainActor`; several where a role has several owners: "Ukrainian and Russian negotiators". */
export function explainActors(document: Document, tokens: Range | number, tables: ActorTables): readonly Resolution[] {
  const together = statesTogether(document, tokens, tables)
  if (together.length > 0) return together
  const found = explainActor(document, tokens, tables)
  return found === null ? [] : ofEachOwner(document, tokens, { found, tables })
}

interface Resolved {
  readonly found: Resolution
  readonly tables: ActorTables
}

/** "Ukrainian and Russian negotiators", "the Russia-Ukraine talks": one for each owner; the phrase's own resolution where it has but one. */
function ofEachOwner(document: Document, tokens: Range | number, { found, tables }: Resolved): readonly Resolution[] {
  const isRole = /^role \w+ of /.test(found.why)
  const phrase = readPhrase(document, typeof tokens === 'number' ? phraseOf(document, tokens) : tokens)
  if (phrase === null || !(isRole || found.why.startsWith('modifier '))) return [found]
  const findings = findActors(document, tables)
  const owners = ownersOf(document, findings, phrase)
  if (owners.length < 2) return [found]
  if (!isRole) return owners.map(({ actor }) => ({ entity: { name: actor.name, ...underOwner(actor, null) }, why: `modifier ${actor.row}` })) // prettier-ignore
  const sector = roleOf(roleNouns({ document, findings, phrase }))?.sector ?? null
  return owners.map(({ actor }) => {
    const entity = { name: found.entity.name, ...underOwner(actor, sector) }
    return { entity, why: `role ${sector ?? 'state'} of ${actor.row}` }
  })
}

/** "the two Koreas", "the Baltic states": each of them. */
function statesTogether(document: Document, tokens: Range | number, { several, states }: ActorTables): Resolution[] {
  const range = typeof tokens === 'number' ? phraseOf(document, tokens) : tokens
  const [first, last] = [document.tokens[range.first], document.tokens[range.past - 1]]
  if (first === undefined || last === undefined) return []
  const text = document.text.slice(first.start, last.end)
  const [, name = ''] = /^(?:the |both |all |(?:two|three|five) )*(\p{Lu}[\p{L} -]*)$/iu.exec(text) ?? []
  const [codes = []] = several.get(name)
  return codes.map(code => {
    return { entity: { name: states.get(code) ?? name, code, sector: [] }, why: `actors/several.tsv: ${name}` }
  })
}
