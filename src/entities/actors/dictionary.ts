import type { ActorKind } from './kinds.ts'
import { SECTORS, type Sector } from '../../contract.ts'
import type { ParleyError } from '../../errors.ts'
import { PhraseIndex } from '../phrases.ts'
import { listOf, readTable, type ReadFile } from '../table.ts'
import { addOwnActors, type ActorFile } from './own.ts'
import { addActors } from './rows.ts'

/** A name of the dictionary with its code. */
export interface Actor {
  readonly name: string
  readonly code: string
  readonly sectors: readonly Sector[]
  readonly kind: ActorKind
  /** First and last year in which code and sectors hold, both included; null where open. */
  readonly start: number | null
  readonly end: number | null
  /** File and name, for `why`. */
  readonly row: string
  /** Whether the person heads a state or its government. */
  readonly isHead?: boolean
}

/** What an agent noun says by itself. */
export interface Role {
  /** Null for nouns that stand for the state itself ("the country"). */
  readonly sector: Sector | null
  /** Whose it is where nobody is named, such as IGO for peacekeepers. */
  readonly code: string | null
}

/** The actor dictionary: names, and nouns for people and bodies that act. */
export interface ActorTables {
  readonly names: PhraseIndex<Actor>
  /** Nouns and compounds in lower case. */
  readonly agents: PhraseIndex<Role>
  /** Names of several states at once → their codes. */
  readonly several: PhraseIndex<readonly string[]>
  /** Persons by the last word of their name. */
  readonly lastNames: ReadonlyMap<string, readonly Actor[]>
  /** Names of those who head a state or its government. */
  readonly leaders: ReadonlySet<string>
  /** Usual English name by state code. */
  readonly states: ReadonlyMap<string, string>
  /** Lines left out. */
  readonly faults: readonly ParleyError[]
  /** Lines of the user's dictionaries left out. */
  readonly ownFaults: readonly ParleyError[]
}

const FILES = ['people', 'groups', 'organisations', 'agencies', 'media'] as const
const STATE = ['code', 'name', 'aliases', 'adjectives', 'demonyms', 'capitals', 'seats', 'regions'] as const

/**
 * Reads `data/actors/`; broken lines are named in `faults`, the rest loads.
 *
 * @param own - A user's dictionaries, whose rows come first.
 * @throws {ParleyError} `ACTORS_FORMAT` where one of them is no dictionary.
 */
export function loadActors(read: ReadFile, own: readonly ActorFile[] = []): ActorTables {
  const names = new PhraseIndex<Actor>()
  const agents = new PhraseIndex<Role>()
  const states = new Map<string, string>()
  const several = readTable(read, 'actors/several.tsv', ['name', 'codes'])
  const ownFaults = own.flatMap(file => addOwnActors(names, file))
  const faults = [
    ...addStates(read, { names, states }),
    ...FILES.flatMap(file => addActors(names, read, `actors/${file}.tsv`)),
    ...addAgents(agents, read),
    ...several.faults,
  ]
  const together = new PhraseIndex<readonly string[]>()
  for (const { name, codes } of several.rows) together.add(name, listOf(codes))
  const actors = names.values()
  const leaders = new Set([...actors].flatMap(({ name, isHead }) => (isHead === true ? [name] : [])))
  return { names, agents, states, several: together, faults, ownFaults, leaders, lastNames: lastNamesIn(actors) }
}

function lastNamesIn(actors: ReadonlySet<Actor>): ReadonlyMap<string, readonly Actor[]> {
  const found = new Map<string, Actor[]>()
  for (const actor of actors) {
    const last = /[^\s]+$/.exec(actor.name)?.[0] ?? ''
    if (actor.kind === 'person') found.set(last, [...(found.get(last) ?? []), actor])
  }
  return found
}

function addStates(
  read: ReadFile,
  into: { names: PhraseIndex<Actor>; states: Map<string, string> },
): readonly ParleyError[] {
  const { rows, faults } = readTable(read, 'actors/states.tsv', STATE)
  for (const row of rows) {
    into.states.set(row.code, row.name)
    const add = (kind: ActorKind, phrases: readonly string[], sectors: readonly Sector[]) => {
      const named = { name: row.name, code: row.code, sectors, kind, start: null, end: null }
      for (const phrase of phrases) into.names.add(phrase, { ...named, row: `actors/states.tsv: ${phrase}` })
    }
    add('state', [row.name, ...listOf(row.aliases)], [])
    add('adjective', listOf(row.adjectives), [])
    add('demonym', listOf(row.demonyms), ['CVL'])
    add('capital', listOf(row.capitals), [])
    add('seat', listOf(row.seats), ['GOV'])
    add('region', listOf(row.regions), [])
  }
  return faults
}

function addAgents(agents: PhraseIndex<Role>, read: ReadFile): readonly ParleyError[] {
  const { rows, faults } = readTable(read, 'actors/agents.tsv', ['noun', 'sector'])
  for (const row of rows) {
    const [code, sector] = partsOf(row.sector)
    const role: Role = { sector: isSector(sector) ? sector : null, code }
    for (const form of [row.noun, pluralOf(row.noun)]) agents.add(form, role)
  }
  return faults
}

// `IGO/MIL` is a code and a sector, `NGO/` a code alone, `GOV` a sector.
function partsOf(cell: string): readonly [code: string | null, sector: string] {
  const slash = cell.indexOf('/')
  return slash === -1 ? [null, cell] : [cell.slice(0, slash), cell.slice(slash + 1)]
}

/** The regular plural of a noun or compound, at its last word or before "of". */
export function pluralOf(noun: string): string {
  const [, head = noun, rest = ''] = /^(.*?)( of .*)?$/.exec(noun) ?? []
  if (/(?:s|x|ch|sh)$/.test(head)) return `${head}es${rest}`
  if (/man$/.test(head)) return `${head.slice(0, -2)}en${rest}`
  return /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ies${rest}` : `${head}s${rest}`
}

function isSector(text: string): text is Sector {
  return (SECTORS as readonly string[]).includes(text)
}

/** The row that holds in the year of the dispatch; the first one where no year is known, the nearest where none holds. */
export function actorIn(rows: readonly Actor[], published: string | null): Actor | null {
  if (published === null || rows.length < 2) return rows[0] ?? null
  const year = Number(published.slice(0, 4))
  return [...rows].sort((a, b) => yearsOff(a, year) - yearsOff(b, year))[0] ?? null
}

/** Years between the given one and the row's term; 0 within it. */
export function yearsOff(actor: Actor, year: number): number {
  if (actor.start !== null && year < actor.start) return actor.start - year
  return actor.end !== null && year > actor.end ? year - actor.end : 0
}
