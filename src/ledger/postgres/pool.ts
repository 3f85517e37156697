import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { Pool, type PoolClient } from 'pg'
import { storable } from '../storable.ts'
import { asFailure } from './failures.ts'
import type { Place } from './address.ts'
import type { Tables } from '../tables.ts'

export interface PoolOptions {
  /** Most connections at once. */
  readonly most: number
  readonly isReading: boolean
  /** What each new connection is told first. */
  readonly settings: string
}

/** Connections to the ledger's database, through kysely; errors are told as failures. */
export interface Connections {
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

export function openPool(place: Place, options: PoolOptions): Connections {
  // Waiting for a free connection has no end: that is how transactions of one process wait for each other.
  const pool = new Pool({ ...place.config, connectionTimeoutMillis: 0, max: options.most })
  // An idle connection that breaks is thrown away by the pool; the next query makes another.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded(pool, place.path, options) }) })
  return { db, close: () => pool.end() }
}

function guarded(pool: Pool, path: string, { isReading, settings }: PoolOptions): PostgresPool {
  const known = new WeakMap<PoolClient, PostgresPoolClient>()
  const translated = (error: unknown) => asFailure(error, path, isReading)
  const greet = async (client: PoolClient): Promise<PostgresPoolClient> => {
    // A connection that breaks says so to the query under way, and once more to whom it concerns: nobody.
    client.on('error', () => undefined)
    const made = guardedClient(client, translated)
    known.set(client, made)
    try {
      await client.query(settings)
      return made
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  return {
    connect: async () => {
      try {
        const client = await pool.connect()
        return known.get(client) ?? (await greet(client))
      } catch (error) {
        throw translated(error)
      }
    },
    end: () => pool.end(),
  }
}

function guardedClient(client: PoolClient, translated: (error: unknown) => unknown): PostgresPoolClient {
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      const result = await client.query<Record<string, unknown>>(text, values.map(storable))
      // What a failed statement has left of a transaction is rolled back by `commit`, without an error.
      if (text === 'commit' && result.command !== 'COMMIT') throw new Error('The transaction was rolled back')
      return result
    } catch (error) {
      throw translated(error)
    }
  }
  return {
    query: query as unknown as PostgresPoolClient['query'], // kysely's other form is for cursors, which it is not given
    release: () => {
      client.release()
    },
  }
}
