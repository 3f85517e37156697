import { sha256 } from './chain.ts'
import { shownAddress } from './address.ts'
import { blobsOf, type Entry, type Head } from './entries.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { readHead } from './reader.ts'
import { openChain, type StoredChain, type StoredEntry } from './stored-chain.ts'
import { PROJECTION } from './tables.ts'
import { headAt, linkProblem, verifyLedger, type Verified } from './verify.ts'
import { applyEntry } from './views/apply.ts'
import { ParleyError } from '../errors.ts'
import type { LedgerWriter } from './writer.ts'

export interface CopyOptions {
  /** Entries in one transaction; default 200. */
  readonly batch?: number
  /** Called after each batch with the entries that are in the copy. */
  readonly progress?: (done: number, total: number) => void
}

export interface Copied {
  /** Entries that were not in the copy before. */
  readonly entries: number
  /** Head of what was copied, as of the moment at which copying began. */
  readonly head: Head
  /** What verifying the copy came to. */
  readonly copy: Verified
}

/**
 * Copies a ledger, entries and bytes as they are stored, into another store or file; the views are computed there. A copy
 * that was stopped, or made of an earlier state, is gone on with. What is appended meanwhile waits for the next copy.
 *
 * @param from - Where the ledger is: a file, or the address of a PostgreSQL database.
 * @param to - Where the copy is to be: no ledger, an empty one, or one that is a beginning of `from`.
 * @throws {ParleyError} `COPY_DIVERGES` where the other ledger is no beginning of this one, `COPY_BROKEN` where this one
 * does not hold, and all that `openLedger` and `Ledger.transact` throw.
 */
export async function copyLedger(from: string, to: string, options: CopyOptions = {}): Promise<Copied> {
  const chain = await openChain(from)
  try {
    const target = await openLedger(to, { clock: () => new Date() })
    try {
      const job = { chain, target, from: shownAddress(from) }
      const start = await commonHead(job)
      const head = await copyEntries(job, start, options)
      return { entries: head.sequence - start.sequence, head, copy: await verifyLedger(to) }
    } finally {
      await target.close()
    }
  } finally {
    await chain.close()
  }
}

interface Job {
  readonly chain: StoredChain
  readonly target: Ledger
  /** Where it is copied from, as it may be shown. */
  readonly from: string
}

/** The head of the copy as it is, which the chain must pass through: then all before it is the same. */
async function commonHead({ chain, target, from }: Job): Promise<Head> {
  const head = await readHead(target.reader)
  if (head.sequence === 0) return head
  for await (const entry of chain.entries(head.sequence - 1)) {
    if (entry.sequence === head.sequence && entry.hash.toString() === head.hash) return head
    break
  }
  throw new ParleyError('COPY_DIVERGES', { from, to: target.path, sequence: head.sequence })
}

async function copyEntries(job: Job, start: Head, { batch = 200, progress }: CopyOptions): Promise<Head> {
  const total = await job.chain.countEntries()
  let head = start
  let copied = start
  let rows: StoredEntry[] = []
  for await (const row of job.chain.entries(start.sequence)) {
    const problem = linkProblem(row, head)
    if (problem !== null) throw broken(job, head.sequence + 1, problem)
    head = headAt(row)
    rows.push(row)
    if (rows.length < batch) continue
    copied = await copyBatch(job, copied, rows)
    rows = []
    progress?.(copied.sequence, total)
  }
  return copyBatch(job, copied, rows)
}

async function copyBatch(job: Job, before: Head, rows: readonly StoredEntry[]): Promise<Head> {
  const last = rows.at(-1)
  if (last === undefined) return before
  await job.target.transact(async writer => {
    // Somebody else may have appended to the copy since.
    if (writer.head.hash !== before.hash)
      throw new ParleyError('COPY_DIVERGES', { from: job.from, to: job.target.path, sequence: writer.head.sequence })
    for (const row of rows) await copyEntry(job, writer, row)
    const state = { through: last.sequence, projection: PROJECTION }
    await writer.db.updateTable('view_state').set(state).where('name', '=', 'live').execute()
  })
  return headAt(last)
}

async function copyEntry(job: Job, { db }: LedgerWriter, row: StoredEntry): Promise<void> {
  const { sequence, hash } = row
  const [kind, recordedAt, json] = [row.kind.toString(), row.recorded_at.toString(), row.body.toString()]
  const body = JSON.parse(json) as Entry['body']
  for (const blob of blobsOf(kind, body)) await copyBlob(job, { db }, { blob, sequence })
  const link = { prev_hash: row.prev_hash.toString(), hash: hash.toString() }
  await db
    .insertInto('entry')
    .values({ sequence, kind, recorded_at: recordedAt, body: json, ...link })
    .execute()
  const entry = { sequence, kind, recordedAt, body } as Entry
  await applyEntry(db, entry)
  if (entry.kind !== 'redaction' || entry.body.blobs.length === 0) return
  // Bytes that an earlier copy brought, before they were redacted there.
  const taken = db
    .updateTable('blob')
    .set({ bytes: null })
    .where('hash', 'in', [...entry.body.blobs])
  await taken.where('bytes', 'is not', null).execute()
}

interface Needed {
  readonly blob: string
  /** Entry that stands on it. */
  readonly sequence: number
}

async function copyBlob(job: Job, { db }: Pick<LedgerWriter, 'db'>, { blob, sequence }: Needed): Promise<void> {
  const there = await db.selectFrom('blob').select('hash').where('hash', '=', blob).executeTakeFirst()
  if (there !== undefined) return
  const bytes = await job.chain.blob(blob)
  if (bytes === undefined) throw broken(job, sequence, `the bytes ${blob} it stands on are missing`)
  if (bytes !== null && sha256(bytes) !== blob)
    throw broken(job, sequence, `the bytes ${blob} it stands on were changed`)
  await db.insertInto('blob').values({ hash: blob, bytes }).execute()
}

function broken({ from }: Job, sequence: number, problem: string): ParleyError {
  return new ParleyError('COPY_BROKEN', { from, sequence, problem })
}
