import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { NO_PROCESS } from '../../src/text/document.ts'
import { eventOf, type Somewhere } from './records.ts'
import { tickingClock, WORLD_VERSION } from './world.ts'
import type { EntityRecord, EventRecord, FigureKind, Sector } from '../../src/contract.ts'

// Reports of several outlets about one invented war, in the words of records. Outlets, places and happenings are made up.

export const GOMA: Somewhere = { name: 'Goma', country: 'COD', lat: -1.68, lon: 29.22, resolution: 'city', geonameid: 216281 } // prettier-ignore
export const BUKAVU: Somewhere = { name: 'Bukavu', country: 'COD', lat: -2.51, lon: 28.86, resolution: 'city', geonameid: 217831 } // prettier-ignore
export const KIVU: Somewhere = { name: 'North Kivu', country: 'COD', lat: -0.75, lon: 29.0, resolution: 'province', geonameid: 206938 } // prettier-ignore

/** A party as `COD`, `COD/REB` or `QAT/GOV`, and maybe what it is called: `COD/REB River Front`. */
export function partyOf(written: string): EntityRecord {
  const [codes = '', ...name] = written.split(' ')
  const [code = '', ...sector] = codes.split('/')
  return { text: code, start: 0, end: 1, name: name.join(' ') || code, code, sector: sector as Sector[] }
}

export interface Told {
  readonly id?: string
  readonly event?: EventRecord['event']
  readonly status?: EventRecord['status']
  readonly issue?: EventRecord['issue']
  readonly mode?: readonly string[]
  readonly actor?: readonly string[]
  readonly recipient?: readonly string[]
  /** One day, `2025-03-03`; a stretch, `2025-03-03/2025-03-05`; `..2025-03-03` and `2025-03-03..` for open ones. */
  readonly day?: string
  readonly places?: readonly Somewhere[]
  readonly figures?: readonly (readonly [kind: FigureKind, min: number | null, max?: number | null])[]
  readonly speaker?: string
  readonly quote?: string
}

/** A record with what is told, and nothing else. */
export function toldEvent(told: Told): EventRecord {
  const { id = 'e', event = 'ASSAULT', quote = 'It is told.', day, figures = [], places = [], speaker } = told
  const record = eventOf({ id, event, evidence: { start: 0, end: quote.length, quote } })
  return {
    ...record,
    status: told.status ?? 'happened',
    issue: told.issue ?? null,
    mode: told.mode ?? [],
    actor: (told.actor ?? []).map(partyOf),
    recipient: (told.recipient ?? []).map(partyOf),
    date: day === undefined ? null : dateOf(day),
    places: places.map(place => ({ text: place.name, start: 0, end: 1, ...place })),
    figures: figures.map(([kind, min, max = min]) => ({ kind, min, max, text: String(min ?? max) })),
    attribution: speaker === undefined ? [] : [{ ...partyOf(`COD/GOV ${speaker}`), verb: 'said' }],
  }
}

function dateOf(day: string) {
  const [start = '', end = start] = day.includes('..') ? day.split('..') : day.split('/')
  return { text: day, edtf: day, start: start === '' ? null : start, end: end === '' ? null : end }
}

export interface Printed {
  readonly id: string
  readonly published: string
  readonly publisher?: string
  readonly text?: string
  readonly events: readonly Told[]
}

/** An empty ledger whose clock goes on by a second with each entry. */
export function openEmpty(path: string): Promise<Ledger> {
  return openLedger(path, { clock: tickingClock() })
}

/** Takes in a dispatch as if it had been read so. */
export async function print(ledger: Ledger, printed: Printed, engine: string = WORLD_VERSION.engine): Promise<void> {
  const { id, published, publisher = `The ${id} Post`, text = `What ${id} has to tell, in its own words.`, events } = printed // prettier-ignore
  const dispatch = { id, published, publisher, text, title: null, url: null, language: 'en' }
  const reading = { document: dispatch, events: events.map((one, i) => toldEvent({ id: `${id}-${i}`, ...one })), process: NO_PROCESS } // prettier-ignore
  await ledger.transact(writer => writer.record({ dispatch, name: id, receivedAt: null }, reading, { ...WORLD_VERSION, engine })) // prettier-ignore
}
