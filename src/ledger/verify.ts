import { ParleyError, type FailureCode } from '../errors.ts'
import { GENESIS, entryHash, sha256 } from './chain.ts'
import { blobsOf, type Head } from './entries.ts'
import { openChain, type StoredChain, type StoredEntry } from './stored-chain.ts'

export interface VerifyOptions {
  /** A head that was printed or noted before: the chain must still pass through it. */
  readonly head?: Pick<Head, 'sequence' | 'hash'>
  /** Called now and then with the entries checked so far. */
  readonly progress?: (done: number, total: number) => void
}

/** The first thing that is wrong. */
export interface Broken {
  /** Where in the chain; one past the end for what is missing there. */
  readonly sequence: number
  /** Kind of that entry; null where there is none. */
  readonly kind: string | null
  readonly problem: string
}

export interface Verified {
  readonly head: Head
  readonly blobs: number
  /** Null where the chain holds. */
  readonly broken: Broken | null
}

/**
 * Walks the chain from the first entry, computes every hash anew and checks every blob against its hash.
 * The views are not looked at: they can be rebuilt.
 *
 * @param address - A file, or the address of a PostgreSQL database.
 * @throws {ParleyError} `LEDGER_MISSING`, `LEDGER_FOREIGN`, `LEDGER_NEWER`, `LEDGER_UNOPENABLE`.
 */
export async function verifyLedger(address: string, options: VerifyOptions = {}): Promise<Verified> {
  const walk: Walk = { at: NOTHING, kind: null, checked: new Set() }
  try {
    return await verifyChain(await openChain(address), walk, options)
  } catch (error) {
    const broken = damageAfter(walk, error)
    if (broken === null) throw error
    return { head: walk.at, blobs: walk.checked.size, broken }
  }
}

async function verifyChain(chain: StoredChain, walk: Walk, options: VerifyOptions): Promise<Verified> {
  try {
    const broken =
      (await walkEntries(chain, walk, options)) ??
      (await strayBlob(chain, walk)) ??
      missingHead(walk, options) ??
      (await brokenIndex(chain, walk))
    return { head: walk.at, blobs: walk.checked.size, broken }
  } finally {
    await chain.close()
  }
}

const NOTHING: Head = { sequence: 0, hash: GENESIS, recordedAt: null }

/** How far the walk has come. */
interface Walk {
  at: Head
  kind: string | null
  readonly checked: Set<string>
}

async function walkEntries(chain: StoredChain, walk: Walk, { head, progress }: VerifyOptions): Promise<Broken | null> {
  const total = await chain.countEntries()
  const redacted = redactedBlobs(await chain.redactions())
  for await (const row of chain.entries(0)) {
    walk.kind = row.kind.toString()
    const problem =
      linkProblem(row, walk.at) ?? headProblem(row, head) ?? (await blobProblem(chain, row, { walk, redacted }))
    if (problem !== null) return { sequence: walk.at.sequence + 1, kind: walk.kind, problem }
    walk.at = headAt(row)
    if (row.sequence % 1000 === 0) progress?.(row.sequence, total)
  }
  return null
}

/** The head of a chain that ends with the entry. */
export function headAt({ sequence, hash, recorded_at }: StoredEntry): Head {
  return { sequence, hash: hash.toString(), recordedAt: recorded_at.toString() }
}

/** Why the entry cannot follow the one before; null where it does. */
export function linkProblem(row: StoredEntry, { sequence, hash, recordedAt }: Head): string | null {
  if (row.sequence !== sequence + 1) return `entry ${sequence + 1} is missing: the next is ${row.sequence}`
  if (!row.prev_hash.equals(Buffer.from(hash))) return 'it does not name the hash of the entry before'
  const time = row.recorded_at.toString('latin1')
  const computed = entryHash({ prevHash: hash, kind: row.kind.toString('latin1'), recordedAt: time, body: row.body })
  if (!row.hash.equals(Buffer.from(computed))) return 'its content does not give its hash: something was changed'
  return recordedAt !== null && time < recordedAt ? 'it says it was recorded before the entry before it' : null
}

/** A chain that was written anew holds in itself, and no longer passes through a head noted before. */
function headProblem(row: StoredEntry, head: VerifyOptions['head']): string | null {
  if (row.sequence !== head?.sequence || row.hash.toString() === head.hash) return null
  return `its hash is not that of the head given: the chain up to here was written anew`
}

/** Hashes that redactions name. A body that cannot be read names none: the walk will come to it. */
function redactedBlobs(bodies: readonly string[]): Set<string> {
  return new Set(
    bodies.flatMap(body => {
      try {
        return (JSON.parse(body) as { readonly blobs?: readonly string[] }).blobs ?? []
      } catch {
        return []
      }
    }),
  )
}

interface Seen {
  readonly walk: Walk
  readonly redacted: ReadonlySet<string>
}

async function blobProblem(chain: StoredChain, row: StoredEntry, { walk, redacted }: Seen): Promise<string | null> {
  for (const hash of blobsOf(row.kind.toString(), JSON.parse(row.body.toString()))) {
    if (walk.checked.has(hash)) continue
    const bytes = await chain.blob(hash)
    if (bytes === undefined) return `the bytes ${hash} it stands on are missing`
    if (bytes === null && !redacted.has(hash)) {
      return `the bytes ${hash} it stands on are gone, and no redaction says so`
    }
    if (bytes !== null && sha256(bytes) !== hash) return `the bytes ${hash} it stands on were changed`
    walk.checked.add(hash)
  }
  return null
}

/** A blob that no entry speaks of was put there by hand, or carries a changed hash. */
async function strayBlob(chain: StoredChain, { at, checked }: Walk): Promise<Broken | null> {
  for await (const hash of chain.blobs()) {
    if (!checked.has(hash))
      return { sequence: at.sequence, kind: null, problem: `no entry speaks of the bytes ${hash}` }
  }
  return null
}

function missingHead({ at }: Walk, { head }: VerifyOptions): Broken | null {
  if (head === undefined || head.sequence <= at.sequence) return null
  const problem = `the chain ends at entry ${at.sequence}, and the head given is entry ${head.sequence}: the tail is missing`
  return { sequence: at.sequence + 1, kind: null, problem }
}

async function brokenIndex(chain: StoredChain, { at }: Walk): Promise<Broken | null> {
  const damage = await chain.findDamage()
  return damage === null ? null : { sequence: at.sequence, kind: null, problem: `the store is damaged: ${damage}` }
}

/** What cannot be read is broken; null for any other error. */
function damageAfter({ at, kind }: Walk, error: unknown): Broken | null {
  if (!(error instanceof ParleyError) || !DAMAGE.has(error.code)) return null
  return { sequence: at.sequence + 1, kind, problem: `the store is damaged: ${error.details.reason ?? ''}` }
}

const DAMAGE: ReadonlySet<FailureCode> = new Set(['LEDGER_DAMAGED', 'LEDGER_UNWRITABLE'])
