import { isPostgres } from './address.ts'

/** An entry as the bytes that are stored: decoding could hide a changed byte. */
export interface StoredEntry {
  readonly sequence: number
  readonly kind: Buffer
  readonly recorded_at: Buffer
  readonly body: Buffer
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

/**
 * The chain and its bytes as they are stored, at one moment, whatever others append meanwhile. What cannot be read for
 * damage throws `LEDGER_DAMAGED` or `LEDGER_UNWRITABLE`.
 */
export interface StoredChain {
  /** How many entries there are. */
  countEntries(): Promise<number>
  /** The entries behind one, in their order. */
  entries(after: number): AsyncIterable<StoredEntry>
  /** The bytes of a blob, null where they were taken away; undefined where there is no such blob. */
  blob(hash: string): Promise<Buffer | null | undefined>
  /** All hashes that blobs are kept under, in any order. */
  blobs(): AsyncIterable<string>
  /** Bodies of the redactions. */
  redactions(): Promise<readonly string[]>
  /** What is wrong with how rows are found, though each may hold; null where nothing is. */
  findDamage(): Promise<string | null>
  close(): Promise<void>
}

/**
 * Opens the chain of a ledger to read it as it is stored.
 *
 * @throws {ParleyError} `LEDGER_MISSING`, `LEDGER_FOREIGN`, `LEDGER_NEWER`, `LEDGER_UNOPENABLE`,
 * `LEDGER_DAMAGED`.
 */
export async function openChain(address: string): Promise<StoredChain> {
  if (isPostgres(address)) return (await import('./postgres/chain.ts')).openPostgresChain(address)
  return (await import('./sqlite/chain.ts')).openSqliteChain(address)
}
