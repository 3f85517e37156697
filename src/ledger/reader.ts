import type { Kysely } from 'kysely'
import { GENESIS } from './chain.ts'
import type { Head } from './entries.ts'
import { prepared } from './prepared.ts'
import { OPEN, type Tables } from './tables.ts'

/** What the queries in queries/ take: a ledger as far as it is committed. */
export interface LedgerReader {
  readonly db: Kysely<Tables>
}

/** The end of the chain. */
export async function readHead({ db }: LedgerReader): Promise<Head> {
  const row = await db.selectFrom('entry').select(['sequence', 'hash', 'recorded_at']).orderBy('sequence', 'desc').limit(1).executeTakeFirst() // prettier-ignore
  if (row === undefined) return { sequence: 0, hash: GENESIS, recordedAt: null }
  return { sequence: row.sequence, hash: row.hash, recordedAt: row.recorded_at }
}

/** Which text of a dispatch, read by what. */
export interface ReadText {
  readonly dispatch: string
  /** SHA-256 of the text as UTF-8. */
  readonly text: string
  readonly engine: string
  readonly model: string
}

/** How much of it the ledger holds: `stored` without a reading by that version, `superseded` where another text followed. */
export type Held = 'absent' | 'stored' | 'read' | 'superseded'

/** Whether the ledger holds the text and the reading, with the last entry that says so. */
export async function findHeld({ db }: LedgerReader, { dispatch, text, engine, model }: ReadText) {
  const versions = await selectVersions(db, { dispatch })
  const stored = versions.find(({ text_hash }) => text_hash === text)
  if (stored === undefined) return { held: 'absent' as Held, sequence: 0 }
  if (versions.at(-1) !== stored) return { held: 'superseded' as Held, sequence: stored.since }
  const readings = db
    .selectFrom('reading')
    .select('number')
    .where('dispatch_id', '=', dispatch)
    .where('text_hash', '=', text)
  const reading = await readings.where('engine', '=', engine).where('model', '=', model).executeTakeFirst()
  return { held: (reading === undefined ? 'stored' : 'read') as Held, sequence: reading?.number ?? stored.since }
}

const selectVersions = prepared((db, { dispatch }: { readonly dispatch: string }) =>
  db.selectFrom('dispatch').select(['text_hash', 'since']).where('id', '=', dispatch).orderBy('number'),
)

/** The entry of the reading of that text that counts, by whichever version; null where there is none. */
export async function findReading({ db }: LedgerReader, { dispatch, text }: Pick<ReadText, 'dispatch' | 'text'>) {
  const readings = db.selectFrom('reading').select('number').where('dispatch_id', '=', dispatch)
  const current = readings.where('text_hash', '=', text).where('until', '=', OPEN)
  return (await current.executeTakeFirst())?.number ?? null
}

/** The entry that says that a version passed over that text, where it still holds; null where there is none. */
export async function findPassedOver({ db }: LedgerReader, { dispatch, text, engine }: Omit<ReadText, 'model'>) {
  const passed = db.selectFrom('passed_over').select('number').where('dispatch_id', '=', dispatch)
  const same = passed.where('text_hash', '=', text).where('engine', '=', engine).where('until', '=', OPEN)
  return (await same.executeTakeFirst())?.number ?? null
}
