import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { Client, Pool, type ClientConfig, type PoolClient } from 'pg'
import { storable } from '../storable.ts'
import { asFailure } from './failures.ts'
import { breakOffLater, watchServer } from './presence.ts'
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
  const pool = new Pool({
    ...place.config,
    connectionTimeoutMillis: 0,
    max: options.most,
    Client: patientClient(place),
  })
  const clients = new Set<Client>()
  pool.on('connect', client => {
    clients.add(client)
    client.once('end', () => clients.delete(client))
  })
  // An idle connection that breaks is thrown away by the pool; the next query makes another.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded(pool, place, options) }) })
  const close = async () => {
    await pool.end()
    for (const client of clients) breakOffLater(client, place)
  }
  return { db, close }
}

/** Connections that the pool makes: connecting has an end, though waiting for a free one has none. */
function patientClient({ answerMs }: Place) {
  return class extends Client {
    constructor(config?: ClientConfig) {
      super({ ...config, connectionTimeoutMillis: answerMs })
    }
  }
}

function guarded(pool: Pool, place: Place, { isReading, settings }: PoolOptions): PostgresPool {
  const known = new WeakMap<PoolClient, PostgresPoolClient>()
  const watches = new WeakMap<PoolClient, () => void>()
  const release = (client: PoolClient, isBroken = false) => {
    watches.get(client)?.()
    client.release(isBroken)
  }
  const translated = (error: unknown) => asFailure(error, place.path, isReading)
  const greet = async (client: PoolClient): Promise<PostgresPoolClient> => {
    // A connection that breaks says so to the query under way, and once more to whom it concerns: nobody.
    client.on('error', () => undefined)
    const made: PostgresPoolClient = {
      query: guardedQuery(client, translated),
      release: () => {
        release(client)
      },
    }
    known.set(client, made)
    try {
      await client.query(settings)
      return made
    } catch (error) {
      release(client, true)
      throw error
    }
  }
  return {
    connect: async () => {
      try {
        const client = await pool.connect()
        watches.set(client, watchServer(client, place))
        return known.get(client) ?? (await greet(client))
      } catch (error) {
        throw translated(error)
      }
    },
    end: () => pool.end(),
  }
}

function guardedQuery(client: PoolClient, translated: (error: unknown) => unknown): PostgresPoolClient['query'] {
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
  return query as unknown as PostgresPoolClient['query'] // kysely's other form is for cursors, which it is not given
}
