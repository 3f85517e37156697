import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { ParleyError } from '../../errors.ts'
import { asFailure, isBusy } from './failures.ts'
import { applySchema, schemaSteps, schemaVersion } from './schema.ts'
import { SqliteError, kyselyDatabase, openConnection, type Connection } from './driver.ts'
import type { Store, StoreOptions } from '../store.ts'
import type { Tables } from '../tables.ts'

const PAGE_BYTES = 4096

/** Opens the file, and makes it where it is missing and may be written. */
export async function openSqlite(path: string, options: StoreOptions): Promise<Store> {
  if (options.mustExist && !existsSync(path)) throw new ParleyError('LEDGER_MISSING', { path })
  const writing = options.readOnly ? null : await patiently(() => openForWriting(path, options), path, options.waitMs)
  try {
    const reading = await patiently(() => openForReading(path, options), path, options.waitMs)
    return storeOver(path, { reading, writing, waitMs: options.waitMs })
  } catch (error) {
    writing?.close()
    throw error
  }
}

interface Connections {
  readonly reading: Connection
  readonly writing: Connection | null
  readonly waitMs: number
}

function storeOver(path: string, { reading, writing, waitMs }: Connections): Store {
  const written = writing && kyselyOver(writing, path)
  return {
    path,
    reading: kyselyOver(reading, path),
    immediate: async work => {
      if (writing === null || written === null)
        throw new ParleyError('LEDGER_READ_ONLY', { path, reason: 'opened to read' })
      // kysely hands its one connection to one caller at a time: transactions of one process wait here, not in SQLite.
      return written.connection().execute(db => transaction(db, () => work(db), { writing, path, waitMs }))
    },
    scrub: async () => {
      if (writing === null) throw new ParleyError('LEDGER_READ_ONLY', { path, reason: 'opened to read' })
      return patiently(() => scrub(writing), path, waitMs)
    },
    close: () => {
      // Not by kysely: it closes only what it has used, and the last one to close empties the write-ahead log.
      reading.close()
      writing?.close()
      return Promise.resolve()
    },
  }
}

const SEARCHES = ['dispatch_search', 'event_search', 'process_search'] as const

/** Writes the full text anew without deleted rows, whose words it only marks as gone, and empties the write-ahead log. */
function scrub(writing: Connection): string | null {
  for (const table of SEARCHES) writing.exec(`insert into ${table} (${table}) values ('optimize')`)
  const [log] = writing.pragma('wal_checkpoint(truncate)') as { busy: number }[]
  if (log?.busy !== 1) return null
  return 'Another process reads the ledger: its log of changes is emptied when the last one closes it'
}

interface Begin {
  readonly writing: Connection
  readonly path: string
  readonly waitMs: number
}

async function transaction<T>(db: Kysely<Tables>, work: () => Promise<T>, begin: Begin): Promise<T> {
  await patiently(() => begin.writing.exec('begin immediate'), begin.path, begin.waitMs)
  try {
    const result = await work()
    await sql`commit`.execute(db)
    return result
  } catch (error) {
    // SQLite may have rolled back by itself, on a full disk for instance.
    if (begin.writing.inTransaction) begin.writing.exec('rollback')
    throw asFailure(error, begin.path)
  }
}

/** Tries again while others hold the lock, without stopping the event loop as SQLite's own waiting would. */
async function patiently<T>(work: () => T, path: string, waitMs: number): Promise<T> {
  const deadline = performance.now() + waitMs
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw asFailure(error, path)
      await sleep(5 + Math.random() * 20)
    }
  }
}

function openForWriting(path: string, { quota }: StoreOptions): Connection {
  makeFolder(path)
  const connection = openConnection(path, { timeout: 100 })
  try {
    schemaVersion(connection, path) // refuses foreign files before anything is written to them
    connection.pragma('journal_mode = wal')
    connection.pragma('synchronous = full') // what is acknowledged is on the disk
    connection.pragma('cache_size = -131072') // 128 MB: index pages that inserts touch at random
    connection.pragma('wal_autocheckpoint = 8000') // every 32 MB: a batch of readings is up to eight
    if (quota !== null) connection.pragma(`max_page_count = ${Math.floor(quota / PAGE_BYTES)}`)
    applySchema(connection, path)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (error) {
    throw new ParleyError('LEDGER_UNOPENABLE', { path, reason: (error as Error).message }, { cause: error })
  }
}

function openForReading(path: string, { waitMs }: StoreOptions): Connection {
  const connection = connectForReading(path, waitMs)
  try {
    const found = schemaVersion(connection, path)
    if (found === 0) throw new ParleyError('LEDGER_MISSING', { path })
    if (found < schemaSteps().length) throw new ParleyError('LEDGER_OLDER', { path })
    connection.pragma('query_only = on')
    connection.pragma('cache_size = -32768') // 32 MB: lists by party or place look at rows all over the file
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** A connection to read by, also from a medium on which nothing can be written. */
export function connectForReading(path: string, timeout: number): Connection {
  // Not `readonly`: the last connection to close takes SQLite's side files away only where it may write.
  const connection = openConnection(path, { timeout, fileMustExist: true })
  try {
    connection.prepare('select count(*) from sqlite_schema').get()
    return connection
  } catch (error) {
    connection.close()
    if (!isUnwritable(error) || hasPendingLog(path)) throw error
    return connectToCopy(path, error)
  }
}

const LARGEST_COPY = 1_000_000_000

// A write-ahead log needs a file beside the ledger. Where none can be made and none is pending, the ledger is read from
// memory, with the two bytes of its header that ask for the log set to the plain journal (sqlite.org/fileformat2, 1.3.3).
function connectToCopy(path: string, error: unknown): Connection {
  if (statSync(path).size > LARGEST_COPY) throw error
  const bytes = readFileSync(path)
  bytes.fill(1, 18, 20)
  return openConnection(bytes, { readonly: true })
}

function isUnwritable(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code)
}

function hasPendingLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function kyselyOver(connection: Connection, path: string): Kysely<Tables> {
  const database = kyselyDatabase(connection, error => asFailure(error, path))
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}
