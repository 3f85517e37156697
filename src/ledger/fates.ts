import { reviewState, type ReviewState } from './views/effective.ts'
import type { KnownRecord, RecordChanges } from './compare.ts'
import type { LedgerReader } from './reader.ts'
import { OPEN } from './tables.ts'
import type { RecordKind } from './slots.ts'

/** What becomes of what people decided on a record, once its dispatch is read again. */
export interface Fate {
  readonly record: string
  readonly kind: RecordKind | null
  /**
   * `kept`: the record is read as it was, or otherwise under the same id, and the decisions stand on it. `renamed`: the
   * record that is most likely the same has another id, `now`, and the decisions do not pass over to it. `orphaned`: it
   * is no longer read. `regained`: it was no longer read, and is again.
   */
  readonly fate: 'kept' | 'renamed' | 'orphaned' | 'regained'
  readonly now: string | null
  readonly review: ReviewState
  /** Slots that a person corrected: what the reading has there does not show. */
  readonly corrected: readonly string[]
}

/** What becomes of all decisions on records of the dispatch that the reading before had, or this one has. */
export async function fatesOf({ db }: LedgerReader, dispatch: string, changes: RecordChanges): Promise<Fate[]> {
  const reviews = await db.selectFrom('review').selectAll().where('dispatch_id', '=', dispatch).orderBy('sequence').execute() // prettier-ignore
  const corrections = await db.selectFrom('correction').selectAll().where('dispatch_id', '=', dispatch).orderBy('sequence').execute() // prettier-ignore
  const decided = new Set([...reviews, ...corrections].map(({ record_id }) => record_id))
  if (decided.size === 0) return []
  const held = await heldIds({ db }, dispatch)
  return [...decided].flatMap(record => {
    const review = reviewState(reviews.filter(({ record_id }) => record_id === record))
    const own = corrections.filter(({ record_id }) => record_id === record)
    const corrected = [...new Set(own.map(({ slot }) => slot))]
    if (review === 'unreviewed' && corrected.length === 0) return []
    const fate = fateOf(record, changes, held)
    return fate === null ? [] : [{ record, ...fate, review, corrected }]
  })
}

function fateOf(record: string, { added, gone, changed }: RecordChanges, held: ReadonlySet<string>) {
  const has = (records: readonly KnownRecord[]) => records.find(({ id }) => id === record)
  const [lost, found] = [has(gone), has(added)]
  const renamed = changed.find(({ id, was }) => was === record && id !== record)
  const taken = changed.find(({ id, was }) => id === record && was !== record)
  if (renamed !== undefined) return { kind: renamed.kind, fate: 'renamed' as const, now: renamed.id }
  if (lost !== undefined) return { kind: lost.kind, fate: 'orphaned' as const, now: null }
  const back = found ?? taken
  if (back !== undefined) return { kind: back.kind, fate: 'regained' as const, now: record }
  if (!held.has(record)) return null // no reading of late had it
  return { kind: changed.find(({ id }) => id === record)?.kind ?? null, fate: 'kept' as const, now: record }
}

async function heldIds({ db }: LedgerReader, dispatch: string): Promise<ReadonlySet<string>> {
  const held = async (table: 'event' | 'process_object') => {
    const rows = db.selectFrom(table).select('id').where('dispatch_id', '=', dispatch)
    return (await rows.where('until', '=', OPEN).execute()).map(({ id }) => id)
  }
  return new Set([...(await held('event')), ...(await held('process_object'))])
}
