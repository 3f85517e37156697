import { canonicalJson } from '../chain.ts'
import { compareRecords, type ChangedRecord, type KnownRecord, type SlotChange } from '../compare.ts'
import { meets } from './diff-filter.ts'
import { beginningOf, endOf, type Asked, type Cause } from './diff-touched.ts'
import type { LedgerReader } from '../reader.ts'
import type { RecordKind } from '../slots.ts'

/** A record that is new or gone, with the entry that brought it or took it away; null where that is not told. */
export interface CausedRecord extends KnownRecord {
  readonly cause: Cause | null
}

/** A slot that changed, with the entries that changed it, in order. `review` is a slot like the others here. */
export interface CausedSlot extends SlotChange {
  readonly causes: readonly Cause[]
}

export interface CausedChange extends ChangedRecord {
  readonly slots: readonly CausedSlot[]
}

/** What became of a dispatch's records between two moments, corrections and reviews applied. */
export interface RecordsDiff {
  readonly added: readonly CausedRecord[]
  readonly gone: readonly CausedRecord[]
  readonly changed: readonly CausedChange[]
}

/** One state of a record, and how long it held. */
interface State extends KnownRecord {
  readonly since: number
  readonly until: number
}

/** The records of a dispatch that are new, gone or changed. */
export async function diffRecords(reader: LedgerReader, dispatch: string, asked: Asked): Promise<RecordsDiff> {
  const { range, touched, filter } = asked
  const states = await statesOf(reader, dispatch, asked)
  const at = (moment: number) => states.filter(({ since, until }) => since <= moment && until > moment)
  const before = at(range.from)
  const { added, gone, changed } = compareRecords(before, at(range.to))
  const wanted = <One extends KnownRecord>(records: readonly One[]) => records.filter(one => meets.record(filter, one))
  return {
    added: wanted(added).map(one => ({
      ...known(one),
      cause: touched.causes.get(beginningOf(states.filter(({ id }) => id === one.id))) ?? null,
    })),
    gone: wanted(gone).map(one => ({ ...known(one), cause: endOf(endingOf(one, states), asked) })),
    changed: changed
      .filter(one => [one, ...before.filter(({ id }) => id === one.was)].some(side => meets.record(filter, side)))
      .map(one => ({ ...one, slots: one.slots.map(slot => ({ ...slot, causes: causesOf(one, slot.slot, { states, asked }) })) })), // prettier-ignore
  }
}

const known = ({ id, kind, record }: KnownRecord): KnownRecord => ({ id, kind, record })

/** All states that records of the dispatch had from the first moment to the second, in order. */
async function statesOf({ db }: LedgerReader, dispatch: string, { range }: Asked): Promise<State[]> {
  const events = await db.selectFrom('event').select(['id', 'record', 'review', 'since', 'until']).where('dispatch_id', '=', dispatch).where('since', '<=', range.to).where('until', '>', range.from).orderBy('number').execute() // prettier-ignore
  const objects = await db.selectFrom('process_object').select(['id', 'kind', 'record', 'review', 'since', 'until']).where('dispatch_id', '=', dispatch).where('since', '<=', range.to).where('until', '>', range.from).orderBy('number').execute() // prettier-ignore
  return [...events.map(row => ({ ...row, kind: 'event' })), ...objects].map(row => ({
    id: row.id,
    kind: row.kind as RecordKind,
    record: { ...(JSON.parse(row.record) as object), review: row.review },
    since: row.since,
    until: row.until,
  }))
}

/** The entry at which the record, which held at the first moment, first came to an end. */
function endingOf({ id }: KnownRecord, states: readonly State[]): number {
  const own = states.filter(state => state.id === id)
  const last = own.find((state, i) => own[i + 1]?.since !== state.until)
  return last?.until ?? 0
}

interface Told {
  readonly states: readonly State[]
  readonly asked: Asked
}

/** The entries by which a slot came to hold something else, from one state of the record to the next. */
function causesOf({ id, was }: ChangedRecord, slot: string, { states, asked }: Told): Cause[] {
  const own = states.filter(state => state.id === id || state.id === was).sort((a, b) => a.since - b.since)
  const valueOf = ({ record }: State) => canonicalJson((record as Readonly<Record<string, unknown>>)[slot] ?? null)
  return own.flatMap((state, i) => {
    const previous = own[i - 1]
    const cause = asked.touched.causes.get(state.since)
    return previous === undefined || cause === undefined || valueOf(previous) === valueOf(state) ? [] : [cause]
  })
}
