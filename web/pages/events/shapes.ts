import type { Feature, FeatureCollection, Polygon, Point } from 'geojson'
import type { PlaceRecord, Resolution } from '../../../src/contract.ts'
import type { EventRow } from '../../../src/http/schemas.ts'
import { rowKey } from './row-key.ts'

// What the map draws for the rows. A dot stands for a town or a point only; a province or region is a ring of stated
// extent around its centre; a country is shaded as a whole; what is vaguer than that is not drawn.

/** Radius of the ring for places that are areas, in kilometres. */
export const RING_KM: Readonly<Partial<Record<Resolution, number>>> = {
  district: 25,
  province: 100,
  region: 200,
  sea: 250,
}

/** What a shape on the map carries: the place, how many rows are there, and the first of them. */
export interface ShapeFacts {
  readonly name: string
  readonly count: number
  readonly select: string
  readonly chosen: boolean
}

export interface Shapes {
  readonly dots: FeatureCollection<Point, ShapeFacts>
  readonly rings: FeatureCollection<Polygon, ShapeFacts>
  /** Rows by ISO 3166 alpha-3, for places known by country only. */
  readonly countries: ReadonlyMap<string, ShapeFacts>
  /** Rows that name no place, or one that cannot be drawn. */
  readonly unplaced: number
}

interface Gathered {
  readonly place: PlaceRecord
  readonly keys: string[]
}

/** Gathers the rows by place and makes their shapes. */
export function shapesOf(rows: readonly EventRow[], chosen: string | null): Shapes {
  const gathered = gather(rows)
  const facts = ({ place, keys }: Gathered): ShapeFacts => ({
    name: place.name,
    count: keys.length,
    select: keys[0] ?? '',
    chosen: chosen !== null && keys.includes(chosen),
  })
  const all = [...gathered.values()]
  const countries = all.filter(({ place }) => place.resolution === 'country' && place.country !== null)
  const dots = all.flatMap(each => (isDot(each.place) ? [feature(each, facts(each))] : []))
  const rings = all.flatMap(each => ringFeature(each, facts(each)))
  const drawn = new Set([...dots, ...rings].map(({ properties }) => properties.name))
  const isDrawn = ({ name, resolution }: PlaceRecord) => resolution === 'country' || drawn.has(name)
  return {
    dots: { type: 'FeatureCollection', features: dots },
    rings: { type: 'FeatureCollection', features: rings },
    countries: new Map(countries.map(each => [each.place.country ?? '', facts(each)])),
    unplaced: rows.filter(({ record }) => !record.places.some(isDrawn)).length,
  }
}

function gather(rows: readonly EventRow[]): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>()
  for (const row of rows) {
    for (const place of row.record.places) {
      const key = [place.name, place.country, place.resolution].join('|')
      const there = gathered.get(key) ?? { place, keys: [] }
      if (!there.keys.includes(rowKey(row))) there.keys.push(rowKey(row))
      gathered.set(key, there)
    }
  }
  return gathered
}

function isDot({ resolution, lat, lon }: PlaceRecord): boolean {
  return (resolution === 'point' || resolution === 'city') && lat !== null && lon !== null
}

function feature({ place }: Gathered, properties: ShapeFacts): Feature<Point, ShapeFacts> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [place.lon ?? 0, place.lat ?? 0] } }
}

function ringFeature({ place }: Gathered, properties: ShapeFacts): Feature<Polygon, ShapeFacts>[] {
  const km = RING_KM[place.resolution]
  if (km === undefined || place.lat === null || place.lon === null) return []
  return [
    { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ringAround(place.lat, place.lon, km)] } },
  ]
}

const KM_PER_DEGREE = 111.32
const CORNERS = 64

/** A circle on the ground, as corners in degrees; near enough for rings of a few hundred kilometres off the poles. */
export function ringAround(lat: number, lon: number, km: number): [number, number][] {
  const wide = Math.max(0.1, Math.cos((lat * Math.PI) / 180))
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % CORNERS)) / CORNERS
    return [lon + (km / KM_PER_DEGREE / wide) * Math.cos(angle), lat + (km / KM_PER_DEGREE) * Math.sin(angle)]
  })
}
