import { feature } from 'topojson-client'
import worldUrl from 'world-atlas/countries-50m.json?url'
import type { FeatureCollection, Geometry, Position } from 'geojson'
import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { alpha3Of } from '../../words/countries.ts'

/** A country of the base map. */
export interface CountryFacts {
  readonly code: string
  readonly name: string
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

let loaded: Promise<FeatureCollection<Geometry, CountryFacts>> | undefined

/** The countries of the world, from a file that comes with the page (Natural Earth, 1:50 million). */
export function loadCountries(): Promise<FeatureCollection<Geometry, CountryFacts>> {
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

/** A source without shapes. */
function empty(): GeoJSONSourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
}

/** Colours of the map, taken from the page's own. */
export interface MapColours {
  readonly sea: string
  readonly land: string
  readonly border: string
  readonly mark: string
  readonly chosen: string
  readonly paper: string
}

/** Reads the page's colours, which follow light and dark. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(name).trim()
  return {
    sea: value('--map-sea'),
    land: value('--map-land'),
    border: value('--map-border'),
    mark: value('--accent'),
    chosen: value('--chosen'),
    paper: value('--paper'),
  }
}

/** How the map is drawn: shaded countries, hollow rings, dots that grow with the number of rows. */
export function mapStyle({ sea, land, border, mark, chosen, paper }: MapColours): StyleSpecification {
  const isChosen: ExpressionSpecification = ['boolean', ['get', 'chosen'], false]
  return {
    version: 8,
    sources: { world: empty(), rings: empty(), dots: empty() },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': sea } },
      { id: 'land', type: 'fill', source: 'world', paint: { 'fill-color': land } },
      { id: 'shaded', type: 'fill', source: 'world', filter: ['has', 'count'], paint: { 'fill-color': ['case', isChosen, chosen, mark], 'fill-opacity': 0.3 } }, // prettier-ignore
      { id: 'borders', type: 'line', source: 'world', paint: { 'line-color': border, 'line-width': 0.7 } },
      { id: 'ring-area', type: 'fill', source: 'rings', paint: { 'fill-color': mark, 'fill-opacity': 0.04 } },
      { id: 'rings', type: 'line', source: 'rings', paint: { 'line-color': ['case', isChosen, chosen, mark], 'line-width': ['case', isChosen, 3, 1.5], 'line-dasharray': [3, 2] } }, // prettier-ignore
      {
        id: 'dots', type: 'circle', source: 'dots',
        paint: {
          'circle-radius': ['min', 16, ['+', 3.5, ['*', 1.5, ['sqrt', ['get', 'count']]]]],
          'circle-color': ['case', isChosen, chosen, mark], 'circle-opacity': 0.85,
          'circle-stroke-color': paper, 'circle-stroke-width': 1.5,
        },
      }, // prettier-ignore
    ],
  }
}
