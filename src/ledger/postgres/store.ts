import { sql, type Kysely } from 'kysely'
import { escapeIdentifier } from 'pg'
import { ParleyError } from '../../errors.ts'
import { placeOf, type Place } from './address.ts'
import { closeClient, connectClient } from './client.ts'
import { asFailure } from './failures.ts'
import { openPool, type Connections } from './pool.ts'
import { applySchema, lockName, newestVersion, schemaVersion } from './schema.ts'
import type { Store, StoreOptions } from '../store.ts'
import { VIEWS, type Tables } from '../tables.ts'

/** Connections that a process reads by at once. */
const READERS = 4

/**
 * What is asked for while writing is a few rows by their keys. Of lists that are one parameter the planner thinks that they are long, and would
 * read a whole table for each dispatch until it is large.
 */
const BY_INDEX = 'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off'

/** A program whose host is gone holds its lock for a minute, not for the two hours after which TCP by itself notices. */
const BOUNDED = `set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3; set tcp_user_timeout = '60s'`

/** Opens the schema of a database, and makes it where it is missing and may be written. */
export async function openPostgres(address: string, options: StoreOptions): Promise<Store> {
  const place = placeOf(address)
  await prepare(place, options)
  const path = `search_path = ${escapeIdentifier(place.schema)}`
  const reading = openPool(place, {
    most: READERS,
    isReading: true,
    settings: `set ${path}; set default_transaction_read_only = on`,
  })
  if (options.readOnly) return storeOver(place, reading, null)
  // What is acknowledged is on the disk, whatever a database is set to.
  const durable = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`
  const settings = `set ${path}; set lock_timeout = ${Math.max(1, Math.round(options.waitMs))}; ${BOUNDED}; ${BY_INDEX}; ${durable}`
  return storeOver(place, reading, openPool(place, { most: 1, isReading: false, settings }))
}

async function prepare(place: Place, { readOnly, mustExist, waitMs }: StoreOptions): Promise<void> {
  const { path } = place
  const client = await connectClient(place)
  try {
    await client.query(`set lock_timeout = ${Math.max(1, Math.round(waitMs))}`)
    const found = await schemaVersion(client, place)
    if (found === 0 && mustExist) throw new ParleyError('LEDGER_MISSING', { path })
    if (readOnly && found < newestVersion()) throw new ParleyError('LEDGER_OLDER', { path })
    if (!readOnly) await applySchema(client, place)
  } catch (error) {
    throw asFailure(error, path, readOnly)
  } finally {
    await closeClient(client, place)
  }
}

function storeOver(place: Place, reading: Connections, writing: Connections | null): Store {
  const { path } = place
  return {
    path,
    reading: reading.db,
    immediate: async work => {
      if (writing === null) throw new ParleyError('LEDGER_READ_ONLY', { path, reason: 'opened to read' })
      // There is one connection to write by: transactions of one process wait for it here, not in the server.
      return writing.db.connection().execute(db => transaction(db, place, work))
    },
    scrub: async () => {
      if (writing === null) throw new ParleyError('LEDGER_READ_ONLY', { path, reason: 'opened to read' })
      return scrub(writing.db)
    },
    close: async () => {
      await Promise.all([reading.close(), writing?.close()])
    },
  }
}

/** What was updated or deleted stays in PostgreSQL's files until a table is written anew. */
async function scrub(db: Kysely<Tables>): Promise<string | null> {
  try {
    for (const table of ['blob', ...VIEWS]) await sql`vacuum full ${sql.table(table)}`.execute(db)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `The server has not written its tables anew (${reason}): let its owner run VACUUM FULL`
  }
}

async function transaction<T>(db: Kysely<Tables>, place: Place, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  await sql`begin isolation level read committed`.execute(db)
  try {
    // The first statement: what is read after it was committed before.
    await sql`select pg_advisory_xact_lock(hashtextextended(${lockName(place)}, 0))`.execute(db)
    const result = await work(db)
    await sql`commit`.execute(db)
    return result
  } catch (error) {
    // Where the connection is gone, the server rolls back by itself.
    await sql`rollback`.execute(db).catch(() => undefined)
    throw error
  }
}
