import { sha256 } from './chain.ts'
import { findHeld, findPassedOver, findReading } from './reader.ts'
import { alreadyThere, type Incoming, type LedgerWriter, type PassingOver, type Recorded } from './writer.ts'
import { ParleyError } from '../errors.ts'
import { refuse } from '../reading/refuse.ts'
import type { Ledger } from './ledger.ts'
import type { Dispatch } from '../contract.ts'
import type { Arrival } from '../intake/open.ts'
import type { Reader, ReaderVersion } from '../reading/read.ts'
import type { Gate } from '../relevance/gate.ts'

/** What became of an arrival: it is in the ledger, on the disk; or it could not be read. */
export type Outcome =
  { readonly name: string; readonly recorded: Recorded } | { readonly name: string; readonly failure: ParleyError }

export interface RecordingOptions {
  readonly ledger: Ledger
  /** Which engine and model the reader has: what they have read already is not read again. */
  readonly version: Pick<ReaderVersion, 'engine' | 'model'>
  /** Called once, when there is something to read: loading a model takes a second. */
  readonly openReader: () => Promise<Reader>
  /** Asked before the reader: what is about neither conflict nor talks is stored unread. Without one everything is read. */
  readonly gate?: Gate | undefined
  /** Most dispatches in one transaction; default 128. */
  readonly batch?: number
  /** Longest time from a reading to its commit while more arrives, in milliseconds; default 1,000. */
  readonly patienceMs?: number
}

/**
 * Reads what arrives and records it, several dispatches in one transaction. An outcome is given only after its commit:
 * who has seen it can rely on it. What is there already is not read again; what cannot be read does not stop the rest;
 * what is in another language, and what the gate passes over, is stored unread, and no model is loaded for it.
 *
 * @throws {ParleyError} What `Ledger.transact` throws; outcomes given before stand.
 */
export async function* recordArrivals(
  arrivals: AsyncIterable<Arrival>,
  options: RecordingOptions,
): AsyncGenerator<Outcome> {
  const { ledger, batch = 128, patienceMs = 1000 } = options
  let reader: Promise<Reader> | null = null
  const open = () => (reader ??= options.openReader())
  let pending: Pending[] = []
  let since = performance.now()
  for await (const arrival of arrivals) {
    const step = (await known(arrival, options)) ?? (await prepare(arrival as Came, options, open))
    if (typeof step !== 'function') {
      yield step
      continue
    }
    if (pending.length === 0) since = performance.now()
    pending.push(step)
    if (pending.length < batch && performance.now() - since < patienceMs) continue
    yield* await commit(ledger, pending)
    pending = []
  }
  yield* await commit(ledger, pending)
}

type Came = Arrival & { readonly dispatch: Dispatch }

/**
 * Records an arrival inside a transaction. Its writer looks once more what is there: another process, or an earlier
 * dispatch of the batch, may have brought the same.
 */
type Pending = (writer: LedgerWriter) => Promise<Outcome>

/** The outcome of what is new in nothing: it did not come through, or is in the ledger. Null for the others. */
async function known(arrival: Arrival, { ledger, version, gate }: RecordingOptions): Promise<Outcome | null> {
  const { name } = arrival
  if ('failure' in arrival) return { name, failure: arrival.failure }
  const { id, text } = arrival.dispatch
  const { engine, model } = version
  const key = { dispatch: id, text: sha256(text), engine, model }
  const { held, sequence } = await findHeld(ledger.reader, key)
  if (held === 'read' || held === 'superseded')
    return { name, recorded: await alreadyThere(ledger.reader, id, sequence) }
  const passed = gate === undefined || held === 'absent' ? null : await findPassedOver(ledger.reader, key)
  return passed === null ? null : { name, recorded: await alreadyThere(ledger.reader, id, passed) }
}

async function prepare(
  { name, dispatch }: Came,
  options: RecordingOptions,
  open: () => Promise<Reader>,
): Promise<Pending | Outcome> {
  const incoming = { dispatch, name, receivedAt: options.ledger.clock().toISOString() }
  try {
    refuse(dispatch)
  } catch (error) {
    return unread(incoming, error)
  }
  const why = await reasonToPass(dispatch, options)
  if (why !== null) return async writer => ({ name, recorded: await writer.passOver(incoming, why) })
  const reader = await open()
  try {
    const reading = await reader.read(dispatch)
    return async writer => ({ name, recorded: await writer.record(incoming, reading, reader.version) })
  } catch (error) {
    return unread(incoming, error)
  }
}

function unread(incoming: Incoming, error: unknown): Pending | Outcome {
  const { name } = incoming
  if (!(error instanceof ParleyError)) throw error
  if (error.code !== 'DISPATCH_LANGUAGE') return { name, failure: error }
  // Kept, so that it is listed as not read, and can be read by a version that knows its language.
  return async writer => {
    await writer.store(incoming)
    return { name, failure: error }
  }
}

/** Why the gate passes a text over; null where there is no gate, or the text was read before. */
async function reasonToPass(dispatch: Dispatch, options: RecordingOptions): Promise<PassingOver | null> {
  const { gate, ledger, version } = options
  if (gate === undefined) return null
  const { isAbout, score } = gate.judge(dispatch)
  if (isAbout) return null
  const reading = await findReading(ledger.reader, { dispatch: dispatch.id, text: sha256(dispatch.text) })
  return reading === null ? { why: 'not-about-this', engine: version.engine, score } : null
}

async function commit(ledger: Ledger, pending: readonly Pending[]): Promise<Outcome[]> {
  if (pending.length === 0) return []
  return ledger.transact(async writer => {
    const outcomes: Outcome[] = []
    for (const record of pending) outcomes.push(await record(writer))
    return outcomes
  })
}
