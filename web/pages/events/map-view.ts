import { LngLatBounds, Map as GlMap, NavigationControl, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { loadCountries, namePoints, type Countries } from './base-map.ts'
import { mapColours, mapStyle } from './map-style.ts'
import type { FeatureCollection } from 'geojson'
import type { ShapeFacts, Shapes } from './shapes.ts'

/** A drawn map; shows shapes, says which was pressed or pointed at. */
export interface MapView {
  show(shapes: Shapes): void
  /** Moves so that all dots and rings are in view. */
  fit(shapes: Shapes): void
  /** Moves to the chosen shape where it is out of view. */
  follow(shapes: Shapes): void
  recolour(): void
  remove(): void
}

interface Watchers {
  readonly onPress: (facts: ShapeFacts) => void
  readonly onPoint: (facts: ShapeFacts | null) => void
}

const PRESSED = ['dots', 'rings', 'ring-area', 'shaded']
const FARTHEST_IN = 6

/**
 * Draws the map into an element.
 *
 * @throws Where the browser has no WebGL.
 */
export function drawMap(container: HTMLElement, watchers: Watchers): MapView {
  setWorkerUrl(workerUrl)
  const map = new GlMap({
    container,
    style: mapStyle(mapColours()),
    center: [35, 35],
    zoom: 1.2,
    maxZoom: 9,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.touchZoomRotate.disableRotation()
  watch(map, watchers)
  // While tiles load, the map says that its style is not loaded: its own event is what counts.
  let isReady = false
  let latest: Shapes | null = null
  const draw = async () => {
    const world = await loadCountries()
    if (isReady && latest !== null) place(map, world, latest)
  }
  const show = (shapes: Shapes) => {
    latest = shapes
    void draw()
  }
  map.on('style.load', () => {
    isReady = true
    void draw()
  })
  return {
    show,
    fit: shapes => {
      fit(map, shapes)
    },
    follow: shapes => {
      follow(map, shapes)
    },
    recolour: () => {
      isReady = false
      map.setStyle(mapStyle(mapColours()), { diff: false })
    },
    remove: () => {
      isReady = false
      map.remove()
    },
  }
}

function watch(map: GlMap, { onPress, onPoint }: Watchers): void {
  const factsAt = (point: { x: number; y: number }) => {
    const layers = PRESSED.filter(each => map.getLayer(each) !== undefined)
    const [found] = map.queryRenderedFeatures([point.x, point.y], { layers })
    return (found?.properties as ShapeFacts | undefined) ?? null
  }
  map.on('click', ({ point }) => {
    const facts = factsAt(point)
    if (facts !== null) onPress(facts)
  })
  map.on('mousemove', ({ point }) => {
    const facts = factsAt(point)
    map.getCanvas().style.cursor = facts === null ? '' : 'pointer'
    onPoint(facts)
  })
}

function place(map: GlMap, world: Countries, { dots, rings, countries }: Shapes): void {
  const features = world.features.map(each => ({
    ...each,
    properties: { ...each.properties, ...countries.get(each.properties.code) },
  }))
  setData(map, 'world', { type: 'FeatureCollection', features })
  setData(map, 'names', namePoints(world))
  setData(map, 'rings', rings)
  setData(map, 'dots', dots)
}

function setData(map: GlMap, name: string, shapes: FeatureCollection): void {
  const source = map.getSource<GeoJSONSource>(name)
  if (source !== undefined) void source.setData(shapes)
}

function boundsOf({ dots, rings }: Shapes): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const { geometry } of dots.features) bounds.extend(geometry.coordinates as [number, number])
  for (const { geometry } of rings.features)
    for (const corner of geometry.coordinates[0] ?? []) bounds.extend(corner as [number, number])
  return bounds
}

function fit(map: GlMap, shapes: Shapes): void {
  const bounds = boundsOf(shapes)
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: FARTHEST_IN, animate: false })
}

function follow(map: GlMap, { dots, rings }: Shapes): void {
  const chosen = [...dots.features, ...rings.features].find(({ properties }) => properties.chosen)
  if (chosen === undefined) return
  const [first] =
    chosen.geometry.type === 'Point' ? [chosen.geometry.coordinates] : (chosen.geometry.coordinates[0] ?? [])
  const [lon = 0, lat = 0] = first ?? []
  if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat] })
}
