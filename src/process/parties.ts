import type { Category, EntityRecord, EventRecord, Party, PlaceRecord } from '../contract.ts'
import { NO_STATE, partiesOf, partyOf } from '../events/party.ts'
import { firstOf } from './words.ts'

const NEGOTIATES: ReadonlySet<Category> = new Set(['CONSULT', 'AGREE', 'RETREAT', 'CONCEDE', 'REJECT', 'REQUEST'])

interface Standing {
  readonly name: string
  /** How often it sits opposite another, promises, is asked; a meeting of two or more counts double. */
  weight: number
  /** How often it brings others together. */
  mediates: number
}

/** Who negotiates with whom, and who brings them together. */
export interface Sides {
  readonly parties: readonly Party[]
  readonly mediators: readonly Party[]
}

/** Weight from which somebody counts as a party, where the heaviest weighs more. */
const PARTY_LEAST = 3
/** Weight of one that met another once. */
const MET_ONCE = 2
const MOST_PARTIES = 4
/** A party weighs at least this share of what the second heaviest weighs. */
const SHARE_OF_SECOND = 0.5

/** Finds parties and mediators from what the dispatch says that they did. */
export function findSides(events: readonly EventRecord[], roundPlaces: readonly PlaceRecord[]): Sides {
  const standings = standingsOf(events)
  const ranked = [...standings].sort(([, a], [, b]) => b.weight - a.weight)
  const strongest = ranked[0]?.[1].weight ?? 0
  const second = ranked[1]?.[1].weight ?? 0
  // Two that met are parties, however little else is told of the weaker.
  const least = Math.min(PARTY_LEAST, strongest, Math.max(MET_ONCE, second))
  const parties = ranked
    .filter(
      ([code, { weight, mediates }]) =>
        !NO_STATE.has(code) && weight >= least && weight >= SHARE_OF_SECOND * second && weight > 2 * mediates,
    )
    .slice(0, MOST_PARTIES)
    .map(([code, { name }]) => ({ code, name }))
  const isParty = (code: string) => parties.some(party => party.code === code)
  const mediators = ranked
    .filter(([code, { mediates }]) => mediates > 0 && !isParty(code))
    .map(([code, { name }]) => ({ code, name }))
  const hosts = roundPlaces.flatMap(({ country, name }) => {
    const isHost = country !== null && !isParty(country) && !isOwnGround(country, parties)
    return isHost ? [{ code: country, name: standings.get(country)?.name ?? name }] : []
  })
  // Gold rule: "the country of the venue is listed as mediator".
  return { parties, mediators: firstOf([...mediators, ...hosts], ({ code }) => code) }
}

const isOwnGround = (country: string, parties: readonly Party[]) => parties.some(({ code }) => code.startsWith(country))

function standingsOf(events: readonly EventRecord[]): Map<string, Standing> {
  const standings = new Map<string, Standing>()
  const add = (entity: EntityRecord, weight: number, mediates: number) => {
    const party = partyOf(entity)
    if (party === null) return
    const standing = standings.get(party) ?? {
      name: entity.name,
      weight: 0,
      mediates: 0,
    }
    standing.weight += weight
    standing.mediates += mediates
    standings.set(party, standing)
  }
  for (const event of events) {
    if (!NEGOTIATES.has(event.event)) continue
    const mediates = isMediation(event)
    const joint = new Set(partiesOf(event.actor)).size > 1 ? 2 : 1
    for (const entity of event.actor) add(entity, mediates ? 0 : event.issue === null ? 0.5 : joint, mediates ? 1 : 0)
    for (const entity of event.recipient) add(entity, event.issue === null ? 0.5 : 1, 0)
  }
  return standings
}

/** PLOVER mode third-party with one actor and others as recipients: the actor brings them together. */
export function isMediation({ event, mode, actor, recipient }: EventRecord): boolean {
  return event === 'CONSULT' && mode.includes('third-party') && partiesOf(actor).length === 1 && recipient.length > 0
}
