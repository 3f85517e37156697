import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { ParleyError, type FailureCode } from '../errors.ts'
import type { Dispatch } from '../contract.ts'
import type { ReadMany, ReadResult } from '../ledger/reread.ts'
import type { BatchMessage, FailureMessage, WorkerTables } from './reading-worker.ts'

export interface ReadingPoolOptions extends WorkerTables {
  /** Worker threads, one network each; default one for each core. */
  readonly jobs?: number | undefined
  /** What the threads run, with a `readBatch`; default the packaged reader. */
  readonly program?: URL
}

/** Worker threads that read. */
export interface ReadingPool extends ReadMany {
  /** Rows of the users' tables that could not be read; known once something was read. */
  readonly faults: readonly ParleyError[]
  /** Waits for the batches under way; those that wait are given up. */
  close(): Promise<void>
}

/** Starts the workers; each loads the model when its first batch comes. */
export function openReadingPool(options: ReadingPoolOptions): ReadingPool {
  const { jobs = availableParallelism(), actors, frames, program = PACKAGED } = options
  const pool = new Piscina<readonly Dispatch[], BatchMessage>({
    filename: program.href,
    // Where the sources themselves run, a thread needs their loader too.
    ...(program.pathname.endsWith('.ts') && { execArgv: ['--import', 'tsx'] }),
    name: 'readBatch',
    minThreads: jobs, // else a worker that waits is ended, and its network with it
    maxThreads: jobs,
    workerData: { actors, frames } satisfies WorkerTables,
  })
  pool.on('error', () => undefined) // a worker that ends while it has nothing to do is replaced
  let faults: readonly ParleyError[] = []
  const readOnce = async (dispatches: readonly Dispatch[]): Promise<ReadResult[]> => {
    const batch = await pool.run(dispatches)
    if ('unopened' in batch) throw errorOf(batch.unopened)
    faults = batch.faults.map(errorOf)
    return batch.results.map(result => 'failure' in result ? { failure: errorOf(result.failure) } : { ...result, version: batch.version }) // prettier-ignore
  }
  return {
    jobs,
    get faults() {
      return faults
    },
    read: dispatches => readOnce(dispatches).catch((error: unknown) => readSingly(dispatches, error, readOnce)),
    close: () => pool.close({ force: true }),
  }
}

const PACKAGED = new URL(`reading-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

type ReadBatch = (dispatches: readonly Dispatch[]) => Promise<readonly ReadResult[]>

/** A worker has died of a batch: each of its dispatches is tried by itself, so that one alone is lost. */
async function readSingly(dispatches: readonly Dispatch[], error: unknown, read: ReadBatch): Promise<ReadResult[]> {
  // What cannot be opened (no model, a broken dictionary) opens for none of them.
  if (error instanceof ParleyError) throw error
  const results: ReadResult[] = []
  for (const dispatch of dispatches) {
    try {
      results.push(...(await read([dispatch])))
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : 'its worker ended'
      results.push({ failure: new ParleyError('READING_BROKE', { name: dispatch.id, problem }, { cause }) })
    }
  }
  return results
}

const errorOf = ({ code, details }: FailureMessage) => new ParleyError(code as FailureCode, details)
