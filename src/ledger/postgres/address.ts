import type { ClientConfig } from 'pg'
import { parseAddress, shownAddress } from '../address.ts'
import { ParleyError } from '../../errors.ts'
import { wholeNumbers } from './types.ts'

/** Where in which database the ledger is. */
export interface Place {
  /** The address as it may be shown: without password. */
  readonly path: string
  /** The schema that holds the ledger's tables. */
  readonly schema: string
  /** How the server is reached. */
  readonly config: ClientConfig
}

/** The schema where the address names none. */
const SCHEMA = 'parley'
/** Longest wait for a server that does not answer, in milliseconds. */
const ANSWER_MS = 10_000

/**
 * The parts of `postgres://user@host:port/database?schema=…`. All else that libpq knows may stand behind the question
 * mark; a password is better kept in PGPASSWORD or ~/.pgpass.
 *
 * @throws {ParleyError} `LEDGER_UNOPENABLE` for what is no address.
 */
export function placeOf(address: string): Place {
  const path = shownAddress(address)
  const url = parseAddress(address)
  if (url === null) throw new ParleyError('LEDGER_UNOPENABLE', { path, reason: 'the address cannot be understood' })
  const schema = url.searchParams.get('schema') ?? SCHEMA
  if (!/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new ParleyError('LEDGER_UNOPENABLE', {
      path,
      reason: 'a schema is named by small letters, digits and _, not beginning with pg_',
    })
  url.searchParams.delete('schema')
  const config = { connectionString: url.href, application_name: 'parley', types: wholeNumbers }
  return { path, schema, config: { ...config, connectionTimeoutMillis: ANSWER_MS, keepAlive: true } }
}
