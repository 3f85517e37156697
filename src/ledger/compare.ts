import { canonicalJson } from './chain.ts'
import { processObjects } from './views/process-rows.ts'
import type { EventRecord, Reading } from '../contract.ts'
import type { RecordKind } from './slots.ts'

/** A record as a reading or a view has it: an event or a process object. */
export interface KnownRecord {
  readonly id: string
  readonly kind: RecordKind
  readonly record: object
}

/** One slot that holds something else than before; null where there was, or is, nothing. */
export interface SlotChange {
  readonly slot: string
  readonly old: unknown
  readonly new: unknown
}

/** A record that both sides have, and that is not the same in both. */
export interface ChangedRecord {
  readonly id: string
  /** Its id before; another one where only place and category tell that it is the same. */
  readonly was: string
  readonly kind: RecordKind
  readonly record: object
  /** Empty where only the id is another. */
  readonly slots: readonly SlotChange[]
}

/** What became of the records of a dispatch. */
export interface RecordChanges {
  readonly added: readonly KnownRecord[]
  readonly gone: readonly KnownRecord[]
  readonly changed: readonly ChangedRecord[]
  /** How many are the same. */
  readonly same: number
}

/** The records of a reading, events first. */
export function recordsOf({ events, process }: Pick<Reading, 'events' | 'process'>, dispatch: string): KnownRecord[] {
  return [
    ...events.map(record => ({ id: record.id, kind: 'event' as const, record })),
    ...processObjects(process, dispatch).map(({ id, kind, record }) => ({ id, kind, record })),
  ]
}

/**
 * Which records are new, gone, or changed. A record is known again by its id; else by its trigger; else by its
 * sentence and category. What has no sentence, a party, is known by its code.
 */
export function compareRecords(before: readonly KnownRecord[], after: readonly KnownRecord[]): RecordChanges {
  const pairs: (readonly [KnownRecord, KnownRecord])[] = []
  let left = { before, after }
  for (const keyOf of [idKey, triggerKey, placeKey]) left = pairUp(left, keyOf, pairs)
  const renamed = new Map(pairs.map(([old, now]) => [old.id, now.id]))
  const changed = pairs.map(([old, now]) => changedRecord(old, now, renamed)).filter(record => record !== null)
  return { added: left.after, gone: left.before, changed, same: pairs.length - changed.length }
}

interface Sides {
  readonly before: readonly KnownRecord[]
  readonly after: readonly KnownRecord[]
}

type KeyOf = (record: KnownRecord) => string | null

/** Pairs records of the same key, the first with the first; gives those that are left over. */
function pairUp(sides: Sides, keyOf: KeyOf, pairs: (readonly [KnownRecord, KnownRecord])[]): Sides {
  const waiting = new Map<string, KnownRecord[]>()
  for (const record of sides.before) {
    const key = keyOf(record)
    if (key !== null) waiting.set(key, [...(waiting.get(key) ?? []), record])
  }
  const paired = new Set<KnownRecord>()
  const after = sides.after.filter(record => {
    const old = waiting.get(keyOf(record) ?? '')?.shift()
    if (old === undefined) return true
    pairs.push([old, record])
    paired.add(old)
    return false
  })
  return { before: sides.before.filter(record => !paired.has(record)), after }
}

const idKey: KeyOf = ({ id }) => id

type Placed = Partial<Pick<EventRecord, 'evidence' | 'event'>> & { readonly code?: string }

const triggerKey: KeyOf = ({ kind, record }) => {
  const trigger = (record as Placed).evidence?.trigger
  return kind !== 'event' || trigger === undefined ? null : `${trigger.start}-${trigger.end}`
}

const placeKey: KeyOf = ({ kind, record }) => {
  const { evidence, event = '', code } = record as Placed
  if (evidence === undefined) return code === undefined ? null : `${kind} ${code}`
  return `${kind} ${event} ${evidence.start}-${evidence.end}`
}

function changedRecord(old: KnownRecord, now: KnownRecord, renamed: ReadonlyMap<string, string>): ChangedRecord | null {
  const slots = changedSlots(old.record, now.record, renamed)
  if (slots.length === 0 && old.id === now.id) return null
  return { id: now.id, was: old.id, kind: now.kind, record: now.record, slots }
}

// How sure it is and by which rules changes with every model, and is no part of what the text says.
const NO_SLOTS: ReadonlySet<string> = new Set(['id', 'confidence', 'certainty', 'why'])

type Slots = Readonly<Record<string, unknown>>

/** The slots in which two states of a record differ. */
export function changedSlots(before: object, after: object, renamed: ReadonlyMap<string, string> = new Map()) {
  const [old, now] = [{ ...before, ...linksOf(before, renamed) } as Slots, after as Slots]
  const slots = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(slot => !NO_SLOTS.has(slot))
  return slots
    .map((slot): SlotChange => ({ slot, old: old[slot] ?? null, new: now[slot] ?? null }))
    .filter(change => canonicalJson(change.old) !== canonicalJson(change.new))
}

/** A link to an event that has another id now is the same link. */
function linksOf(record: object, renamed: ReadonlyMap<string, string>): Partial<Pick<EventRecord, 'links'>> {
  const { links } = record as Partial<EventRecord>
  return links === undefined ? {} : { links: links.map(link => ({ ...link, event: renamed.get(link.event) ?? link.event })) } // prettier-ignore
}
