import { sha256 } from './chain.ts'
import { findHeld } from './reader.ts'
import { alreadyThere, type Incoming, type Recorded } from './writer.ts'
import { ParleyError } from '../errors.ts'
import type { Ledger } from './ledger.ts'
import type { Dispatch, Reading } from '../contract.ts'
import type { Arrival } from '../intake/open.ts'
import type { Reader, ReaderVersion } from '../reading/read.ts'

/** What became of an arrival: it is in the ledger, on the disk; or it could not be read. */
export type Outcome =
  { readonly name: string; readonly recorded: Recorded } | { readonly name: string; readonly failure: ParleyError }

export interface RecordingOptions {
  readonly ledger: Ledger
  /** Which engine and model the reader has: what they have read already is not read again. */
  readonly version: Pick<ReaderVersion, 'engine' | 'model'>
  /** Called once, when there is something to read: loading a model takes a second. */
  readonly openReader: () => Promise<Reader>
  /** Most dispatches in one transaction; default 32. */
  readonly batch?: number
  /** Longest time from a reading to its commit while more arrives, in milliseconds; default 1,000. */
  readonly patienceMs?: number
}

/**
 * Reads what arrives and records it, several dispatches in one transaction. An outcome is given only after its commit:
 * who has seen it can rely on it. What is there already is not read again; what cannot be read does not stop the rest,
 * and what is in another language is stored unread.
 *
 * @throws {ParleyError} What `Ledger.transact` throws; outcomes given before stand.
 */
export async function* recordArrivals(
  arrivals: AsyncIterable<Arrival>,
  options: RecordingOptions,
): AsyncGenerator<Outcome> {
  const { ledger, batch = 32, patienceMs = 1000 } = options
  let reader: Promise<Reader> | null = null
  let read: ReadDispatch[] = []
  let since = performance.now()
  for await (const arrival of arrivals) {
    const known = await withoutReading(arrival, options)
    const step = known ?? (await readArrival(arrival as Came, ledger, await (reader ??= options.openReader())))
    if (!('reading' in step)) {
      yield step
      continue
    }
    if (read.length === 0) since = performance.now()
    read.push(step)
    if (read.length < batch && performance.now() - since < patienceMs) continue
    yield* await commit(ledger, read)
    read = []
  }
  yield* await commit(ledger, read)
}

type Came = Arrival & { readonly dispatch: Dispatch }

interface ReadDispatch {
  readonly incoming: Incoming
  /** Or why it is kept unread: its language. */
  readonly reading: Reading | ParleyError
  readonly version: ReaderVersion
}

/** The outcome of what needs no reading: it did not come through, or is in the ledger. Null for the others. */
async function withoutReading(arrival: Arrival, { ledger, version }: RecordingOptions): Promise<Outcome | null> {
  const { name } = arrival
  if ('failure' in arrival) return { name, failure: arrival.failure }
  const { id, text } = arrival.dispatch
  const { engine, model } = version
  const { held, sequence } = await findHeld(ledger.reader, { dispatch: id, text: sha256(text), engine, model })
  if (held !== 'read' && held !== 'superseded') return null
  return { name, recorded: await alreadyThere(ledger.reader, id, sequence) }
}

async function readArrival({ name, dispatch }: Came, ledger: Ledger, reader: Reader): Promise<ReadDispatch | Outcome> {
  const incoming = { dispatch, name, receivedAt: ledger.clock().toISOString() }
  try {
    return { incoming, reading: await reader.read(dispatch), version: reader.version }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    // Kept, so that it is listed as not read, and can be read by a version that knows its language.
    if (error.code === 'DISPATCH_LANGUAGE') return { incoming, reading: error, version: reader.version }
    return { name, failure: error }
  }
}

async function commit(ledger: Ledger, read: readonly ReadDispatch[]): Promise<Outcome[]> {
  if (read.length === 0) return []
  return ledger.transact(async writer => {
    const outcomes: Outcome[] = []
    for (const { incoming, reading, version } of read) {
      // Looks once more: another process, or an earlier dispatch of this batch, may have brought the same.
      const { name } = incoming
      if (reading instanceof ParleyError) {
        await writer.store(incoming)
        outcomes.push({ name, failure: reading })
      } else outcomes.push({ name, recorded: await writer.record(incoming, reading, version) })
    }
    return outcomes
  })
}
