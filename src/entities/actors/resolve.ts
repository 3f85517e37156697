import type { Sector } from '../../contract.ts'
import { ancestors, dependents } from '../../syntax/walk.ts'
import type { Document, Entity, Mention } from '../../text/document.ts'
import { isNational, ownerOf, roleOf, underEntity, underOwner, type Resolution } from './compose.ts'
import { groupAround, stateAround } from './context.ts'
import { actorIn, yearsOff, type Actor, type ActorTables, type Role } from './dictionary.ts'
import { findActors, type Findings, type Found, type FoundAgent } from './findings.ts'
import { phraseOf, readPhrase, type Phrase, type Range } from './phrase.ts'

/**
 * Whom a noun phrase means: by the dictionary at its head, by its role and owner, or by an earlier mention.
 *
 * @param tokens - The phrase's tokens, or the index of its head word, from which the tree gives the phrase.
 * @returns Null where neither the dictionary nor the phrase's make says anything.
 */
export function resolveActor(document: Document, tokens: Range | number, tables: ActorTables): Entity | null {
  return explainActor(document, tokens, tables)?.entity ?? null
}

/** As `resolveActor`, with the rows and rules that led there. */
export function explainActor(document: Document, tokens: Range | number, tables: ActorTables): Resolution | null {
  const range = typeof tokens === 'number' ? phraseOf(document, tokens) : tokens
  const cut = readPhrase(document, range)
  if (cut === null) return null
  const findings = findActors(document, tables)
  const phrase = withWholeName(cut, findings)
  const reader = { document, findings, phrase }
  const mentioned = document.mentions.find(mention => mention.head === phrase.head)
  const told = mentioned === undefined ? null : { entity: mentioned.entity, why: mentioned.why }
  if (told?.why.startsWith('coreference') === true) return told
  return byHead(reader, tables) ?? byAppositive(reader) ?? byModifier(reader) ?? byAgentBefore(reader) ?? told
}

function byHead(reader: Reader, tables: ActorTables): Resolution | null {
  return byName(reader) ?? byTitledName(reader, tables) ?? byGovernor(reader, tables) ?? byRole(reader, tables)
}

// "the Justice and Equality Movement": a name of several words is not cut inside.
function withWholeName(phrase: Phrase, findings: Findings): Phrase {
  const name = [...findings.names, ...findings.agents].find(
    f => f.start < phrase.coreEnd && f.end > phrase.coreEnd && f.start >= phrase.start && f.end <= phrase.end,
  )
  return name === undefined ? phrase : { ...phrase, headStart: name.start, coreEnd: name.end }
}

/** A phrase being read. */
export interface Reader {
  readonly document: Document
  readonly findings: Findings
  readonly phrase: Phrase
}

/** The head itself is in the dictionary: "Moscow", "presidential aide Vladimir Medinsky". */
function byName({ document, findings, phrase }: Reader): Resolution | null {
  const found = findings.names.findLast(f => f.end === phrase.coreEnd && f.start >= phrase.start)
  if (found === undefined) return null
  const entity = entityOf(document, found.actor)
  const isPeople = found.actor.kind === 'demonym' && !isCounted(document, phrase)
  return { entity: isPeople ? { ...entity, sector: [] } : entity, why: `dictionary ${found.actor.row}` }
}

const TITLE =
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|President|Minister|Chancellor|Premier|Secretary|Senator|Sheikh|General|Gen)\.?\s+$/

/** "Mr. Hariri": a last name of the dictionary, with a title and nothing else. */
function byTitledName({ document, phrase }: Reader, tables: ActorTables): Resolution | null {
  const word = document.text.slice(phrase.headStart, phrase.coreEnd)
  const last = word.replace(/^.*\s/, '')
  const before = document.text.slice(Math.max(0, phrase.coreEnd - last.length - 16), phrase.coreEnd - last.length)
  const actor = TITLE.test(before) ? actorIn(tables.lastNames.get(last) ?? [], document.dispatch.published) : null
  return actor === null ? null : { entity: entityOf(document, actor), why: `last name ${actor.row}` }
}

// "four Palestinians" are persons, "the Palestinians" the nation.
function isCounted(document: Document, { start, headStart }: Phrase): boolean {
  return /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|dozens|hundreds|thousands|many)\b/i.test(
    document.text.slice(start, headStart),
  )
}

/** What a name of the dictionary means on the day of the dispatch; out of office, a politician is of the elite. */
export function entityOf(document: Document, actor: Actor): Entity {
  const year = document.dispatch.published === null ? null : Number(document.dispatch.published.slice(0, 4))
  const retired = year !== null && actor.kind === 'person' && actor.end !== null && year > actor.end
  const sector: readonly Sector[] = retired && yearsOff(actor, year) > 0 && actor.sectors.includes('GOV') ? ['ELI'] : actor.sectors // prettier-ignore
  return { name: actor.name, code: actor.code, sector: actor.kind === 'seat' ? ['GOV'] : sector }
}

/** The head is an agent noun, or a name with one as its title: "two Israeli soldiers", "a Houthi spokesman". */
function byRole(reader: Reader, tables: ActorTables): Resolution | null {
  const { document, findings, phrase } = reader
  const agents = roleNouns(reader)
  const head = agents.at(-1)
  const found = roleOf(agents)
  if (found === null || head === undefined) return null
  const role = agedRole(reader, head, found)
  const name = document.text.slice(phrase.headStart, phrase.coreEnd)
  const owner = ownerOf(document, findings, phrase) ?? sharedOwner(document, findings, phrase)
  const possessor = owner === null ? (possessorOf(reader) ?? relativeOwner(reader, tables)) : null
  if (possessor !== null) {
    return {
      entity: { name, ...underEntity(possessor.entity, role.sector) },
      why: `role ${role.sector ?? 'state'}, ${possessor.why}`,
    }
  }
  if (owner === null) return inContext(reader, role, name)
  return {
    entity: { name, ...underOwner(owner.actor, role.sector) },
    why: `role ${role.sector ?? 'state'} of ${owner.actor.row}`,
  }
}

// "her government", "its army": whom the pronoun means.
function possessorOf({ document, phrase: { start, headStart } }: Reader): Mention | null {
  const isOwner = (mention: Mention) => mention.start >= start && mention.end <= headStart
  return document.mentions.find(mention => isOwner(mention) && mention.why.startsWith('coreference')) ?? null
}

// "Eritrea, whose troops have fought": the noun that the relative clause belongs to.
function relativeOwner({ document, phrase }: Reader, tables: ActorTables): Resolution | null {
  if (!/^whose\b/i.test(document.text.slice(phrase.start, phrase.headStart))) return null
  const clause = ancestors(document, phrase.head).find(i => document.tokens[i]?.deprel === 'acl:relcl')
  const owner = clause === undefined ? -1 : (document.tokens[clause]?.head ?? -1)
  return owner < 0 ? null : explainActor(document, owner, tables)
}

/** The agent nouns of a phrase that say who it is, the head last. */
export function roleNouns({ findings, phrase, document }: Reader): readonly FoundAgent[] {
  const inCore = findings.agents.filter(a => a.start >= phrase.start && a.end <= phrase.coreEnd)
  const last = inCore.at(-1)
  if (last === undefined) return []
  if (last.end === phrase.coreEnd) return withMembers(inCore, { findings, phrase, document })
  const isTitle = /^\s+\p{Lu}/u.test(document.text.slice(last.end, phrase.coreEnd))
  return isTitle ? inCore : []
}

const MEMBERS =
  /^(?:members?|leaders?|groups?|supporters?|representatives?|number|dozens|hundreds|men|heads?|chiefs?|directors?(?:-general)?|delegations?)$/i

// "members of the rebel group", "the head of military operations": what they are of says the sector.
function withMembers(agents: readonly FoundAgent[], { findings, phrase, document }: Reader): readonly FoundAgent[] {
  if (!MEMBERS.test(document.text.slice(phrase.headStart, phrase.coreEnd))) return agents
  const after = findings.agents.find(a => a.start > phrase.coreEnd && a.end <= phrase.end)
  return after === undefined ? agents : [after]
}

// "former Prime Minister Hariri": out of office.
function agedRole({ document, phrase: { start: from } }: Reader, head: FoundAgent, role: Role): Role {
  const before = document.text.slice(Math.max(from, head.start - 40), head.start)
  const retired = role.sector === 'GOV' && /\b(?:former|ex|ousted|deposed)[\s-][^,.;]*$/i.test(before)
  return retired ? { ...role, sector: 'ELI' } : role
}

function inContext({ document, findings, phrase }: Reader, role: Role, name: string): Resolution {
  const sector = role.sector === null ? [] : [role.sector]
  if (role.code !== null) return { entity: { name, code: role.code, sector }, why: `role ${role.code}` }
  const group = role.sector === 'REB' ? groupAround(findings, phrase.headStart) : null
  const near = group ?? stateAround(document, findings, phrase.headStart)
  const why = `role ${role.sector ?? 'state'}, state from context ${near?.actor.row ?? 'unknown'}`
  return { entity: { name, code: near?.actor.code ?? 'UNK', sector }, why }
}

// "Palestinian prisoners and detainees": the second has the first's owner.
function sharedOwner(document: Document, findings: Findings, { head }: Phrase): Found | null {
  const token = document.tokens[head]
  if (token?.deprel !== 'conj' || dependents(document, head).some(i => document.tokens[i]?.deprel === 'det'))
    return null
  const first = readPhrase(document, phraseOf(document, token.head))
  return first === null
    ? null
    : (findings.names.findLast(f => f.start >= first.start && f.end <= first.headStart) ?? null)
}

/** A name that stands in apposition to a role: "the Dutch foreign minister, Caspar Veldkamp". */
function byGovernor({ document, phrase }: Reader, tables: ActorTables): Resolution | null {
  const token = document.tokens[phrase.head]
  const governor = document.tokens[token?.head ?? -1]
  if (token === undefined || governor === undefined || token.deprel !== 'appos' || !/^\p{Lu}/u.test(token.form))
    return null
  const before = phraseOf(document, token.head)
  const range = { first: before.first, past: Math.min(before.past, phrase.head) }
  const found = governor.upos === 'NOUN' ? explainActor(document, range, tables) : null
  if (found === null) return null
  const name = document.text.slice(phrase.headStart, phrase.coreEnd)
  return { entity: { ...found.entity, name }, why: `apposition: ${found.why}` }
}

/** A name unknown to the dictionary, explained after a comma: "Rustem Umerov, the defence minister of Ukraine,". */
function byAppositive({ document, findings, phrase }: Reader): Resolution | null {
  const rest = document.text.slice(phrase.coreEnd, phrase.end)
  if (!/^\s*[,(]/.test(rest)) return null
  const inside = (f: { start: number; end: number }) => f.start >= phrase.coreEnd && f.end <= phrase.end
  const agent = findings.agents.find(inside)
  const owner = findings.names.find(inside)
  if (agent === undefined) return null
  const name = document.text.slice(phrase.headStart, phrase.coreEnd)
  if (owner === undefined) return inContext({ document, findings, phrase }, agent.role, name)
  return { entity: { name, ...underOwner(owner.actor, agent.role.sector) }, why: `apposition to ${owner.actor.row}` }
}

/** Any other head with a nation or group before it: "Russian drones" is Russia, "Hamas rockets" Hamas. */
function byModifier({ document, findings, phrase }: Reader): Resolution | null {
  const owner = findings.names.findLast(f => f.start >= phrase.start && f.end <= phrase.headStart)
    ?? ownerOf(document, findings, phrase) // prettier-ignore
  if (owner === null || isVenueOf(document, owner, phrase)) return null
  return { entity: whole(document, owner), why: `modifier ${owner.actor.row}` }
}

// prettier-ignore
const HELD_SOMEWHERE =
  /^(?:talks?|meetings?|summits?|negotiations?|rounds?|conferences?|accords?|agreements?|declarations?|process|tracks?|formats?|protocols?)$/i

/** "the Istanbul talks", "the Minsk agreements": where something was held or signed says nothing of who did. */
function isVenueOf(document: Document, { actor }: Found, { headStart, coreEnd }: Phrase): boolean {
  const isTown = actor.kind === 'capital' || actor.kind === 'region'
  return isTown && HELD_SOMEWHERE.test(document.text.slice(headStart, coreEnd))
}

/** Any other head with a role before it: "a militant hideout", "Council members". */
function byAgentBefore(reader: Reader): Resolution | null {
  const { document, findings, phrase } = reader
  const agent = findings.agents.findLast(a => a.start >= phrase.start && a.end <= phrase.headStart)
  if (agent === undefined) return null
  return inContext(reader, agent.role, document.text.slice(phrase.headStart, phrase.coreEnd))
}

function whole(document: Document, { actor }: Found): Entity {
  return isNational(actor) ? { name: actor.name, code: actor.code, sector: [] } : entityOf(document, actor)
}
