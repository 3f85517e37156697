import { sql, type Kysely } from 'kysely'
import { fold } from '../views/fold.ts'
import type { LedgerReader } from '../reader.ts'
import type { Tables } from '../tables.ts'

/** Who takes part, and where it was: what stands in tables of its own beside an event. */
export interface PartyAndPlace {
  readonly actor?: string | undefined
  readonly recipient?: string | undefined
  readonly speaker?: string | undefined
  readonly place?: string | undefined
  readonly country?: string | undefined
}

/** Numbers of the events in which a party or place stands, one list for each that is asked for. */
export function listsOf(db: Kysely<Tables>, filter: PartyAndPlace) {
  return [...partyLists(db, filter), ...placeLists(db, filter)]
}

function partyLists(db: Kysely<Tables>, { actor, recipient, speaker }: PartyAndPlace) {
  return Object.entries({ actor, recipient, speaker }).flatMap(([role, party]) => {
    if (party === undefined) return []
    const [code = '', sector] = party.split('/')
    const named = db.selectFrom('event_party').select('event_number').where('role', '=', role).where('code', '=', code)
    return [sector === undefined ? named : named.where('sectors', 'like', `%/${sector.toUpperCase()}/%`)]
  })
}

function placeLists(db: Kysely<Tables>, { place, country }: PartyAndPlace) {
  const all = db.selectFrom('event_place').select('event_number')
  const name = place === undefined ? '' : fold(place)
  return [
    ...(country === undefined ? [] : [all.where('country', '=', country)]),
    // A range instead of `like`: it uses the index, and nothing in the name is a wildcard.
    ...(name === '' ? [] : [all.where('folded', '>=', name).where('folded', '<', `${name}\u{10ffff}`)]),
  ]
}

/** Rows of a list from which going through the days, newest first, and looking whether each is in it finds a page sooner. */
const COMMON = 2000

/** Whether every list of the filter is long; false where there is none. */
export async function areAllCommon({ db }: LedgerReader, filter: PartyAndPlace): Promise<boolean> {
  const lists = listsOf(db, filter)
  for (const list of lists) {
    const counted = sql<{
      count: number
    }>`select count(*) as count from (select 1 from (${list}) as own limit ${COMMON}) as listed`
    if (((await counted.execute(db)).rows[0]?.count ?? 0) < COMMON) return false
  }
  return lists.length > 0
}

/** Stands for `event.number`, without leading the database to begin with a list of numbers. */
export const anyNumber = sql<number>`+${sql.ref('event.number')}`
