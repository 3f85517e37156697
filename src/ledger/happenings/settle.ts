import type { Kysely } from 'kysely'
import { OPEN, type DispatchTable, type MemberTable, type Tables } from '../tables.ts'
import { currentDispatch } from '../views/dispatch.ts'
import { originOf } from '../views/origin.ts'
import { chooseHappening, type Member } from './choose.ts'
import { featuresOf, type Features } from './features.ts'
import { candidatesFor, happeningId, joinHappenings, leaveHappening, membersOf, type Joining } from './members.ts'
import { Changes, refreshHappenings } from './refresh.ts'
import type { EventRecord } from '../../contract.ts'
import type { RecordRef } from './summary.ts'

/** The dispatch whose records are settled, and the entry at hand. */
export interface Settling {
  readonly dispatch: DispatchTable
  readonly sequence: number
  /** Whether the dispatch was never read before, so that none of its records is in a happening. */
  readonly isFirst: boolean
}

/**
 * Finds for each event of a new reading the happening that it reports. An event that an earlier reading had in the same way stays
 * where it is, and so does one that a person put somewhere; of the others those that are no longer told leave.
 *
 * @param events - Those of the reading that nobody has rejected, corrections applied.
 */
export async function settleReading(
  db: Kysely<Tables>,
  events: readonly EventRecord[],
  settling: Settling,
): Promise<void> {
  const { dispatch, sequence, isFirst } = settling
  const members = isFirst ? [] : await membersOf(db, { dispatch: dispatch.id })
  const before = new Map(members.map(member => [member.record_id, member]))
  const fresh: Fresh[] = []
  for (const event of events) {
    const prior = before.get(event.id) ?? null
    const features = featuresOf(event, dispatch.published)
    if (prior !== null && JSON.stringify(features) === prior.features) before.delete(event.id)
    else if (features !== null) fresh.push({ event, features, prior })
  }
  const changes = new Changes()
  await leave(db, [...before.values()], { changes, sequence })
  await joinAll(db, fresh, { ...settling, changes })
  await refreshHappenings(db, changes, sequence)
}

interface Fresh {
  readonly event: EventRecord
  readonly features: Features
  /** Where an earlier reading had it. */
  readonly prior: MemberTable | null
}

interface Joined extends Settling {
  readonly changes: Changes
}

/** A record on its way in, with the records it is to be compared with. */
interface Waiting extends Fresh {
  readonly members: readonly Member[]
  /** How much speaks for the happening that it would join; 0 where it would be the first. */
  readonly points: number
}

/** The surest first: of two records of one text that could report a happening, the likelier one does. */
async function joinAll(db: Kysely<Tables>, fresh: readonly Fresh[], { dispatch, sequence, changes }: Joined) {
  if (fresh.length === 0) return
  const origin = await originOf(db, dispatch.number)
  const waiting: Waiting[] = []
  for (const one of fresh) waiting.push(await compared(db, one, dispatch.id))
  const joined: Joining[] = []
  for (const one of waiting.sort((a, b) => b.points - a.points)) {
    const { event, features, prior } = one
    const ref = { dispatch: dispatch.id, record: event.id }
    const happening = happeningFor(one, ref, joined)
    joined.push({ ...ref, happening, features, origin, decided: prior?.decided ?? 0, sequence })
    changes.joined(happening, { ...ref, event, published: dispatch.published })
  }
  await joinHappenings(db, joined)
}

async function compared(db: Kysely<Tables>, one: Fresh, dispatch: string): Promise<Waiting> {
  const members = decidedFor(one) === null ? await candidatesFor(db, one.features) : []
  const choice = chooseHappening({ dispatch, features: one.features }, members)
  return { ...one, members, points: choice?.points ?? 0 }
}

function happeningFor(one: Waiting, ref: RecordRef, joined: readonly Member[]): string {
  const newcomer = { dispatch: ref.dispatch, features: one.features }
  const found = decidedFor(one) ?? chooseHappening(newcomer, [...one.members, ...joined])?.happening
  return found ?? happeningId(ref)
}

/** Where a person has put the record. */
function decidedFor({ prior }: Fresh): string | null {
  return prior !== null && prior.decided > 0 ? prior.happening_id : null
}

async function leave(
  db: Kysely<Tables>,
  members: readonly MemberTable[],
  { changes, sequence }: { readonly changes: Changes; readonly sequence: number },
): Promise<void> {
  await leaveHappening(db, members, sequence)
  for (const { happening_id } of members) changes.changed(happening_id)
}

/** What a dispatch told is told no longer: its text was taken anew, or passed over. */
export async function leaveAll(db: Kysely<Tables>, dispatch: string, sequence: number): Promise<void> {
  const changes = new Changes()
  await leave(db, await membersOf(db, { dispatch }), { changes, sequence })
  await refreshHappenings(db, changes, sequence)
}

/** A person has accepted, rejected or corrected a record: what is rejected reports nothing, what is corrected stays where it is. */
export async function resettle(db: Kysely<Tables>, ref: RecordRef, sequence: number): Promise<void> {
  const changes = new Changes()
  await leave(db, await membersOf(db, ref), { changes, sequence })
  const joining = await joiningAgain(db, ref, sequence)
  if (joining !== null) {
    await joinHappenings(db, [joining])
    changes.changed(joining.happening)
  }
  await refreshHappenings(db, changes, sequence)
}

/** The record with the happening that it was in, or reports now; null for one that reports none. */
async function joiningAgain(db: Kysely<Tables>, ref: RecordRef, sequence: number): Promise<Joining | null> {
  const event = await standingEvent(db, ref)
  const dispatch = await currentDispatch(db, ref.dispatch)
  if (event === undefined || dispatch === undefined) return null
  const features = featuresOf(event, dispatch.published)
  if (features === null) return null
  const origin = await originOf(db, dispatch.number)
  const prior = await latestMember(db, ref)
  if (prior !== undefined) return { ...ref, happening: prior.happening_id, features, origin, decided: prior.decided, sequence } // prettier-ignore
  const choice = chooseHappening({ dispatch: ref.dispatch, features }, await candidatesFor(db, features))
  return { ...ref, happening: choice?.happening ?? happeningId(ref), features, origin, decided: 0, sequence }
}

/** Where the record is, or was before it left. */
async function latestMember(db: Kysely<Tables>, { dispatch, record }: RecordRef): Promise<MemberTable | undefined> {
  const all = db.selectFrom('happening_member').selectAll().where('dispatch_id', '=', dispatch)
  return all.where('record_id', '=', record).orderBy('number', 'desc').limit(1).executeTakeFirst()
}

/** The event as it stands; nothing where it was rejected. */
async function standingEvent(db: Kysely<Tables>, { dispatch, record }: RecordRef): Promise<EventRecord | undefined> {
  const held = db.selectFrom('event').select('record').where('dispatch_id', '=', dispatch).where('id', '=', record)
  const row = await held
    .where('until', '=', OPEN)
    .where('review', '!=', 'rejected')
    .orderBy('position')
    .executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.record) as EventRecord)
}
