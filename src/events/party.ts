import type { EntityRecord, Sector } from '../contract.ts'

/** Sectors that speak for their state; every other names a body apart from it. */
const OF_STATE: ReadonlySet<Sector> = new Set(['GOV', 'MIL', 'SPY', 'COP', 'JUD', 'LEG'])
const ARMED: ReadonlySet<Sector> = new Set(['REB', 'PRM', 'UAF', 'OPP', 'PTY'])
/** Codes that are no state's: bodies that mediate, help or watch. */
export const NO_STATE: ReadonlySet<string> = new Set(['IGO', 'NGO', 'MNC', 'UNK'])

/** An entity as one string: `RUS` for a state, its government or army; `COD/REB` for an armed or political group of it; null for others. */
export function partyOf({ code, sector }: Pick<EntityRecord, 'code' | 'sector'>): string | null {
  if (code === 'UNK') return null
  if (sector.length === 0 || sector.some(s => OF_STATE.has(s))) return code
  const group = sector.find(s => ARMED.has(s))
  if (group === undefined) return NO_STATE.has(code) ? code : null
  return `${code}/${group === 'UAF' ? 'REB' : group}`
}

/** The parties of some entities, each once, in order. */
export function partiesOf(entities: readonly EntityRecord[]): string[] {
  return [...new Set(entities.flatMap(entity => partyOf(entity) ?? []))]
}

/** The parties in whose name people act or suffer, each once: who belongs to none, as civilians do, counts for the state. */
export function countedParties(entities: readonly Pick<EntityRecord, 'code' | 'sector'>[]): string[] {
  return [...new Set(entities.flatMap(entity => partyOf(entity) ?? (entity.code === 'UNK' ? [] : [entity.code])))]
}
