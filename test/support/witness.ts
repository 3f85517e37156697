import { NO_PROCESS } from '../../src/text/document.ts'
import { dayOf, entityOf, eventOf, evidenceOf, placeOf, speakerOf } from './records.ts'
import { GOVERNMENT, MOVEMENT, NORTH_KIVU, worldReader } from './world.ts'
import type { Reading } from '../../src/contract.ts'
import type { Reader } from '../../src/reading/read.ts'

/** A private person whom a report names. */
export const WITNESS = 'Jemimah Oakbough'

/** A report of an attack that rests on her word, and of an outcome she tells of. */
export function witnessReading(): Reading {
  const text =
    'Fighters of the River Front shelled soldiers in North Kivu on Tuesday, Jemimah Oakbough said. ' +
    'Both sides had freed 12 prisoners, Jemimah Oakbough said.'
  const shelled = evidenceOf(text, 'Fighters', 'shelled')
  const freed = evidenceOf(text, 'Both sides', 'freed')
  const witness = speakerOf(WITNESS, 'said', { name: WITNESS, code: 'UNK', sector: [] })
  return {
    document: { id: 'witness', title: `What ${WITNESS} saw`, text, publisher: 'The Lakes Courier', published: '2025-04-19', url: null, language: 'en' },
    events: [
      eventOf({
        id: 'ev-seen', event: 'ASSAULT', evidence: shelled, actor: [entityOf(text, 'Fighters of the River Front', MOVEMENT)],
        recipient: [entityOf(text, 'soldiers', { ...GOVERNMENT, sector: ['MIL'] })], places: [placeOf(text, 'North Kivu', NORTH_KIVU)],
        date: dayOf('on Tuesday', '2025-04-15'), attribution: [witness], confidence: 0.8,
      }),
    ],
    process: {
      ...NO_PROCESS,
      parties: [{ code: 'COD', name: GOVERNMENT.name }, { code: 'COD/REB', name: MOVEMENT.name }],
      outcomes: [{ issue: 'prisoner-exchange', count: 12, per: null, date: null, status: 'happened', round: null, evidence: freed }],
      positions: [{ by: 'COD/REB', speaker: null, issue: 'ceasefire', stance: 'conditional', condition: `${WITNESS} comes home`, attribution: [witness], evidence: freed }],
    },
  } // prettier-ignore
}

/** A reader that knows the witness's report and finds nothing in other texts. */
export function witnessReader(): Reader {
  const { document, events, process } = witnessReading()
  return {
    ...worldReader(),
    read: dispatch =>
      Promise.resolve(
        dispatch.text === document.text
          ? { document: dispatch, events, process }
          : { document: dispatch, events: [], process: NO_PROCESS },
      ),
  }
}
