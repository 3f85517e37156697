import { ParleyError } from '../errors.ts'
import { emptyShadows, rebuildViews, type RebuildOptions, type Rebuilt } from './rebuild.ts'
import { openStore, type Store } from './store.ts'
import { PROJECTION } from './tables.ts'
import { writeSearchRows } from './views/search-rows.ts'
import { openWriter, type LedgerWriter } from './writer.ts'
import type { LedgerReader } from './reader.ts'

export interface LedgerOptions {
  /** Gives the time that entries carry. */
  readonly clock: () => Date
  /** Opens an existing ledger and never writes; default false. */
  readonly readOnly?: boolean
  /** Refuses to make a ledger where there is none; default false. */
  readonly mustExist?: boolean
  /** Longest wait for another process's transaction, in milliseconds; default 30,000. */
  readonly waitMs?: number
  /** Upper bound of the file in bytes; default none. */
  readonly quota?: number
}

/** A ledger: read from at any time, written to in transactions. Several processes may have the same one open. */
export interface Ledger {
  /** The file, or the database's address without its password. */
  readonly path: string
  /** Gives the time that entries carry. */
  readonly clock: () => Date
  /** Sees what is committed. */
  readonly reader: LedgerReader
  /**
   * Runs the work with a writer, as one transaction: once this resolves, all of it is on the disk; if it rejects, none.
   * Transactions of one process wait for each other: one inside another would wait for ever.
   *
   * @throws {ParleyError} `LEDGER_FULL`, `LEDGER_READ_ONLY`, `LEDGER_BUSY`, `LEDGER_DAMAGED`, `LEDGER_LOST`,
   * `VIEWS_OUTDATED`.
   */
  transact<T>(work: (writer: LedgerWriter) => Promise<T>): Promise<T>
  /** Computes the views anew from the entries. */
  rebuild(options?: RebuildOptions): Promise<Rebuilt>
  /**
   * Clears away what redacted words have left behind in the store's files.
   *
   * @returns What somebody has to do where the program could not; null where nothing is left.
   */
  scrub(): Promise<string | null>
  close(): Promise<void>
}

/**
 * Opens a ledger, and makes it where there is none, unless it is opened to be read only.
 *
 * @param address - A file, or the address of a PostgreSQL database.
 * @throws {ParleyError} `LEDGER_MISSING`, `LEDGER_FOREIGN`, `LEDGER_OLDER`, `LEDGER_NEWER`, `LEDGER_DAMAGED`,
 * `LEDGER_UNOPENABLE`, `LEDGER_READ_ONLY`, `LEDGER_BUSY`.
 */
export async function openLedger(address: string, options: LedgerOptions): Promise<Ledger> {
  const { clock, readOnly = false, mustExist = readOnly, waitMs = 30_000, quota = null } = options
  const store = await openStore(address, { readOnly, mustExist, waitMs, quota })
  return {
    path: store.path,
    clock,
    reader: { db: store.reading },
    transact: work =>
      store.immediate(async db => {
        await refuseOutdatedViews(db)
        const writer = await openWriter(db, clock)
        const before = writer.head.sequence
        const result = await work(writer)
        await writeSearchRows(db)
        if (writer.head.sequence > before) await noteThrough(db, writer.head.sequence)
        return result
      }),
    rebuild: rebuilding => rebuildViews(store, rebuilding),
    scrub: async () => {
      await store.immediate(emptyShadows)
      return store.scrub()
    },
    close: () => store.close(),
  }
}

/** What was computed by other rules must not be added to by these. */
async function refuseOutdatedViews(db: Store['reading']): Promise<void> {
  const row = await db.selectFrom('view_state').selectAll().where('name', '=', 'live').executeTakeFirst()
  // Views that hold no entry yet are the same by all rules.
  if (row === undefined || (row.projection !== PROJECTION && row.through > 0)) throw new ParleyError('VIEWS_OUTDATED')
}

/** The views hold all entries up to this one: written once a transaction, since nobody sees them before. */
async function noteThrough(db: Store['reading'], through: number): Promise<void> {
  await db.updateTable('view_state').set({ through, projection: PROJECTION }).where('name', '=', 'live').execute()
}
