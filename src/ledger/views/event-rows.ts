import { OPEN, type EventTable, type Tables } from '../tables.ts'
import { fold } from './fold.ts'
import { heldColumns, type Standing } from './held.ts'
import type { EventRecord, Sector } from '../../contract.ts'

/** An event's rows in the views. */
export interface EventRows {
  readonly event: EventTable
  readonly parties: readonly Tables['event_party'][]
  readonly places: readonly Tables['event_place'][]
  readonly search: Tables['event_search']
}

/** What the views say of one event. */
export function eventRows(record: EventRecord, standing: Standing): EventRows {
  return {
    event: {
      ...heldColumns(standing, record.date, OPEN),
      category: record.event,
      status: record.status,
      issue: record.issue,
      confidence: record.confidence,
      record: JSON.stringify(record),
    },
    parties: partyRows(record, standing.number),
    places: record.places.map(({ name, country, lat, lon, resolution, geonameid }, position) => {
      return {
        event_number: standing.number,
        position,
        name,
        folded: fold(name),
        country,
        lat,
        lon,
        resolution,
        geonameid,
      }
    }),
    search: { rowid: standing.number, quote: record.evidence.quote, names: namesOf(record) },
  }
}

function partyRows(record: EventRecord, number: number): Tables['event_party'][] {
  const roles = { actor: record.actor, recipient: record.recipient, speaker: record.attribution }
  return Object.entries(roles).flatMap(([role, entities]) =>
    entities.map(({ code, sector, name }, position) => {
      return { event_number: number, role, position, code, sectors: slashed(sector), name }
    }),
  )
}

/** Sectors between slashes: each can be looked for as `/MIL/`. */
export function slashed(sectors: readonly Sector[]): string {
  return `/${sectors.join('/')}/`
}

function namesOf(record: EventRecord): string {
  const named = [...record.actor, ...record.recipient, ...record.attribution, ...record.places]
  return [...new Set(named.flatMap(({ text, name }) => [text, name]))].join('\n')
}
