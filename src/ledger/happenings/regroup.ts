import type { Kysely } from 'kysely'
import { OPEN, type MemberTable, type Tables } from '../tables.ts'
import { happeningId, joinHappenings, leaveHappening, membersOf } from './members.ts'
import { Changes, refreshHappenings } from './refresh.ts'
import type { Entry } from '../entries.ts'
import type { Features } from './features.ts'
import type { RecordRef } from './summary.ts'

/** A person took two happenings for one: the records go over to the other happening. */
export async function applyMerge(db: Kysely<Tables>, { body, sequence }: Entry & { kind: 'merge' }): Promise<void> {
  const [target] = await membersOf(db, body.into)
  if (target === undefined) return
  const members = await heldMembers(db, body.records)
  await move(db, members.map(member => ({ member, to: target.happening_id, decided: sequence })), sequence) // prettier-ignore
}

/** A person took some records of a happening for another: they go over to one of their own. */
export async function applySplit(db: Kysely<Tables>, { body, sequence }: Entry & { kind: 'split' }): Promise<void> {
  const members = await heldMembers(db, body.records)
  const [first] = body.records
  if (first === undefined) return
  const to = happeningId(first, sequence)
  await move(db, members.map(member => ({ member, to, decided: sequence })), sequence) // prettier-ignore
}

/** A merge or split is taken back: what it moved, and nobody has moved since, goes to where it came from. */
export async function applyUndo(db: Kysely<Tables>, { body, sequence }: Entry & { kind: 'undo' }): Promise<void> {
  const moves = []
  for (const member of await movedBy(db, body.entry)) {
    const before = await db
      .selectFrom('happening_member')
      .select(['happening_id', 'decided'])
      .where('dispatch_id', '=', member.dispatch_id)
      .where('record_id', '=', member.record_id)
      .where('until', '=', body.entry)
      .executeTakeFirst()
    if (before !== undefined) moves.push({ member, to: before.happening_id, decided: before.decided })
  }
  await move(db, moves, sequence)
}

/** The records that are still where the merge or split has put them. */
export async function movedBy(db: Kysely<Tables>, entry: number): Promise<MemberTable[]> {
  const held = db.selectFrom('happening_member').selectAll().where('decided', '=', entry).where('until', '=', OPEN)
  return held.orderBy('number').execute()
}

async function heldMembers(db: Kysely<Tables>, records: readonly RecordRef[]): Promise<MemberTable[]> {
  const members = []
  for (const ref of records) members.push(...(await membersOf(db, ref)))
  return members
}

interface Move {
  readonly member: MemberTable
  /** The happening it goes to. */
  readonly to: string
  /** The entry that counts as the reason; 0 where it is the program's own judgement again. */
  readonly decided: number
}

async function move(db: Kysely<Tables>, moves: readonly Move[], sequence: number): Promise<void> {
  const changes = new Changes()
  await leaveHappening(db, moves.map(({ member }) => member), sequence) // prettier-ignore
  const joining = moves.map(({ member, to, decided }) => {
    const { dispatch_id: dispatch, record_id: record, origin } = member
    return { happening: to, dispatch, record, features: JSON.parse(member.features) as Features, origin, decided, sequence } // prettier-ignore
  })
  await joinHappenings(db, joining)
  for (const { member, to } of moves) {
    changes.changed(member.happening_id)
    changes.changed(to)
  }
  await refreshHappenings(db, changes, sequence)
}
