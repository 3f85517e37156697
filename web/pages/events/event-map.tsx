import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { rowKey } from './row-key.ts'
import { drawMap, type MapView } from './map-view.ts'
import { RING_KM, shapesOf, type ShapeFacts } from './shapes.ts'
import type { EventRow } from '../../../src/http/schemas.ts'

interface MapProps {
  readonly rows: readonly EventRow[]
  readonly chosen: EventRow | null
  readonly onChoose: (key: string | null) => void
}

/** The rows of the table on a map. The table says all that the map shows, and more. */
export function EventMap({ rows, chosen, onChoose }: MapProps) {
  const container = useRef<HTMLDivElement>(null)
  const view = useRef<MapView | null>(null)
  const [pointed, setPointed] = useState<ShapeFacts | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const chosenKey = chosen === null ? null : rowKey(chosen)
  const listed = rows.map(rowKey).join(' ')
  // The list is a new array at every drawing: what it holds decides whether the shapes are made anew.
  const shapes = useMemo(() => shapesOf(rows, chosenKey), [listed, chosenKey])
  useEffect(() => {
    if (container.current === null) return
    try {
      view.current = drawMap(container.current, {
        onPress: ({ select }) => {
          choose.current(select)
        },
        onPoint: setPointed,
      })
    } catch {
      setFailure('This browser cannot draw the map (WebGL is missing). The table has the same rows.')
    }
    return () => {
      view.current?.remove()
      view.current = null
    }
  }, [])
  useEffect(() => view.current?.show(shapes), [shapes])
  useEffect(() => view.current?.fit(shapesOf(rows, null)), [listed])
  useEffect(() => view.current?.follow(shapes), [shapes])
  useRecolouring(view)
  return (
    <figure className="map-figure">
      <div className="map" role="region" aria-label="Map of the events in the table" ref={container} />
      {failure !== null && <p role="alert">{failure}</p>}
      <figcaption>
        <p className="map-pointed">
          {pointed === null ? (
            <>&nbsp;</>
          ) : (
            <>
              <bdi>{pointed.name}</bdi>: {pointed.count} {pointed.count === 1 ? 'event' : 'events'}
            </>
          )}
        </p>
        <Legend unplaced={shapes.unplaced} />
      </figcaption>
    </figure>
  )
}

function Legend({ unplaced }: { readonly unplaced: number }) {
  return (
    <ul className="plain legend">
      <li>
        <span className="key-dot" aria-hidden="true" /> town or point
      </li>
      <li>
        <span className="key-ring" aria-hidden="true" /> district, province, region: within {RING_KM.district},{' '}
        {RING_KM.province}, {RING_KM.region} km of its centre, not its border
      </li>
      <li>
        <span className="key-area" aria-hidden="true" /> known by country only
      </li>
      <li>{unplaced} not on the map: no place stated, or none that can be drawn</li>
    </ul>
  )
}

// The map's colours are the page's: drawn again when the page turns light or dark.
function useRecolouring(view: { readonly current: MapView | null }): void {
  useEffect(() => {
    const recolour = () => view.current?.recolour()
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const switched = new MutationObserver(recolour)
    switched.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    system.addEventListener('change', recolour)
    return () => {
      switched.disconnect()
      system.removeEventListener('change', recolour)
    }
  }, [view])
}
