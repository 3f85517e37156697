import { span } from '../../span.ts'
import type { Document, Place } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import { findPlaceNames, type Finding } from './findings.ts'
import type { PlaceTables } from './gazetteer.ts'
import { resolvePlaces, type Choice } from './resolve.ts'

/** The stage that finds names of places and says which place each means. An area stays an area, with its middle. */
export function createPlacesStage(tables: PlaceTables): Stage {
  return {
    name: 'places',
    reads: ['sentences', 'tokens', 'syntax', 'names'],
    writes: ['places'],
    run(document, trace) {
      const places = placesIn(document, tables)
      trace(() => places.map(place => `${document.text.slice(place.start, place.end)} → ${place.why}`).join('\n'))
      return { ...document, places }
    },
  }
}

function placesIn(document: Document, tables: PlaceTables): Place[] {
  const findings = findPlaceNames(document, tables)
  const choices = resolvePlaces(document.text, findings)
  return findings.flatMap((finding, i) => {
    const choice = choices[i]
    return choice === undefined ? [] : [placeOf(finding, choice)]
  })
}

function placeOf({ start, end, rows }: Finding, { row, reason }: Choice): Place {
  const { name, country, lat, lon, resolution, geonameid } = row
  const where = country === null ? '' : `, ${country}`
  const why = `places/${row.file}: ${name}${where} (${rows.length} of that name): ${reason}`
  return { ...span(start, end), name, country, lat, lon, resolution, geonameid, why }
}
