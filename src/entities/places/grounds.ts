import { span, type Span } from '../../span.ts'
import { dependents } from '../../syntax/walk.ts'
import type { Document, Place } from '../../text/document.ts'
import type { ActorTables } from '../actors/dictionary.ts'
import { findActors } from '../actors/findings.ts'
import { isNational } from '../actors/compose.ts'
import { phraseOf } from '../actors/phrase.ts'
import { importance } from './candidates.ts'
import type { GazetteerRow, PlaceTables } from './gazetteer.ts'
import { placeKey } from './key.ts'

/** What the noun of a place can point back to. */
export type Ground = 'area' | 'town' | 'country' | 'capital' | 'site'

/** Finds what a common noun for a place means; see `createGrounds`. */
export type ResolveGround = (document: Document, head: number) => Place | null

const POINTS_TO: Readonly<Record<Ground, readonly Place['resolution'][]>> = {
  area: ['province', 'region', 'district'],
  town: ['city'],
  country: ['country'],
  capital: [],
  site: [],
}

/**
 * What "the enclave", "the Omani capital", "there" or "13 Russian regions" mean.
 *
 * @returns Null where the noun is none of `data/places/grounds.tsv`, or neither its phrase nor the text before it says more.
 */
export function createGrounds(places: PlaceTables, actors: ActorTables): ResolveGround {
  return (document, head) => {
    const token = document.tokens[head]
    if (token === undefined) return null
    if (/^there$/i.test(token.form) && token.upos === 'ADV') return lastBefore(document, head, { wanted: ANY, state: null })
    const ground = places.grounds.get(token.lemma.toLowerCase())
    if (ground === undefined) return null
    const state = stateIn(document, head, actors)
    if (ground === 'capital') return state === null ? null : capitalOf(document, head, { code: state, places })
    const told = isDefinite(document, head) ? lastBefore(document, head, { wanted: POINTS_TO[ground], state }) : null
    return told ?? (state === null ? null : stateOf(document, head, { code: state, places }))
  }
} // prettier-ignore

const ANY: readonly Place['resolution'][] = ['city', 'point', 'province', 'region']

interface Told {
  readonly wanted: readonly Place['resolution'][]
  /** The state in which it must lie, where one is named. */
  readonly state: string | null
}

function lastBefore(document: Document, head: number, { wanted, state }: Told): Place | null {
  const offset = document.tokens[head]?.start ?? 0
  const fits = ({ end, country, resolution }: Place) => end <= offset && wanted.includes(resolution) && (state === null || country === state) // prettier-ignore
  const place = document.places.findLast(fits)
  return place === undefined ? null : { ...at(document, head), ...withoutSpan(place), why: `points back: ${place.why}` }
}

const withoutSpan = ({ name, country, lat, lon, resolution, geonameid, why }: Place) => {
  return { name, country, lat, lon, resolution, geonameid, why }
}

function at(document: Document, head: number): Span {
  const { first, past } = phraseOf(document, head)
  return span(document.tokens[first]?.start ?? 0, document.tokens[past - 1]?.end ?? 0)
}

/** The state that a phrase names: "the Omani capital", "Russian regions", "the capital of Oman". */
function stateIn(document: Document, head: number, actors: ActorTables): string | null {
  const { start, end } = at(document, head)
  const found = findActors(document, actors).names.find(name => name.start >= start && name.end <= end && isNational(name.actor)) // prettier-ignore
  return found?.actor.code ?? null
}

function isDefinite(document: Document, head: number): boolean {
  return dependents(document, head).some(i => /^(?:the|this|that)$/i.test(document.tokens[i]?.form ?? ''))
}

interface Wanted {
  readonly code: string
  readonly places: PlaceTables
}

function stateOf(document: Document, head: number, { code, places }: Wanted): Place | null {
  const row = rowsNamed(places.stateNames.get(code) ?? '', places).find(row => row.resolution === 'country' && row.country === code) // prettier-ignore
  return row === undefined ? null : placeOf(row, at(document, head), `in the state named: ${row.name}`)
}

function capitalOf(document: Document, head: number, { code, places }: Wanted): Place | null {
  const towns = (places.capitals.get(code) ?? []).flatMap(name => rowsNamed(name, places))
  const [row] = towns.filter(town => town.resolution === 'city' && town.country === code).sort((a, b) => importance(b) - importance(a)) // prettier-ignore
  return row === undefined ? null : placeOf(row, at(document, head), `the capital of ${code}: ${row.name}`)
}

const rowsNamed = (name: string, places: PlaceTables) => places.rowsOf(placeKey(name))

function placeOf(row: GazetteerRow, where: Span, why: string): Place {
  const { name, country, lat, lon, resolution, geonameid } = row
  return { ...where, name, country, lat, lon, resolution, geonameid, why }
}
