import { RESOLUTIONS, type Resolution } from '../../contract.ts'
import type { ParleyError } from '../../errors.ts'
import { listOf, readTable, type ReadFile, type Row } from '../table.ts'
import type { Ground } from './grounds.ts'
import { placeKey } from './key.ts'
import { TownIndex } from './towns.ts'

/** A place of the gazetteer. */
export interface GazetteerRow {
  readonly name: string
  /** The spelling by which it was found; its capitals are demanded of the text where it is an abbreviation. */
  readonly form: string
  /** ISO 3166 alpha-3; null where several states share it or it is contested. */
  readonly country: string | null
  /** GeoNames' code of its first-level region, of a region its own; empty where unknown. */
  readonly admin: string
  /** WGS 84 degrees; the middle of areas. */
  readonly lat: number
  readonly lon: number
  readonly resolution: Resolution
  /** People living there; 0 where the table does not say. */
  readonly population: number
  readonly geonameid: number | null
  /** Whether it is the seat of a national (`C`) or regional (`A`) government. */
  readonly seat: string
  /** File of `data/places/`, for `why`. */
  readonly file: string
}

/** What a word beside a name, or the name itself, says of it; see data/places/neighbours.tsv. */
export type NeighbourRole =
  | 'area' | 'site' | 'authority' | 'body' | 'title' | 'locative' | 'direction' | 'never' | 'seldom' // prettier-ignore

/** The gazetteer: places by their folded names, short forms of states, and words that stand beside places. */
export interface PlaceTables {
  /** All places of that name; the key is that of `placeKey`. */
  rowsOf(key: string): readonly GazetteerRow[]
  /** Short forms such as `Ill.`, exactly as written. */
  readonly shortForms: ReadonlyMap<string, ShortForm>
  readonly neighbours: ReadonlyMap<string, ReadonlySet<NeighbourRole>>
  /** Lemma of a common noun → what it can point back to. */
  readonly grounds: ReadonlyMap<string, Ground>
  /** Usual English name, and names of the capitals, by state code. */
  readonly stateNames: ReadonlyMap<string, string>
  readonly capitals: ReadonlyMap<string, readonly string[]>
  /** Lines left out. */
  readonly faults: readonly ParleyError[]
}

/** A state's short form. */
export interface ShortForm {
  readonly name: string
  readonly country: string
  /** Whether it names the state without a town before it. */
  readonly alone: boolean
}

type Add = (phrases: readonly string[], row: Omit<GazetteerRow, 'form'>) => void

/** Reads `data/places/` and the states' names; broken lines are named in `faults`, the rest loads. */
export function loadPlaces(read: ReadFile): PlaceTables {
  const areas = new Map<string, GazetteerRow[]>()
  const add: Add = (phrases, row) => {
    for (const form of phrases) {
      const key = placeKey(form)
      const known = areas.get(key) ?? []
      const index = known.findIndex(other => isSameArea(other, row))
      const same = known[index]
      if (same === undefined) areas.set(key, [...known, { ...row, form }])
      else known[index] = joined(same, { ...row, form })
    }
  }
  const shortForms = new Map<string, ShortForm>()
  const neighbours = new Map<string, Set<NeighbourRole>>()
  const [stateNames, capitals] = [new Map<string, string>(), new Map<string, readonly string[]>()]
  const grounds = readTable(read, 'places/grounds.tsv', ['noun', 'kind'])
  const states = readTable(read, 'actors/states.tsv', STATE).rows
  for (const row of states) capitals.set(row.code, listOf(row.capitals))
  const isFree = (phrase: string) => !areas.has(placeKey(phrase))
  const faults = [
    ...addAreas(add, read),
    ...addCountries(add, read, { states, isFree, names: stateNames }),
    ...addRegions(add, read),
    ...addCounties(add, read),
    ...addShortForms(shortForms, read),
    ...addNeighbours(neighbours, read),
    ...grounds.faults,
  ]
  const towns = new TownIndex(read, 'places/cities.tsv')
  return {
    rowsOf(key) {
      const [own, found] = [areas.get(key), towns.rowsOf(key)]
      return own === undefined ? found : [...own, ...found]
    },
    shortForms,
    neighbours,
    grounds: new Map(grounds.rows.map(({ noun, kind }) => [noun, kind as Ground])),
    stateNames,
    capitals,
    faults: [...faults, ...towns.faults],
  }
}

// A table written by hand comes before a compiled one and hides its row for the same region.
function isSameArea(known: GazetteerRow, row: Omit<GazetteerRow, 'form'>): boolean {
  return known.country === row.country && known.resolution === row.resolution && known.name === row.name
}

// The spelling with fewer capitals admits the other: "Gaza strip" and "Gaza Strip".
function joined(known: GazetteerRow, row: GazetteerRow): GazetteerRow {
  const capitals = (form: string) => form.replace(/[^\p{Lu}]/gu, '').length
  const form = capitals(row.form) < capitals(known.form) ? row.form : known.form
  return { ...known, form, admin: known.admin === '' ? row.admin : known.admin }
}

const AREA = { admin: '', population: 0, geonameid: null, seat: '' } as const

// Some spellings of states that the actors' table has are areas of their own here: England, Korea.
function addCountries(add: Add, read: ReadFile, { states, isFree, names }: States): readonly ParleyError[] {
  const spellings = new Map(states.map(row => [row.code, [row.name, ...listOf(row.aliases)]]))
  const { rows, faults } = readTable(read, 'places/countries.tsv', ['code', 'name', 'aliases', 'lat', 'lon'])
  for (const row of rows) {
    const at = { lat: Number(row.lat), lon: Number(row.lon) }
    const country = { ...AREA, ...at, name: row.name, country: row.code, resolution: 'country' as const }
    const phrases = [
      row.name,
      ...listOf(row.aliases),
      ...(spellings.get(row.code) ?? []).filter(phrase => isName(phrase) && isFree(phrase)),
    ]
    names.set(row.code, row.name)
    add([...new Set(phrases)], { ...country, file: 'countries.tsv' })
  }
  return faults
}

interface States {
  readonly states: readonly Row<(typeof STATE)[number]>[]
  readonly isFree: (phrase: string) => boolean
  readonly names: Map<string, string>
}

// prettier-ignore
const STATE = ['code', 'name', 'aliases', 'adjectives', 'demonyms', 'capitals', 'seats', 'regions'] as const
const isName = (phrase: string) => /^\p{Lu}/u.test(phrase)

function addAreas(add: Add, read: ReadFile): readonly ParleyError[] {
  const columns = ['name', 'aliases', 'country', 'resolution', 'lat', 'lon'] as const
  const { rows, faults } = readTable(read, 'places/areas.tsv', columns)
  for (const row of rows) {
    if (!isResolution(row.resolution)) continue
    const country = row.country === '' ? null : row.country
    const at = { lat: Number(row.lat), lon: Number(row.lon) }
    const area = { ...AREA, ...at, name: row.name, country, resolution: row.resolution }
    add([row.name, ...listOf(row.aliases)], { ...area, file: 'areas.tsv' })
  }
  return faults
}

function addRegions(add: Add, read: ReadFile): readonly ParleyError[] {
  const columns = ['name', 'aliases', 'country', 'admin', 'lat', 'lon'] as const
  const { rows, faults } = readTable(read, 'places/regions.tsv', columns)
  for (const { name, aliases, country, admin, lat, lon } of rows) {
    const at = { lat: Number(lat), lon: Number(lon) }
    const region = { ...AREA, ...at, name, country, admin, resolution: 'province' as const }
    add([name, ...listOf(aliases)], { ...region, file: 'regions.tsv' })
  }
  return faults
}

function addCounties(add: Add, read: ReadFile): readonly ParleyError[] {
  const { rows, faults } = readTable(read, 'places/counties.tsv', ['name', 'country', 'admin', 'lat', 'lon'])
  for (const { name, country, admin, lat, lon } of rows) {
    const at = { lat: Number(lat), lon: Number(lon) }
    const county = { ...AREA, ...at, name: `${name} (${admin})`, country, admin, resolution: 'district' as const }
    add([name], { ...county, file: 'counties.tsv' })
  }
  return faults
}

function addShortForms(into: Map<string, ShortForm>, read: ReadFile): readonly ParleyError[] {
  const { rows, faults } = readTable(read, 'places/abbreviations.tsv', ['short', 'name', 'country', 'alone'])
  for (const { short, name, country, alone } of rows) into.set(short, { name, country, alone: alone === 'yes' })
  return faults
}

function addNeighbours(into: Map<string, Set<NeighbourRole>>, read: ReadFile): readonly ParleyError[] {
  const { rows, faults } = readTable(read, 'places/neighbours.tsv', ['word', 'role'])
  for (const { word, role } of rows) {
    const roles = into.get(word) ?? new Set()
    into.set(word, roles.add(role as NeighbourRole))
  }
  return faults
}

function isResolution(text: string): text is Resolution {
  return (RESOLUTIONS as readonly string[]).includes(text)
}
