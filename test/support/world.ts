import { NO_PROCESS } from '../../src/text/document.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { dayOf, entityOf, eventOf, evidenceOf, placeOf, speakerOf } from './records.ts'
import type { Dispatch, Reading } from '../../src/contract.ts'
import type { Somewhere, Someone } from './records.ts'
import type { Reader } from '../../src/reading/read.ts'
import { emptyDocument } from '../../src/text/document.ts'

// A small invented peace process: a government and a movement, a mediator, two rounds. Outlets and happenings are made up.

export const GOVERNMENT: Someone = { name: 'Democratic Republic of the Congo', code: 'COD', sector: ['GOV'] }
export const MOVEMENT: Someone = { name: 'River Front', code: 'COD', sector: ['REB'] }
export const MEDIATOR: Someone = { name: 'Qatar', code: 'QAT', sector: ['GOV'] }

// prettier-ignore
export const DOHA: Somewhere = {
  name: 'Doha', country: 'QAT', lat: 25.29, lon: 51.53, resolution: 'city', geonameid: 290030,
}
// prettier-ignore
export const NORTH_KIVU: Somewhere = {
  name: 'North Kivu', country: 'COD', lat: -0.75, lon: 29.0, resolution: 'province', geonameid: 206938,
}

/** The day after the last dispatch: what the world's clock shows first. */
export const WORLD_START = '2025-04-20T08:00:00.000Z'
export const WORLD_VERSION = { engine: '0.1.0', model: 'a'.repeat(64), session: 'native' } as const

function dispatchOf(id: string, published: string, [title, text]: readonly [string, string]): Dispatch {
  return {
    id,
    title,
    text,
    publisher: 'The Lakes Courier',
    published,
    url: `https://lakes.example/${id}`,
    language: 'en',
  }
}

function firstRound(): Reading {
  const text =
    'Delegations of the Congolese government and the River Front met in Doha on Monday. ' +
    'Qatar mediated the first round of talks. ' +
    'The two sides agreed to free 100 prisoners each, the Qatari foreign ministry said.'
  const met = evidenceOf(text, 'Delegations', 'met')
  const freed = evidenceOf(text, 'The two sides', 'agreed')
  const qatar = speakerOf('the Qatari foreign ministry', 'said', MEDIATOR)
  const monday = dayOf('on Monday', '2025-03-03')
  return {
    document: dispatchOf('first-round', '2025-03-04', ['First round ends in Doha', text]),
    events: [
      eventOf({
        id: 'ev-met', event: 'CONSULT', mode: ['meet'], cameo: '046', scale: 1.5, evidence: met, date: monday,
        actor: [entityOf(text, 'Congolese government', GOVERNMENT)], recipient: [entityOf(text, 'River Front', MOVEMENT)],
        places: [placeOf(text, 'Doha', DOHA)], confidence: 0.93,
      }), // prettier-ignore
      eventOf({
        id: 'ev-freed', event: 'AGREE', status: 'planned', evidence: freed, attribution: [qatar], confidence: 0.71,
        actor: [entityOf(text, 'Congolese government', GOVERNMENT), entityOf(text, 'River Front', MOVEMENT)],
        figures: [{ kind: 'exchanged', min: 100, max: 100, text: '100 prisoners each' }],
      }), // prettier-ignore
    ],
    process: {
      ...NO_PROCESS,
      parties: [{ code: 'COD', name: GOVERNMENT.name }, { code: 'COD/REB', name: MOVEMENT.name }], // prettier-ignore
      mediators: [{ code: 'QAT', name: MEDIATOR.name }],
      rounds: [{ ordinal: 1, place: 'Doha', date: monday, status: 'happened', evidence: met }],
      outcomes: [{ issue: 'prisoner-exchange', count: 100, per: 'side', date: null, status: 'planned', round: 1, evidence: freed }], // prettier-ignore
    },
  }
}

function secondRound(): Reading {
  const text =
    'The second round of talks opened in Doha on April 14. Jean Mbuyi led the government delegation. ' +
    'The River Front proposed a ceasefire of 30 days. ' +
    'Kinshasa would accept it only if the fighters left Goma, Mbuyi said.'
  const opened = evidenceOf(text, 'The second round', 'opened')
  const proposed = evidenceOf(text, 'The River Front', 'proposed')
  const condition = evidenceOf(text, 'Kinshasa', 'accept')
  const mbuyi = speakerOf('Mbuyi', 'said', { name: 'Jean Mbuyi', code: 'COD', sector: ['GOV'] })
  return {
    document: dispatchOf('second-round', '2025-04-15', ['A ceasefire on the table', text]),
    events: [
      eventOf({
        id: 'ev-proposed', event: 'REQUEST', status: 'proposed', evidence: proposed, confidence: 0.66,
        actor: [entityOf(text, 'The River Front', MOVEMENT)], recipient: [entityOf(text, 'government', GOVERNMENT)],
        places: [placeOf(text, 'Doha', DOHA)], date: dayOf('on April 14', '2025-04-14'),
      }), // prettier-ignore
    ],
    process: {
      ...NO_PROCESS,
      parties: [{ code: 'COD', name: GOVERNMENT.name }, { code: 'COD/REB', name: MOVEMENT.name }], // prettier-ignore
      rounds: [{ ordinal: 2, place: 'Doha', date: dayOf('on April 14', '2025-04-14'), status: 'ongoing', evidence: opened }], // prettier-ignore
      delegations: [{ party: 'COD', head: { name: 'Jean Mbuyi', office: null }, round: 2, evidence: evidenceOf(text, 'Jean Mbuyi') }], // prettier-ignore
      proposals: [{ by: 'COD/REB', to: ['COD'], issue: 'ceasefire', terms: { days: 30 }, status: 'proposed', attribution: [], evidence: proposed }], // prettier-ignore
      positions: [{ by: 'COD', speaker: 'Jean Mbuyi', issue: 'ceasefire', stance: 'conditional', condition: 'the fighters left Goma', attribution: [mbuyi], evidence: condition }], // prettier-ignore
    },
  }
}

function attack(): Reading {
  const text =
    'Fighters of the River Front shelled a village in North Kivu, killing at least seven people, the army said. ' +
    'The movement denied it.'
  const shelled = evidenceOf(text, 'Fighters', 'shelled')
  return {
    document: dispatchOf('attack', '2025-04-17', ['Seven dead in North Kivu', text]),
    events: [
      eventOf({
        id: 'ev-shelled', event: 'ASSAULT', mode: ['heavy-weapons'], context: ['military'], cameo: '194', scale: -10,
        evidence: shelled, actor: [entityOf(text, 'Fighters of the River Front', MOVEMENT)],
        places: [placeOf(text, 'North Kivu', NORTH_KIVU)], attribution: [speakerOf('the army', 'said', { ...GOVERNMENT, sector: ['MIL'] })],
        figures: [{ kind: 'killed', min: 7, max: null, text: 'at least seven people' }], confidence: 0.88,
      }), // prettier-ignore
    ],
    process: NO_PROCESS,
  }
}

/** What a page must show as plain text: markup, controls that turn the direction of writing, a word without an end. */
function hostile(): Reading {
  const text = `The <script>alert("pwned")</script> council \u202Ereversed\u202C itself and wrote =1+1 ${'x'.repeat(600)}.`
  return {
    document: dispatchOf('hostile', '2025-04-18', ['=HYPERLINK("http://evil.example") <b>bold</b>', text]),
    events: [eventOf({ id: 'ev-reversed', event: 'RETREAT', evidence: evidenceOf(text, 'The <script>', 'reversed') })],
    process: NO_PROCESS,
  }
}

/** The readings of the world, in the order in which the dispatches were published. */
export const WORLD: readonly Reading[] = [firstRound(), secondRound(), attack(), hostile()]

/** A reader that knows the world by heart and finds nothing in other texts. */
export function worldReader(): Reader {
  const known = new Map(WORLD.map(reading => [reading.document.text, reading]))
  return {
    version: WORLD_VERSION,
    faults: [],
    read: dispatch => {
      const { events = [], process = NO_PROCESS } = known.get(dispatch.text) ?? {}
      return Promise.resolve({ document: dispatch, events, process })
    },
    explain: dispatch => Promise.resolve({ document: emptyDocument(dispatch), candidates: [] }),
    parse: document => Promise.resolve(document),
    close: () => Promise.resolve(),
  }
}

/** A clock that goes on by a second each time somebody looks. */
export function tickingClock(start = WORLD_START): () => Date {
  let time = Date.parse(start)
  return () => new Date((time += 1000))
}

/** A ledger that holds the world: two entries for each of its dispatches. */
export async function openWorld(path: string): Promise<Ledger> {
  const ledger = await openLedger(path, { clock: tickingClock() })
  await ledger.transact(async writer => {
    for (const reading of WORLD) {
      const { document: dispatch } = reading
      await writer.record({ dispatch, name: `${dispatch.id}.txt`, receivedAt: null }, reading, WORLD_VERSION)
    }
  })
  return ledger
}
