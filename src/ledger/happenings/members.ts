import type { Kysely } from 'kysely'
import { sha256 } from '../chain.ts'
import { dialectOf } from '../dialect.ts'
import { insertRows, prepared } from '../prepared.ts'
import { OPEN, type MemberTable, type Tables } from '../tables.ts'
import { takeNumbers } from '../views/numbers.ts'
import type { Member } from './choose.ts'
import { keysOf, probesOf } from './keys.ts'
import type { Features } from './features.ts'
import type { RecordRef } from './summary.ts'

/** Records that are compared with one newcomer at most: those that share most keys with it, the newest first. */
const CANDIDATES = 200

/** A record on its way into a happening. */
export interface Joining extends RecordRef {
  readonly happening: string
  readonly features: Features
  readonly origin: number
  /** Entry of the person's decision that puts it there; 0 where the program does. */
  readonly decided: number
  /** The entry at hand. */
  readonly sequence: number
}

/** A happening's id: the same for the same first record, whenever the views are built. */
export function happeningId({ dispatch, record }: RecordRef, decided = 0): string {
  return `h-${sha256(`${dispatch}\n${record}\n${decided}`).slice(0, 12)}`
}

/** The records in happenings that a new one is to be compared with. */
export async function candidatesFor(db: Kysely<Tables>, features: Features): Promise<Member[]> {
  const probes = probesOf(features)
  if (probes.length === 0) return []
  return (await selectSharing(db, { probes: JSON.stringify(probes) })).map(memberOf)
}

const selectSharing = prepared((db, { probes }: { readonly probes: string }) => {
  // Keys are those of members that hold: who leaves takes them along.
  const sharing = db
    .selectFrom('happening_key')
    .select('member')
    .where('key', 'in', dialectOf(db).listed<number>(probes, 'number'))
    .groupBy('member')
    .orderBy(eb => eb.fn.countAll(), 'desc')
    .orderBy('member', 'desc')
    .limit(CANDIDATES)
  return db
    .selectFrom('happening_member')
    .select(['happening_id', 'dispatch_id', 'features'])
    .where('number', 'in', sharing)
    .orderBy('number')
})

function memberOf(row: Pick<MemberTable, 'happening_id' | 'dispatch_id' | 'features'>): Member {
  const { happening_id, dispatch_id, features } = row
  return { happening: happening_id, dispatch: dispatch_id, features: JSON.parse(features) as Features }
}

/** Puts the records into their happenings, where records that come later will find them. */
export async function joinHappenings(db: Kysely<Tables>, joining: readonly Joining[]): Promise<void> {
  if (joining.length === 0) return
  const first = await takeNumbers(db, 'happening_member', joining.length)
  const rows = joining.map(({ happening, dispatch, record, features, origin, decided, sequence }, i) => {
    const ref = { number: first + i, happening_id: happening, dispatch_id: dispatch, record_id: record }
    return { ...ref, origin, decided, features: JSON.stringify(features), since: sequence, until: OPEN }
  })
  await insertRows(db, 'happening_member', rows)
  const keys = joining.flatMap(({ features }, i) => [...new Set(keysOf(features))].map(key => [key, first + i]))
  await insertKeys(db, { pairs: JSON.stringify(keys) })
}

const insertKeys = prepared((db, { pairs }: { readonly pairs: string }) =>
  db.insertInto('happening_key').columns(['key', 'member']).expression(dialectOf(db).pairs(pairs)),
)

/** Takes the members out of their happenings, from the entry on. */
export async function leaveHappening(db: Kysely<Tables>, members: readonly MemberTable[], sequence: number) {
  if (members.length === 0) return
  const numbers = members.map(({ number }) => number)
  await db.updateTable('happening_member').set({ until: sequence }).where('number', 'in', numbers).execute()
  // Only who is in a happening is looked for.
  await db.deleteFrom('happening_key').where('member', 'in', numbers).execute()
}

/** The members that hold now, of a dispatch or of one of its records. */
export async function membersOf(
  db: Kysely<Tables>,
  { dispatch, record }: { readonly dispatch: string; readonly record?: string },
): Promise<MemberTable[]> {
  const held = db.selectFrom('happening_member').selectAll().where('dispatch_id', '=', dispatch).where('until', '=', OPEN) // prettier-ignore
  return held.$if(record !== undefined, one => one.where('record_id', '=', record ?? '')).orderBy('number').execute() // prettier-ignore
}
