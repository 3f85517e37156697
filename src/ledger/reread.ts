import { loadBlob } from './blobs.ts'
import { compareRecords, recordsOf, type KnownRecord, type RecordChanges } from './compare.ts'
import { dueDispatches, type DueFilter, type Version } from './queries/due.ts'
import { fatesOf, type Fate } from './fates.ts'
import { OPEN, type DispatchTable } from './tables.ts'
import { currentDispatch, type DispatchContent } from './views/dispatch.ts'
import type { Dispatch, Reading } from '../contract.ts'
import type { ParleyError } from '../errors.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerReader } from './reader.ts'
import type { LedgerWriter, Recorded } from './writer.ts'
import type { ReaderVersion } from '../reading/read.ts'
import type { ReadingContent } from './views/reading.ts'

/** What came of reading one dispatch: all that was read and by what, or why it could not be. */
export type ReadResult =
  { readonly reading: Reading; readonly version: ReaderVersion } | { readonly failure: ParleyError }

/** Reads several dispatches at once, each batch in one of its workers. */
export interface ReadMany {
  /** How many batches are read side by side. */
  readonly jobs: number
  /** A result for each dispatch, in their order. Never rejects for the sake of a dispatch. */
  read(dispatches: readonly Dispatch[]): Promise<readonly ReadResult[]>
}

export interface RereadOptions {
  readonly ledger: Ledger
  /** What this version has read is not read again: so a run that was stopped goes on where it was. */
  readonly version: Version
  readonly readers: ReadMany
  readonly filter?: DueFilter
  /** Tells what would change and writes nothing; default false. */
  readonly isDryRun?: boolean
  /** Stops after the batch under way. */
  readonly signal?: AbortSignal
  /** Dispatches in one batch and one transaction; default 8. */
  readonly batch?: number
}

/** The reading that counted before. */
export interface EarlierReading extends Version {
  /** Its entry. */
  readonly sequence: number
}

/** What became of one dispatch: it was read again, with what that changed; or it could not be read, and stays as it was. */
export type Reread = { readonly dispatch: string; readonly title: string | null } & (
  | { readonly failure: ParleyError }
  | {
      /** Null in a dry run. */
      readonly recorded: Recorded | null
      /** Null where no reading counted before. */
      readonly before: EarlierReading | null
      readonly changes: RecordChanges
      /** What becomes of people's decisions on the records that changed. */
      readonly decisions: readonly Fate[]
    }
)

/**
 * Reads again all that this version has not read, latest published first, and appends the readings. An outcome is given
 * after its commit. What cannot be read does not stop the rest; what changed meanwhile (another text, words taken away,
 * a reading by another process) is left out.
 *
 * @throws {ParleyError} What `Ledger.transact` throws; outcomes given before stand.
 */
export async function* rereadDispatches(options: RereadOptions): AsyncGenerator<Reread> {
  const { ledger, version, filter = {}, signal, isDryRun = false } = options
  const due = dueDispatches(ledger.reader, filter, version)
  for await (const batch of readAhead(batches(due, options), options)) {
    if (isDryRun) yield* await settleAll(ledger.reader, batch, null)
    else yield* await ledger.transact(writer => settleAll(writer, batch, writer))
    if (signal?.aborted === true) return
  }
}

/** A dispatch with what was read in it. */
interface Read {
  readonly row: DispatchTable
  readonly dispatch: Dispatch
  readonly result: ReadResult
}

type Due = Pick<Read, 'row' | 'dispatch'>

async function* batches(due: AsyncIterable<DispatchTable>, { ledger, batch = 8 }: RereadOptions) {
  let waiting: Due[] = []
  for await (const row of due) {
    const content = (await loadBlob(ledger.reader.db, row.content_hash)) as DispatchContent | null
    if (content !== null) waiting.push({ row, dispatch: dispatchOf(row, content) })
    if (waiting.length < batch) continue
    yield waiting
    waiting = []
  }
  if (waiting.length > 0) yield waiting
}

function dispatchOf({ id, publisher, published, language }: DispatchTable, content: DispatchContent): Dispatch {
  return { id, ...content, publisher, published, language }
}

/** Batches in their order, while twice as many as there are workers are under way: none waits for a commit. */
async function* readAhead(due: AsyncIterable<readonly Due[]>, { readers, signal }: RereadOptions) {
  const underWay: Promise<Read[]>[] = []
  const read = async (batch: readonly Due[]) => {
    const results = await readers.read(batch.map(({ dispatch }) => dispatch))
    return batch.flatMap((one, i) => (results[i] === undefined ? [] : [{ ...one, result: results[i] }]))
  }
  for await (const batch of due) {
    if (signal?.aborted === true) break
    const reading = read(batch)
    reading.catch(() => undefined) // whoever stops before its turn does not wait for it
    underWay.push(reading)
    if (underWay.length >= readers.jobs * 2) yield (await underWay.shift()) ?? []
  }
  while (underWay.length > 0 && signal?.aborted !== true) yield (await underWay.shift()) ?? []
}

/** Settles a batch: with a writer the readings are recorded, without one only compared. */
async function settleAll(reader: LedgerReader, batch: readonly Read[], writer: LedgerWriter | null): Promise<Reread[]> {
  const outcomes: Reread[] = []
  for (const read of batch) {
    const { id, title } = read.dispatch
    const { result } = read
    if ('failure' in result) {
      outcomes.push({ dispatch: id, title, failure: result.failure })
      continue
    }
    const held = await currentDispatch(reader.db, id)
    if (held?.number !== read.row.number || held.redacted === 1) continue
    const settled = await settle(reader, { ...read, ...result }, writer)
    if (settled !== null) outcomes.push({ dispatch: id, title, ...settled })
  }
  return outcomes
}

interface Whole {
  readonly row: DispatchTable
  readonly dispatch: Dispatch
  readonly reading: Reading
  readonly version: ReaderVersion
}

async function settle(reader: LedgerReader, { row, dispatch, reading, version }: Whole, writer: LedgerWriter | null) {
  const earlier = await earlierReading(reader, dispatch.id)
  const changes = compareRecords(earlier.records, recordsOf(reading, dispatch.id))
  const decisions = await fatesOf(reader, dispatch.id, changes)
  const incoming = { dispatch, name: row.name, receivedAt: row.received_at }
  const recorded = writer === null ? null : await writer.record(incoming, reading, version)
  // Another process has read it meanwhile.
  if (recorded?.state === 'already-there') return null
  return { recorded, before: earlier.reading, changes, decisions }
}

interface Earlier {
  readonly reading: EarlierReading | null
  readonly records: readonly KnownRecord[]
}

/** What was read in the dispatch before, corrections left aside. */
async function earlierReading({ db }: LedgerReader, dispatch: string): Promise<Earlier> {
  const row = await db.selectFrom('reading').selectAll().where('dispatch_id', '=', dispatch).where('until', '=', OPEN).executeTakeFirst() // prettier-ignore
  if (row === undefined) return { reading: null, records: [] }
  const content = (await loadBlob(db, row.reading_hash)) as ReadingContent | null
  const reading = { engine: row.engine, model: row.model, sequence: row.number }
  return { reading, records: content === null ? [] : recordsOf(content, dispatch) }
}
