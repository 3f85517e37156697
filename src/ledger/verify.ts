import { existsSync } from 'node:fs'
import { ParleyError } from '../errors.ts'
import { GENESIS, entryHash, sha256 } from './chain.ts'
import { blobsOf, type Head } from './entries.ts'
import { asFailure } from './failures.ts'
import { schemaVersion } from './schema.ts'
import { SqliteError, type Connection } from './sqlite-driver.ts'
import { connectForReading } from './store.ts'

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
 * @throws {ParleyError} `LEDGER_MISSING`, `LEDGER_FOREIGN`, `LEDGER_NEWER`, `LEDGER_UNOPENABLE`.
 */
export function verifyLedger(path: string, options: VerifyOptions = {}): Verified {
  if (!existsSync(path)) throw new ParleyError('LEDGER_MISSING', { path })
  const walk: Walk = { at: { sequence: 0, hash: GENESIS, recordedAt: null }, kind: null, checked: new Set() }
  let connection: Connection | null = null
  try {
    connection = connectForReading(path, 5000)
    if (schemaVersion(connection, path) === 0) throw new ParleyError('LEDGER_FOREIGN', { path })
    connection.exec('begin') // one moment of the file, whatever others append meanwhile
    const broken =
      walkEntries(connection, walk, options) ??
      strayBlob(connection, walk) ??
      missingHead(walk, options) ??
      brokenIndex(connection, walk)
    return { head: walk.at, blobs: walk.checked.size, broken }
  } catch (error) {
    if (isDamage(error)) return { head: walk.at, blobs: walk.checked.size, broken: damageAfter(walk, error) }
    throw asFailure(error, path)
  } finally {
    connection?.close()
  }
}

/** How far the walk has come. */
interface Walk {
  at: Head
  kind: string | null
  readonly checked: Set<string>
}

/** An entry as the bytes that are stored: decoding could hide a changed byte. */
interface RawEntry {
  readonly sequence: number
  readonly kind: Buffer
  readonly recorded_at: Buffer
  readonly body: Buffer
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

const RAW = `select sequence, cast(kind as blob) as kind, cast(recorded_at as blob) as recorded_at,
  cast(body as blob) as body, cast(prev_hash as blob) as prev_hash, cast(hash as blob) as hash
  from entry not indexed order by sequence`

function walkEntries(connection: Connection, walk: Walk, { head, progress }: VerifyOptions): Broken | null {
  const { total } = connection.prepare('select count(*) as total from entry').get() as { total: number }
  // Safe to look blobs up meanwhile: better-sqlite3 lets one connection read by several statements.
  for (const row of connection.prepare(RAW).iterate() as IterableIterator<RawEntry>) {
    const kind = row.kind.toString()
    walk.kind = kind
    const problem = linkProblem(row, walk.at) ?? headProblem(row, head) ?? blobProblem(connection, row, walk.checked)
    if (problem !== null) return { sequence: walk.at.sequence + 1, kind, problem }
    walk.at = { sequence: row.sequence, hash: row.hash.toString(), recordedAt: row.recorded_at.toString() }
    if (row.sequence % 1000 === 0) progress?.(row.sequence, total)
  }
  return null
}

function linkProblem(row: RawEntry, { sequence, hash, recordedAt }: Head): string | null {
  if (row.sequence !== sequence + 1) return `entry ${sequence + 1} is missing: the next is ${row.sequence}`
  if (!row.prev_hash.equals(Buffer.from(hash))) return 'it does not name the hash of the entry before'
  const time = row.recorded_at.toString('latin1')
  const computed = entryHash({ prevHash: hash, kind: row.kind.toString('latin1'), recordedAt: time, body: row.body })
  if (!row.hash.equals(Buffer.from(computed))) return 'its content does not give its hash: something was changed'
  return recordedAt !== null && time < recordedAt ? 'it says it was recorded before the entry before it' : null
}

/** A chain that was written anew holds in itself, and no longer passes through a head noted before. */
function headProblem(row: RawEntry, head: VerifyOptions['head']): string | null {
  if (row.sequence !== head?.sequence || row.hash.toString() === head.hash) return null
  return `its hash is not that of the head given: the chain up to here was written anew`
}

const BLOB = 'select cast(bytes as blob) as bytes from blob where hash = ?'
const REDACTED = `select 1 from entry, json_each(entry.body, '$.blobs') as listed
  where entry.kind = 'redaction' and listed.value = ?`

function blobProblem(connection: Connection, row: RawEntry, checked: Set<string>): string | null {
  for (const hash of blobsOf(row.kind.toString(), JSON.parse(row.body.toString()))) {
    if (checked.has(hash)) continue
    const blob = connection.prepare(BLOB).get(hash) as { bytes: Buffer | null } | undefined
    if (blob === undefined) return `the bytes ${hash} it stands on are missing`
    if (blob.bytes === null && connection.prepare(REDACTED).get(hash) === undefined) {
      return `the bytes ${hash} it stands on are gone, and no redaction says so`
    }
    if (blob.bytes !== null && sha256(blob.bytes) !== hash) return `the bytes ${hash} it stands on were changed`
    checked.add(hash)
  }
  return null
}

/** A blob that no entry speaks of was put there by hand, or carries a changed hash. */
function strayBlob(connection: Connection, { at, checked }: Walk): Broken | null {
  for (const { hash } of connection.prepare('select hash from blob').iterate() as IterableIterator<{ hash: string }>) {
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

/** Rows that hold can still not be found where an index over them is damaged. */
function brokenIndex(connection: Connection, { at }: Walk): Broken | null {
  for (const table of ['entry', 'blob']) {
    const found = connection.pragma(`integrity_check('${table}')`, { simple: true }) as string
    if (found !== 'ok') return { sequence: at.sequence, kind: null, problem: `the file is damaged: ${found}` }
  }
  return null
}

function isDamage(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(CORRUPT|IOERR)/.test(error.code)
}

function damageAfter({ at, kind }: Walk, error: unknown): Broken {
  return { sequence: at.sequence + 1, kind, problem: `the file is damaged: ${(error as Error).message}` }
}
