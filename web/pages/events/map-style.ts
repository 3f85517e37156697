import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'

/** Colours of the map, taken from the page's own. */
export interface MapColours {
  readonly sea: string
  readonly land: string
  readonly border: string
  readonly name: string
  readonly ink: string
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
    name: value('--map-name'),
    ink: value('--ink'),
    mark: value('--accent'),
    chosen: value('--chosen'),
    paper: value('--paper'),
  }
}

/** How the map is drawn: shaded countries, hollow rings, dots that grow with the number of rows, names in local fonts. */
export function mapStyle(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: { world: empty(), names: empty(), rings: empty(), dots: empty() },
    layers: [...baseLayers(colours), ...markLayers(colours), ...nameLayers(colours)],
  }
}

function empty(): GeoJSONSourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
}

type Layers = StyleSpecification['layers']

function baseLayers({ sea, land, border }: MapColours): Layers {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    { id: 'land', type: 'fill', source: 'world', paint: { 'fill-color': land } },
    { id: 'borders', type: 'line', source: 'world', paint: { 'line-color': border, 'line-width': 0.7 } },
  ]
}

const IS_CHOSEN: ExpressionSpecification = ['boolean', ['get', 'chosen'], false]

function markLayers({ mark, chosen, paper }: MapColours): Layers {
  const colour: ExpressionSpecification = ['case', IS_CHOSEN, chosen, mark]
  return [
    {
      id: 'shaded', type: 'fill', source: 'world', filter: ['has', 'count'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.3 },
    },
    { id: 'ring-area', type: 'fill', source: 'rings', paint: { 'fill-color': mark, 'fill-opacity': 0.04 } },
    {
      id: 'rings', type: 'line', source: 'rings',
      paint: { 'line-color': colour, 'line-width': ['case', IS_CHOSEN, 3, 1.5], 'line-dasharray': [3, 2] },
    },
    {
      id: 'dots', type: 'circle', source: 'dots',
      paint: {
        'circle-radius': ['min', 16, ['+', 3.5, ['*', 1.5, ['sqrt', ['get', 'count']]]]],
        'circle-color': colour, 'circle-opacity': 0.85, 'circle-stroke-color': paper, 'circle-stroke-width': 1.5,
      },
    },
  ] // prettier-ignore
}

function nameLayers({ land, name, ink, paper }: MapColours): Layers {
  const field: ExpressionSpecification = ['get', 'name']
  const font = { 'text-field': field, 'text-font': ['sans-serif'] }
  return [
    {
      id: 'names', type: 'symbol', source: 'names',
      filter: ['step', ['zoom'], ['>', ['get', 'area'], 25], 2.5, ['>', ['get', 'area'], 4], 4.5, true],
      layout: { ...font, 'text-size': 11, 'text-max-width': 7, 'symbol-sort-key': ['-', 0, ['get', 'area']] },
      paint: { 'text-color': name, 'text-halo-color': land, 'text-halo-width': 1 },
    },
    {
      id: 'mark-names', type: 'symbol', source: 'dots',
      layout: { ...font, 'text-size': 12, 'text-anchor': 'left', 'text-offset': [0.9, 0] },
      paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 1.5 },
    },
    {
      id: 'ring-names', type: 'symbol', source: 'rings',
      layout: { ...font, 'text-size': 12 },
      paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 1.5 },
    },
  ] // prettier-ignore
}
