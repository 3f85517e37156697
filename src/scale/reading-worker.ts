import { workerData } from 'node:worker_threads'
import { ParleyError } from '../errors.ts'
import { openReader, type Dispatch, type Reader, type Reading } from '../reading/read.ts'
import type { ReaderVersion } from '../reading/read.ts'
import type { OwnTable } from '../reading/packaged.ts'

// Runs in a worker thread: one reader, and with it one single-threaded network, for all batches that come to it.

/** What the worker is started with: the users' own tables. */
export interface WorkerTables {
  readonly actors: readonly OwnTable[]
  readonly frames: readonly OwnTable[]
}

/** A failure as it passes between threads, where a class does not. */
export interface FailureMessage {
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>
}

/** What a batch comes to: a reading or a failure for each dispatch; or why no reader could be opened. */
export type BatchMessage =
  | { readonly unopened: FailureMessage }
  | {
      readonly version: ReaderVersion
      /** Rows of the users' tables that could not be read. */
      readonly faults: readonly FailureMessage[]
      readonly results: readonly ResultMessage[]
    }

type ResultMessage = { readonly reading: Reading } | { readonly failure: FailureMessage }

let opened: Promise<Reader> | null = null

/** Reads a batch, one dispatch after the other. */
export async function readBatch(dispatches: readonly Dispatch[]): Promise<BatchMessage> {
  try {
    const reader = await (opened ??= openReader(workerData as WorkerTables))
    const faults = reader.faults.map(({ code, details }) => ({ code, details }))
    const results: ResultMessage[] = []
    for (const dispatch of dispatches) results.push(await readOne(reader, dispatch))
    return { version: reader.version, faults, results }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    return { unopened: { code: error.code, details: error.details } }
  }
}

async function readOne(reader: Reader, dispatch: Dispatch): Promise<ResultMessage> {
  try {
    return { reading: await reader.read(dispatch) }
  } catch (error) {
    return { failure: failureOf(error, dispatch) }
  }
}

/** What is no `ParleyError` is a mistake in the program: it is told, and stops nothing. */
function failureOf(error: unknown, { id }: Dispatch): FailureMessage {
  if (error instanceof ParleyError) return { code: error.code, details: error.details }
  const problem = error instanceof Error ? error.message : 'unknown'
  return { code: 'READING_BROKE', details: { name: id, problem } }
}
