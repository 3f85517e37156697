import type { Sector } from '../../contract.ts'
import type { Document, Entity } from '../../text/document.ts'
import type { Actor, Role } from './dictionary.ts'
import type { Findings, Found, FoundAgent } from './findings.ts'
import type { Phrase } from './phrase.ts'

/** Whom a phrase means, and the rows and rules that say so. */
export interface Resolution {
  readonly entity: Entity
  readonly why: string
}

/** Sectors that a modifier lends to any noun: "rebel spokesman", "opposition lawmakers", "gang leader". */
const STRONG: ReadonlySet<Sector> = new Set<Sector>(['REB', 'OPP', 'PRM', 'CRM', 'UAF'])
/** Sectors of nouns that only say what somebody does for somebody else. */
const GENERIC: ReadonlySet<Sector> = new Set<Sector>(['GOV', 'CVL', 'PTY'])
/** Sectors that a group's own people keep: "Hamas police". */
const OWN: ReadonlySet<Sector> = new Set<Sector>(['COP', 'MED', 'JRN', 'EDU', 'JUD', 'BUS'])

/**
 * The role of a noun with other agent nouns before it.
 *
 * @param agents - In order; the last one is the head.
 */
export function roleOf(agents: readonly FoundAgent[]): Role | null {
  const head = agents.at(-1)
  if (head === undefined) return null
  const before = agents.slice(0, -1).map(agent => agent.role)
  const strong = before.find(({ sector }) => sector !== null && STRONG.has(sector))
  if (strong !== undefined) return strong
  const shared = before.find(({ code, sector }) => code !== null && sector === head.role.sector)
  if (shared !== undefined) return shared // "coalition warplanes"
  if (head.role.sector === 'REL' && before.some(role => role.sector === 'GOV'))
    return before.findLast(r => r.sector === 'GOV') ?? head.role
  if (head.role.sector !== null && GENERIC.has(head.role.sector)) return before.findLast(r => r.sector) ?? head.role
  return head.role
}

/** Code and sector of an agent noun that belongs to a named owner: "Houthi spokesman", "Israeli soldiers". */
export function underOwner(owner: Actor, sector: Sector | null): Pick<Entity, 'code' | 'sector'> {
  const own = sector === null ? [] : [sector]
  if (isNational(owner)) return { code: owner.code, sector: own }
  if (sector === null || owner.kind === 'organisation')
    return { code: owner.code, sector: ofOrganisation(owner, sector) }
  if (owner.kind === 'person' && owner.sectors.includes('GOV')) return { code: owner.code, sector: own }
  if (OWN.has(sector) || owner.sectors.length === 0) return { code: owner.code, sector: own }
  return { code: owner.code, sector: owner.sectors }
}

function ofOrganisation(owner: Actor, sector: Sector | null): readonly Sector[] {
  return sector === 'MIL' || sector === 'JUD' ? [sector] : owner.sectors
}

/** As `underOwner`, for an owner known only as an entity: a rebel's men are rebels, a minister's are his state's. */
export function underEntity(owner: Entity, sector: Sector | null): Pick<Entity, 'code' | 'sector'> {
  const own = sector === null ? [] : [sector]
  const keeps = owner.sector.some(each => STRONG.has(each)) && (sector === null || !OWN.has(sector))
  return { code: owner.code, sector: keeps ? owner.sector : own }
}

/** Whether the name stands for a state. */
export function isNational(actor: Actor): boolean {
  return ['state', 'adjective', 'demonym', 'capital', 'seat', 'region'].includes(actor.kind)
}

/** Who owns the agent noun: the nearest name before it in the phrase, else the first after "of", "from" and the like. */
export function ownerOf(document: Document, findings: Findings, phrase: Phrase): Found | null {
  const before = findings.names.filter(f => f.start >= phrase.start && f.end <= phrase.headStart)
  const possessor = before.find(f => /^['’]s?\b/.test(document.text.slice(f.end, f.end + 2)))
  const nearest = possessor ?? before.findLast(f => f.actor.kind !== 'person') ?? before.at(-1)
  if (nearest !== undefined) return nearest
  const after = findings.names.find(f => f.start >= phrase.coreEnd && f.end <= phrase.end)
  if (after === undefined) return null
  const between = document.text.slice(phrase.coreEnd, after.start)
  return LINK.test(between) ? after : null
}

/** All owners of an agent noun, where several are joined: "Ukrainian and Russian", "of Egypt, Qatar and Turkey". */
export function ownersOf(document: Document, findings: Findings, phrase: Phrase): readonly Found[] {
  const first = ownerOf(document, findings, phrase)
  if (first === null) return []
  const isJoined = (a: Found, b: Found) => JOINT.test(document.text.slice(a.end, b.start))
  const owners = [first]
  const names = findings.names.filter(f => f.start >= phrase.start && f.end <= phrase.end)
  const at = names.indexOf(first)
  for (const next of names.slice(at + 1)) {
    const last = owners.at(-1)
    if (last === undefined || !isJoined(last, next)) break
    owners.push(next)
  }
  for (const before of names.slice(0, Math.max(0, at)).reverse()) {
    if (owners[0] === undefined || !isJoined(before, owners[0])) break
    owners.unshift(before)
  }
  return owners
}

const JOINT = /^(?:,|,? and|,? or|-) ?(?:the )?$/

const LINK = /^[\s,]*(?:\w+\s)?(?:\w+\s)?(?:of|from|for|in|with|to|at|by|representing)\s/
