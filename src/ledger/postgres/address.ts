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
  /** Longest wait for a server that is asked to connect, in milliseconds. */
  readonly answerMs: number
  /** How long a server may be silent before it is asked whether it is there, in milliseconds. */
  readonly silentMs: number
}

/** The schema where the address names none. */
const SCHEMA = 'parley'
const ANSWER_SECONDS = 10
const SILENT_SECONDS = 30

/**
 * The parts of `postgres://user@host:port/database?schema=…`. All else that libpq knows may stand behind the question
 * mark; a password is better kept in PGPASSWORD or ~/.pgpass. `connect_timeout` and `keepalives_idle` are seconds.
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
  const answerMs = millisecondsOf(url, 'connect_timeout', ANSWER_SECONDS)
  const silentMs = millisecondsOf(url, 'keepalives_idle', SILENT_SECONDS)
  const config = { connectionString: url.href, application_name: 'parley', types: wholeNumbers }
  const waits = { connectionTimeoutMillis: answerMs, keepAlive: true, keepAliveInitialDelayMillis: silentMs }
  return { path, schema, config: { ...config, ...waits }, answerMs, silentMs }
}

/** A setting in whole seconds, up to an hour; 0 and none stand for the usual value. */
function millisecondsOf(url: URL, name: string, usual: number): number {
  const given = url.searchParams.get(name) ?? '0'
  const seconds = /^\d{1,4}$/.test(given) ? Number(given) : NaN
  if (!(seconds <= 3600)) {
    const reason = `${name}=${given} is no number of seconds from 1 to 3600`
    throw new ParleyError('LEDGER_UNOPENABLE', { path: shownAddress(url.href), reason })
  }
  return (seconds === 0 ? usual : seconds) * 1000
}
