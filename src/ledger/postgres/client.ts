import { Client } from 'pg'
import { ParleyError } from '../../errors.ts'
import { asFailure } from './failures.ts'
import { breakOffLater, watchServer } from './presence.ts'
import type { Place } from './address.ts'

const SERVER = `select current_setting('server_version_num')::int4 as version, current_setting('server_version') as shown,
  current_setting('server_encoding') as encoding`
const OLDEST = 150_000

/**
 * A connection of its own, to a server that can keep a ledger.
 *
 * @throws {ParleyError} `LEDGER_UNOPENABLE` for no server, a wrong password, an old server or another encoding.
 */
export async function connectClient(place: Place): Promise<Client> {
  const client = madeClient(place)
  client.on('error', () => undefined) // the query under way says it
  try {
    await client.connect()
    client.once('end', watchServer(client, place))
    await refuseUnfit(client, place)
    return client
  } catch (error) {
    await closeClient(client, place)
    throw asFailure(error, place.path, true)
  }
}

function madeClient({ config, path }: Place): Client {
  try {
    return new Client(config)
  } catch (error) {
    // A part of the address that cannot be decoded, a certificate that cannot be read.
    throw new ParleyError('LEDGER_UNOPENABLE', { path, reason: (error as Error).message }, { cause: error })
  }
}

/** Closes the connection; one that is broken already is as good as closed. */
export async function closeClient(client: Client, place: Place): Promise<void> {
  breakOffLater(client, place)
  await client.end().catch(() => undefined)
}

async function refuseUnfit(client: Client, { path }: Place): Promise<void> {
  const { rows } = await client.query<{ version: number; shown: string; encoding: string }>(SERVER)
  const [{ version, shown, encoding } = { version: 0, shown: '', encoding: '' }] = rows
  if (version < OLDEST)
    throw new ParleyError('LEDGER_UNOPENABLE', { path, reason: `it is PostgreSQL ${shown}, and 15 is needed` })
  if (encoding !== 'UTF8')
    throw new ParleyError('LEDGER_UNOPENABLE', { path, reason: `its texts are in ${encoding}, and UTF8 is needed` })
}
