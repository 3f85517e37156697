import { escapeIdentifier, type Client, type QueryResultRow } from 'pg'
import { ParleyError } from '../../errors.ts'
import { placeOf, type Place } from './address.ts'
import { closeClient, connectClient } from './client.ts'
import { asFailure } from './failures.ts'
import { schemaVersion } from './schema.ts'
import type { StoredChain, StoredEntry } from '../stored-chain.ts'

const AT_ONCE = 500
const bytesOf = (column: string) => `convert_to(${column}, 'UTF8') as ${column}`
const ENTRIES = `select sequence, ${['kind', 'recorded_at', 'body', 'prev_hash', 'hash'].map(bytesOf).join(', ')}
  from entry where sequence > $1 order by sequence limit ${AT_ONCE}`
const BLOBS = `select hash from blob where hash > $1 order by hash limit ${AT_ONCE}`

/** The chain in a database. */
export async function openPostgresChain(address: string): Promise<StoredChain> {
  const place = placeOf(address)
  const client = await connectClient(place)
  try {
    if ((await schemaVersion(client, place)) === 0) throw new ParleyError('LEDGER_MISSING', { path: place.path })
    await client.query(`set search_path = ${escapeIdentifier(place.schema)}`)
    await client.query('begin isolation level repeatable read read only') // one moment of the database
    return chainOver(client, place)
  } catch (error) {
    await closeClient(client, place)
    throw asFailure(error, place.path, true)
  }
}

function chainOver(client: Client, place: Place): StoredChain {
  const { path } = place
  const select = async <Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    try {
      return (await client.query<Row>(text, values)).rows
    } catch (error) {
      throw asFailure(error, path, true)
    }
  }
  const count = async (table: string) => (await select<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n ?? 0
  return {
    countEntries: () => count('entry'),
    entries: after => inBatches(last => select<StoredEntry>(ENTRIES, [last?.sequence ?? after])),
    blob: async hash => (await select<{ bytes: Buffer | null }>('select bytes from blob where hash = $1', [hash]))[0]?.bytes, // prettier-ignore
    blobs: async function* () {
      for await (const { hash } of inBatches<{ hash: string }>(last => select(BLOBS, [last?.hash ?? '']))) yield hash
    },
    redactions: async () =>
      (await select<{ body: string }>("select body from entry where kind = 'redaction'")).map(({ body }) => body),
    findDamage: () => brokenIndex(select, count),
    close: () => closeClient(client, place),
  }
}

/** All rows, some at a time, each time behind the last one. */
async function* inBatches<Row>(next: (last: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row> {
  let last: Row | undefined
  for (;;) {
    const rows = await next(last)
    yield* rows
    last = rows.at(-1)
    if (rows.length < AT_ONCE) return
  }
}

// The walk goes by the primary keys; a table that is read from end to end must hold as many rows.
async function brokenIndex(
  select: (text: string) => Promise<unknown>,
  count: (table: string) => Promise<number>,
): Promise<string | null> {
  for (const table of ['entry', 'blob']) {
    await select(
      'set local enable_indexscan = off; set local enable_indexonlyscan = off; set local enable_seqscan = on',
    )
    const rows = await count(table)
    await select('set local enable_indexscan = on; set local enable_indexonlyscan = on; set local enable_seqscan = off')
    const found = await count(table)
    if (rows !== found) return `an index over ${table} finds ${found} of ${rows} rows`
  }
  return null
}
