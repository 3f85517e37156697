import type { Kysely } from 'kysely'
import { isPostgres } from './address.ts'
import type { Tables } from './tables.ts'

export interface StoreOptions {
  /** Longest wait for another process's transaction, in milliseconds. */
  readonly waitMs: number
  /** Opens an existing ledger and never writes. */
  readonly readOnly: boolean
  /** Refuses to make a ledger where there is none. */
  readonly mustExist: boolean
  /** Upper bound of a file, in bytes; null for none but the disk. A server sets its own. */
  readonly quota: number | null
}

/** Where a ledger is kept: a file of SQLite, or a schema of a PostgreSQL database. */
export interface Store {
  /** The file, or the database's address without its password. */
  readonly path: string
  /** Sees committed entries only. */
  readonly reading: Kysely<Tables>
  /** Runs the work as one transaction that nobody else writes beside: all of it or nothing is kept. */
  immediate<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /**
   * Clears away what redacted words have left behind where the store keeps its own files: old pages, the log of changes.
   *
   * @returns What somebody has to do where the program could not, as a sentence; null where nothing is left.
   */
  scrub(): Promise<string | null>
  close(): Promise<void>
}

/** Opens the store at a path or an address, and makes it where it is missing and may be written. */
export async function openStore(address: string, options: StoreOptions): Promise<Store> {
  // Imported when needed: most run with files only, and never load the other.
  if (isPostgres(address)) return (await import('./postgres/store.ts')).openPostgres(address, options)
  return (await import('./sqlite/store.ts')).openSqlite(address, options)
}
