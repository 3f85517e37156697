import { parseFields, type Fields } from '../../intake/yaml-fields.ts'
import type { Report } from './told.ts'
import type { Track } from './tracks.ts'

/** One entry of processes.yaml: a name for what is told of some parties, of several pairs together, or of a part. */
export interface Arranged {
  readonly name: string
  /** Codes in order, such as `RUS+UKR`: the reports of all of these. */
  readonly keys: readonly string[]
  /** Only what was published from that day on, up to that day; both included. */
  readonly from: string | null
  readonly to: string | null
  /** Only what tells of a round in one of these places. */
  readonly places: readonly string[]
  /** Dispatches that belong here whatever they tell. */
  readonly pin: readonly string[]
}

export type Arrangement = readonly Arranged[]

export const NO_ARRANGEMENT: Arrangement = []

export interface NamedTrack extends Track {
  readonly name: string | null
}

const FIELDS = ['name', 'parties', 'merge', 'from', 'to', 'places', 'pin']
const NO_LIST = 'there is no list called processes'

/**
 * Reads processes.yaml.
 *
 * @param file - What the file is called in errors.
 * @throws {ParleyError} `PROCESSES_BROKEN` with the line.
 */
export function parseArrangement(text: string, file: string): Arrangement {
  const fields = parseFields(text, { file, failure: 'PROCESSES_BROKEN', empty: NO_LIST })
  if (!Array.isArray(fields.value('processes'))) throw fields.refuse(NO_LIST)
  const seen = new Set<string>()
  return fields.maps('processes').map(fields => {
    const entry = entryOf(fields)
    if (seen.has(entry.name)) throw fields.refuse(`the name ${entry.name} stands twice`)
    seen.add(entry.name)
    return entry
  })
}

function entryOf(fields: Fields): Arranged {
  fields.only(FIELDS)
  const name = fields.value('name')
  if (typeof name !== 'string' || name.trim() === '') throw fields.refuse('an entry has no name')
  const parties = listIn(fields, 'parties')
  const keys = [...(parties.length === 0 ? [] : [parties.join('+')]), ...listIn(fields, 'merge')]
  const pin = listIn(fields, 'pin')
  if (keys.length === 0 && pin.length === 0) throw fields.refuse(`${name} has neither parties nor merge nor pin`)
  const wrong = keys.find(key => key.split('+').length < 2)
  if (wrong !== undefined) throw fields.refuse(`${wrong} is one party: give two, as RUS+UKR`)
  return {
    name: name.trim(),
    keys: keys.map(key => key.split('+').sort().join('+')),
    from: dayIn(fields, 'from'),
    to: dayIn(fields, 'to'),
    places: listIn(fields, 'places'),
    pin,
  }
}

function listIn(fields: Fields, field: string): string[] {
  const value = fields.value(field) ?? []
  if (Array.isArray(value) && value.every(part => typeof part === 'string')) return value
  throw fields.refuse(`${field} is no list of words`, field)
}

function dayIn(fields: Fields, field: string): string | null {
  const value = fields.value(field)
  if (value === null) return null
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  throw fields.refuse(`${field} is no day, YYYY-MM-DD`, field)
}

/** Tracks as the file wants them: named, merged, split, with pinned dispatches. What no entry takes stays as it was found. */
export function arrange(tracks: readonly Track[], arrangement: Arrangement): NamedTrack[] {
  const pins = new Map(arrangement.flatMap(({ name, pin }) => pin.map(id => [id, name] as const)))
  const taken = new Map<string, Report[]>()
  const left: NamedTrack[] = tracks.map(({ key, reports }) => {
    const own: Report[] = []
    for (const report of reports) {
      const pinned = pins.get(report.dispatch.id)
      const name = pinned ?? arrangement.find(entry => wants(entry, key, report))?.name
      if (name === undefined) own.push(report)
      else taken.set(name, [...(taken.get(name) ?? []), report])
    }
    return { key, name: null, reports: own }
  })
  const rest = left.filter(({ reports }) => reports.length > 0)
  const used = new Set(rest.map(({ key }) => key))
  const named = arrangement.flatMap(entry => namedTrack(entry, taken.get(entry.name) ?? [], used))
  return [...named, ...rest]
}

function wants({ keys, from, to, places }: Arranged, key: string, { dispatch, rounds }: Report): boolean {
  if (!keys.includes(key)) return false
  const day = dispatch.published
  if (from !== null && (day === null || day < from)) return false
  if (to !== null && (day === null || day > to)) return false
  const named = rounds.map(({ record }) => record.place?.toLowerCase() ?? '')
  return places.length === 0 || places.some(place => named.some(other => other.includes(place.toLowerCase())))
}

/** A process keeps its parties' key where nothing else is called so. */
function namedTrack({ name, keys }: Arranged, reports: readonly Report[], used: Set<string>): NamedTrack[] {
  if (reports.length === 0) return []
  const parties = keys[0] ?? codesOf(reports)
  const key = used.has(parties) ? `${parties}:${slugOf(name)}` : parties
  used.add(key)
  return [{ key, name, reports }]
}

const codesOf = (reports: readonly Report[]) =>
  [...new Set(reports.flatMap(({ parties }) => parties.map(({ code }) => code)))].slice(0, 2).sort().join('+')

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
