import type { Kysely } from 'kysely'
import { loadBlob } from '../blobs.ts'
import { leaveAll, settleReading } from '../happenings/settle.ts'
import { insertRows, prepared } from '../prepared.ts'
import { OPEN, type CorrectionTable, type DispatchTable, type ReviewTable, type Tables } from '../tables.ts'
import { currentDispatch } from './dispatch.ts'
import { corrected, reviewState } from './effective.ts'
import { eventRows } from './event-rows.ts'
import { processObjects, processRows, type ProcessObject } from './process-rows.ts'
import { takeNumbers } from './numbers.ts'
import { closeRecords, insertEvents, insertObjects } from './records.ts'
import type { Standing } from './held.ts'
import type { Entry } from '../entries.ts'
import type { EventRecord, Reading } from '../../contract.ts'

/** A reading as its blob has it. */
export type ReadingContent = Pick<Reading, 'events' | 'process' | 'doubts'>

/** A dispatch was read: what the reading says takes the place of what an earlier one said. */
export async function applyReading(db: Kysely<Tables>, entry: Entry & { kind: 'reading-made' }): Promise<void> {
  const { body, sequence } = entry
  const dispatch = await currentDispatch(db, body.dispatch)
  // A reading of a text that another has followed stays in the chain and changes no view.
  if (dispatch?.text_hash !== body.text) return
  const reading = (await loadBlob(db, body.reading)) as ReadingContent | null
  // Most dispatches are read once: then there is nothing that could end, or that people could have decided on.
  const isFirst = !(await wasTreated(db, body.dispatch))
  if (!isFirst) await closeRecords(db, body.dispatch, sequence)
  await insertRows(db, 'reading', [readingRow(entry, reading)])
  if (reading === null) return leaveAll(db, body.dispatch, sequence)
  const decided = isFirst ? { reviews: [], corrections: [] } : await decisionsOn(db, body.dispatch)
  const events = await addEvents(db, reading, { dispatch, decided, sequence })
  await addObjects(db, reading, { dispatch, decided, sequence })
  await settleReading(db, events, { dispatch, sequence, isFirst })
}

/** Whether a text of the dispatch was read or passed over before. */
async function wasTreated(db: Kysely<Tables>, dispatch: string): Promise<boolean> {
  return (await selectTreated(db, { dispatch })).length > 0
}

const selectTreated = prepared((db, { dispatch }: { readonly dispatch: string }) => {
  const readings = db.selectFrom('reading').select('number').where('dispatch_id', '=', dispatch)
  const passed = db.selectFrom('passed_over').select('number').where('dispatch_id', '=', dispatch)
  return readings.unionAll(passed).limit(1)
})

/** The dispatch of a reading, what people decided on its records before, and the reading's entry. */
interface Setting {
  readonly dispatch: DispatchTable
  readonly decided: Decided
  readonly sequence: number
}

interface Decided {
  readonly reviews: readonly ReviewTable[]
  readonly corrections: readonly CorrectionTable[]
}

async function decisionsOn(db: Kysely<Tables>, dispatch: string): Promise<Decided> {
  const ordered = <T extends 'review' | 'correction'>(table: T) => db.selectFrom<T>(table)
  return {
    reviews: (await ordered('review').selectAll().where('dispatch_id', '=', dispatch).orderBy('sequence').execute()), // prettier-ignore
    corrections: (await ordered('correction').selectAll().where('dispatch_id', '=', dispatch).orderBy('sequence').execute()), // prettier-ignore
  }
}

/** Adds the events; gives those that nobody has rejected, as they stand. */
async function addEvents(db: Kysely<Tables>, { events }: ReadingContent, setting: Setting): Promise<EventRecord[]> {
  const first = await takeNumbers(db, 'event', events.length)
  const standing: EventRecord[] = []
  const rows = events.map((event, position) => {
    const place = stand({ id: event.id, position, number: first + position }, setting)
    const record = corrected(event, place.corrections)
    if (place.standing.review !== 'rejected') standing.push(record)
    return eventRows(record, place.standing)
  })
  await insertEvents(db, rows)
  return standing
}

async function addObjects(db: Kysely<Tables>, { process }: ReadingContent, setting: Setting): Promise<void> {
  const objects = processObjects(process, setting.dispatch.id)
  if (objects.length === 0) return
  const first = await takeNumbers(db, 'process_object', objects.length)
  const rows = objects.map((object, i) => {
    const { id, position, kind } = object
    const { standing, corrections } = stand({ id, position, number: first + i }, setting)
    return processRows({ kind, record: corrected(object.record, corrections) } as ProcessObject, standing)
  })
  await insertObjects(db, rows)
}

interface Place {
  readonly id: string
  readonly position: number
  readonly number: number
}

// Decisions are tied to dispatch and record id: a new reading that gives the same id keeps them.
function stand(place: Place, { dispatch, decided, sequence }: Setting) {
  const corrections = decided.corrections.filter(({ record_id }) => record_id === place.id)
  const review = reviewState(decided.reviews.filter(({ record_id }) => record_id === place.id))
  const about = { dispatch: dispatch.id, published: dispatch.published, since: sequence }
  const standing: Standing = { ...place, ...about, review, corrections: corrections.length }
  return { standing, corrections }
}

function readingRow({ body, sequence, recordedAt }: Entry & { kind: 'reading-made' }, reading: ReadingContent | null) {
  return {
    number: sequence,
    dispatch_id: body.dispatch,
    text_hash: body.text,
    engine: body.engine,
    model: body.model,
    session: body.session,
    reading_hash: body.reading,
    doubts: JSON.stringify(reading?.doubts ?? []),
    recorded_at: recordedAt,
    since: sequence,
    until: OPEN,
  }
}
