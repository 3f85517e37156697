import { changedSlots } from '../compare.ts'
import { parts } from '../parts.ts'
import { boundsText } from './flat-happening.ts'
import { meets } from './diff-filter.ts'
import { beginningOf, endOf, type Asked, type Cause } from './diff-touched.ts'
import type { CausedSlot } from './diff-records.ts'
import type { LedgerReader } from '../reader.ts'
import type { HappeningRecord } from '../happenings/summary.ts'
import type { HappeningTable } from '../tables.ts'

/** A happening that is new, gone, or told otherwise, with the entries that did it. */
export interface HappeningDiff {
  readonly id: string
  readonly what: 'new' | 'gone' | 'changed'
  /** As it is told at the second moment; of one that is gone, as it was. */
  readonly record: HappeningRecord
  readonly dispatches: number
  readonly origins: number
  /** Status, whether it is disputed, lowest and highest counts, dispatches and origins, as far as they changed. */
  readonly slots: readonly CausedSlot[]
  /** Of one that is new or gone. */
  readonly cause: Cause | null
}

/** The happenings that changed in what is told of them as a whole. */
export async function* diffHappenings(reader: LedgerReader, asked: Asked): AsyncGenerator<HappeningDiff> {
  const ids = await touchedHappenings(reader, asked)
  for (const part of parts(ids)) {
    const states = await statesOf(reader, part, asked)
    for (const id of part) {
      const diff = diffOf(states.filter(state => state.id === id), asked) // prettier-ignore
      if (diff !== null && meets.happening(asked.filter, diff.record)) yield diff
    }
  }
}

/** Happenings that records of the touched dispatches reported at either moment or between. */
async function touchedHappenings({ db }: LedgerReader, { range, touched, filter }: Asked): Promise<string[]> {
  const all = new Set([...touched.dispatches.keys(), ...touched.regrouped])
  const dispatches = [...all].filter(id => filter.dispatch === undefined || filter.dispatch === id)
  const ids = new Set<string>()
  for (const part of parts(dispatches)) {
    const members = db.selectFrom('happening_member').select('happening_id').distinct()
    const held = members.where('since', '<=', range.to).where('until', '>', range.from)
    const rows = await held.where('dispatch_id', 'in', part).execute()
    for (const { happening_id } of rows) ids.add(happening_id)
  }
  // A redaction takes the members' rows away, of the past as well: what it changed is found by its own entry.
  for (const { kind, sequence } of touched.causes.values()) {
    if (kind !== 'redaction' || filter.dispatch !== undefined) continue
    const rows = await db.selectFrom('happening').select('id').where('since', '=', sequence).execute()
    for (const { id } of rows) ids.add(id)
  }
  return [...ids].sort()
}

function statesOf({ db }: LedgerReader, ids: readonly string[], { range }: Asked): Promise<HappeningTable[]> {
  const held = db.selectFrom('happening').selectAll().where('id', 'in', ids)
  return held.where('since', '<=', range.to).where('until', '>', range.from).orderBy('number').execute()
}

function diffOf(states: readonly HappeningTable[], asked: Asked): HappeningDiff | null {
  const { range, touched } = asked
  const at = (moment: number) => states.find(({ since, until }) => since <= moment && until > moment)
  const [before, after] = [at(range.from), at(range.to)]
  const shown = after ?? before
  if (shown === undefined) return null // it came and went between the two
  const { id, dispatches, origins } = shown
  const told = { id, record: recordOf(shown), dispatches, origins, slots: [] }
  if (before === undefined) return { ...told, what: 'new', cause: touched.causes.get(beginningOf(states)) ?? null }
  if (after === undefined) return { ...told, what: 'gone', cause: endOf(states.at(-1)?.until ?? 0, asked) }
  const slots = slotsBetween(before, after).map(slot => ({ ...slot, causes: causesOf(slot.slot, states, asked) }))
  return slots.length === 0 ? null : { ...told, what: 'changed', slots, cause: null }
}

const recordOf = ({ record }: HappeningTable) => JSON.parse(record) as HappeningRecord

const slotsBetween = (before: HappeningTable, after: HappeningTable) => changedSlots(toldOf(before), toldOf(after))

/** What is compared: the whole, not who reports it. */
function toldOf(row: HappeningTable): object {
  const { status, isDisputed, figures } = recordOf(row)
  const counts = new Map<string, string[]>()
  for (const figure of figures) {
    const name = `${figure.kind}${figure.isAhead ? ' (to come)' : ''}`
    counts.set(name, [...(counts.get(name) ?? []), boundsText(figure)])
  }
  return { status, isDisputed, ...Object.fromEntries(counts), dispatches: row.dispatches, origins: row.origins }
}

function causesOf(slot: string, states: readonly HappeningTable[], { touched }: Asked): Cause[] {
  return states.flatMap((state, i) => {
    const previous = states[i - 1]
    const cause = touched.causes.get(state.since)
    if (previous === undefined || cause === undefined) return []
    return slotsBetween(previous, state).some(change => change.slot === slot) ? [cause] : []
  })
}
