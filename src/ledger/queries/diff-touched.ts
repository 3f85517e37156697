import { OPEN } from '../tables.ts'
import type { DiffFilter } from './diff-filter.ts'
import type { EntryBodies, EntryKind, EntryRecord } from '../entries.ts'
import type { LedgerReader } from '../reader.ts'

/** Two moments of knowledge, as entries: what was known at `from`, and at `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The entry that did it. */
export interface Cause {
  readonly sequence: number
  readonly kind: EntryKind
  readonly recordedAt: string
  /** Who: a reviewer, the engine that read (`parley 0.2.0`), or the publisher of a dispatch that came in. */
  readonly by: string
}

/** What the entries between two moments touched. */
export interface Touched {
  readonly causes: ReadonlyMap<number, Cause>
  /** Dispatches, each with the entries that name it. */
  readonly dispatches: ReadonlyMap<string, readonly Cause[]>
  /** Dispatches whose happenings a merge, split or undo may have changed. */
  readonly regrouped: ReadonlySet<string>
}

/** A question about a range, with all that its answers need. */
export interface Asked {
  readonly range: Range
  readonly touched: Touched
  readonly filter: DiffFilter
}

const PAGE = 2000

/** Goes through the entries between the two moments. */
export async function touchedBetween(reader: LedgerReader, { from, to }: Range): Promise<Touched> {
  const causes = new Map<number, Cause>()
  const dispatches = new Map<string, Cause[]>()
  const regrouped = new Set<string>()
  for (let after = from; after < to; after += PAGE) {
    const entries = reader.db.selectFrom('entry').select(['sequence', 'kind', 'recorded_at', 'body'])
    const rows = await entries.where('sequence', '>', after).where('sequence', '<=', Math.min(to, after + PAGE)).orderBy('sequence').execute() // prettier-ignore
    for (const { sequence, kind, recorded_at: recordedAt, body } of rows) {
      const said = JSON.parse(body) as Said
      const cause = { sequence, kind: kind as EntryKind, recordedAt, by: byOf(said) }
      causes.set(sequence, cause)
      await note(said, cause)
    }
  }
  return { causes, dispatches, regrouped }

  async function note(said: Said, cause: Cause): Promise<void> {
    if (said.dispatch === undefined) {
      for (const id of await regroupedBy(reader, said)) regrouped.add(id)
      return
    }
    const known = dispatches.get(said.dispatch)
    if (known === undefined) dispatches.set(said.dispatch, [cause])
    else known.push(cause)
  }
}

/** What any entry may say. */
type Said = Partial<EntryBodies['dispatch-stored'] & EntryBodies['reading-made'] & EntryBodies['redaction']> & {
  readonly into?: EntryRecord
  readonly from?: EntryRecord
  readonly records?: readonly EntryRecord[]
  readonly entry?: number
}

function byOf({ reviewer, engine, publisher, name }: Said): string {
  return reviewer ?? (engine === undefined ? (publisher ?? name ?? 'unknown') : `parley ${engine}`)
}

/** The dispatches whose records a merge or split names; of an undo, those of the entry that it takes back. */
async function regroupedBy({ db }: LedgerReader, said: Said): Promise<string[]> {
  const { into, from, records = [], entry } = said
  if (entry !== undefined) {
    const row = await db.selectFrom('entry').select('body').where('sequence', '=', entry).executeTakeFirst()
    const undone = JSON.parse(row?.body ?? '{}') as Said
    return undone.entry === undefined ? regroupedBy({ db }, undone) : []
  }
  return [into, from, ...records].filter(ref => ref !== undefined).map(({ dispatch }) => dispatch)
}

/** The entry by which a row that held came to its end; null where it still holds at `to`. */
export function endOf(until: number, { range, touched }: Pick<Asked, 'range' | 'touched'>): Cause | null {
  return until === OPEN || until > range.to ? null : (touched.causes.get(until) ?? null)
}

/** The entry since which something that has these states, in order, holds without a break; 0 where it has none. */
export function beginningOf(states: readonly { readonly since: number; readonly until: number }[]): number {
  return states.findLast(({ since }, i) => states[i - 1]?.until !== since)?.since ?? 0
}
