import type { EntityRecord, EventRecord, PlaceRecord, Reading } from '../contract.ts'

// PLOVER manual, "Quad category": 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
const QUAD: Readonly<Record<EventRecord['event'], 1 | 2 | 3 | 4>> = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2,
  REQUEST: 3, ACCUSE: 3, REJECT: 3, SANCTION: 3, THREATEN: 3, PROTEST: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
} // prettier-ignore

/** PLOVER's numbers for how exact a place is: 5 within a city, 4 city, 3 district, 2 province, 1 country. */
const RESOLUTION: Readonly<Partial<Record<PlaceRecord['resolution'], number>>> = {
  point: 5, city: 4, district: 3, province: 2, region: 2, country: 1,
} // prettier-ignore

/**
 * A reading's happenings as PLOVER records, one JSON object a line; fields of our own begin with `x_`.
 *
 * Source: PLOVER manual, chapter "Data Fields".
 */
export function ploverLines(reading: Reading): string {
  return reading.events.map(event => `${JSON.stringify(ploverRecord(reading, event))}\n`).join('')
}

function ploverRecord({ document }: Reading, event: EventRecord): Record<string, unknown> {
  return {
    id: event.id,
    has_event: true,
    date: event.date?.start ?? document.published,
    enddate: event.date?.end ?? null,
    actor: event.actor.map(entity),
    recipient: event.recipient.map(entity),
    event: [event.event],
    event_loc: event.places.map(location),
    event_text: event.evidence.trigger?.text ?? '',
    quad_code: QUAD[event.event],
    event_scale: event.scale,
    mode: event.mode,
    context: event.context,
    text: event.evidence.quote,
    text_info: { start: event.evidence.start, end: event.evidence.end },
    cite_info: {
      url: document.url,
      title: document.title,
      publication: document.publisher,
      language: document.language,
    },
    coder: 'parley',
    x_status: event.status,
    x_speaker: event.attribution,
    x_figures: event.figures,
    x_issue: event.issue,
    x_confidence: event.confidence,
  }
}

function entity({ code, sector, text, name }: EntityRecord): Record<string, unknown> {
  return { code, sector, entity_text: text, identifier_text: name }
}

function location({ text, name, geonameid, lat, lon, country, resolution }: PlaceRecord): Record<string, unknown> {
  return {
    extracted_place: text,
    resolved_place: name,
    geonameid,
    lat,
    lon,
    country_code: country,
    resolution: RESOLUTION[resolution] ?? null,
  }
}
