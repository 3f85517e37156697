import { feature } from 'topojson-client'
import worldUrl from 'world-atlas/countries-50m.json?url'
import type { Feature, FeatureCollection, Geometry, Point, Position } from 'geojson'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { alpha3Of } from '../../words/countries.ts'

/** A country of the base map. */
export interface CountryFacts {
  readonly code: string
  readonly name: string
}

export type Countries = FeatureCollection<Geometry, CountryFacts>

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

let loaded: Promise<Countries> | undefined

/** The countries of the world, from a file that comes with the page (Natural Earth, 1:50 million). */
export function loadCountries(): Promise<Countries> {
  loaded ??= fetch(worldUrl).then(async response => {
    const world = (await response.json()) as World
    const { features } = feature(world, world.objects.countries)
    return {
      type: 'FeatureCollection',
      features: features
        .filter(({ id }) => id !== ANTARCTICA)
        .map(each => ({
          ...each,
          geometry: unbroken(each.geometry),
          properties: { code: alpha3Of(String(each.id ?? '')) ?? '', name: each.properties.name },
        })),
    }
  })
  return loaded
}

// Reaches around the pole, which no flat map can fill.
const ANTARCTICA = '010'

/** The geometry with each ring continuous over the 180th meridian, where the file's longitudes jump by 360 degrees. */
function unbroken(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(unbrokenRing) }
  if (geometry.type !== 'MultiPolygon') return geometry
  return { ...geometry, coordinates: geometry.coordinates.map(polygon => polygon.map(unbrokenRing)) }
}

function unbrokenRing(ring: readonly Position[]): Position[] {
  let before = ring[0]?.[0] ?? 0
  return ring.map(([lon = 0, lat = 0]) => {
    before = lon + 360 * Math.round((before - lon) / 360)
    return [before, lat]
  })
}

/** Where a country's name is written, and how large the country is on the map. */
export interface NameFacts {
  readonly name: string
  readonly area: number
}

/** A point for each country's name: the middle of its largest part. */
export function namePoints({ features }: Countries): FeatureCollection<Point, NameFacts> {
  const points = features.flatMap(({ geometry, properties }): Feature<Point, NameFacts>[] => {
    const rings = outerRings(geometry)
      .map(middleOf)
      .sort((a, b) => b.area - a.area)
    const [largest] = rings
    if (largest === undefined) return []
    const { area, coordinates } = largest
    return [{ type: 'Feature', properties: { name: properties.name, area }, geometry: { type: 'Point', coordinates } }]
  })
  return { type: 'FeatureCollection', features: points }
}

function outerRings(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1)
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flatMap(polygon => polygon.slice(0, 1)) : []
}

/** Area in square degrees and centroid of a ring, by the shoelace formula. */
function middleOf(ring: readonly Position[]): { readonly area: number; readonly coordinates: Position } {
  let [twice, lon, lat] = [0, 0, 0]
  ring.slice(1).reduce((from, to) => {
    const [x1, y1, x2, y2] = [from[0] ?? 0, from[1] ?? 0, to[0] ?? 0, to[1] ?? 0]
    const cross = x1 * y2 - x2 * y1
    twice += cross
    lon += (x1 + x2) * cross
    lat += (y1 + y2) * cross
    return to
  }, ring[0] ?? [])
  const [x = 0, y = 0] = ring[0] ?? []
  return { area: Math.abs(twice / 2), coordinates: twice === 0 ? [x, y] : [lon / (3 * twice), lat / (3 * twice)] }
}
