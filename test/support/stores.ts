import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import { wholeNumbers } from '../../src/ledger/postgres/types.ts'
import { freshFolder } from './folder.ts'
import { look, tamper } from './ledger-file.ts'

/** A kind of store, for tests that every one of them must pass. */
export interface StoreKind {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Where no ledger is yet; for the test that asks. */
  fresh(): string
  /** Where no ledger is yet, in the folder where the store keeps files. */
  freshIn(folder: string): string
  /** All rows of a query, as another program sees them, triggers in place. */
  rows(address: string, query: string): Promise<readonly unknown[][]>
  /** Changes what is stored, as a person who may: no triggers, no care. */
  tamper(address: string, statements: string): Promise<void>
}

const SQLITE: StoreKind = {
  name: 'SQLite',
  fresh: () => join(freshFolder(), 'ledger.sqlite'),
  freshIn: folder => join(folder, `${randomUUID()}.sqlite`),
  rows: (address, query) =>
    Promise.resolve(look(address, connection => connection.prepare(query).raw().all() as unknown[][])),
  tamper: (address, statements) => Promise.resolve(tamper(address, connection => void connection.exec(statements))),
}

const freshSchema = () => `${postgresAddress()}?schema=t${randomUUID().replaceAll('-', '')}`

const POSTGRES: StoreKind = {
  name: 'PostgreSQL',
  fresh: freshSchema,
  freshIn: freshSchema,
  rows: (address, query) =>
    withClient(address, async client => (await client.query<unknown[]>({ text: query, rowMode: 'array' })).rows),
  tamper: (address, statements) =>
    withClient(address, async client => {
      const triggers = (how: string) => client.query(`alter table entry ${how} trigger user; alter table blob ${how} trigger user`) // prettier-ignore
      await triggers('disable')
      await client.query(statements)
      await triggers('enable')
    }),
}

/** Every store, for `describe.each`: one suite for all. */
export const STORES: readonly StoreKind[] = [SQLITE, POSTGRES]

/** The server of this run. */
export function postgresAddress(): string {
  const address = inject('postgres')
  if (address === null) throw new Error('The tests need PostgreSQL 15 or newer: see .ci/install')
  return address
}

/** Uses a connection whose search path is the ledger's schema. */
export async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = new URL(address)
  const schema = url.searchParams.get('schema') ?? 'parley'
  url.searchParams.delete('schema')
  const client = new Client({ connectionString: url.href, types: wholeNumbers })
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}`)
    return await work(client)
  } finally {
    await client.end()
  }
}

// prettier-ignore
const VIEW_TABLES = [
  'dispatch', 'reading', 'event', 'event_party', 'event_place', 'process_object', 'process_party', 'review', 'correction',
  'passed_over', 'dispatch_origin', 'origin_key', 'happening', 'happening_member', 'happening_key',
]

/** Every row of every view, and what full text finds: equal for equal views, also of two stores. */
export async function viewsIn(store: StoreKind, address: string): Promise<unknown> {
  const rows: Record<string, unknown> = {}
  for (const table of VIEW_TABLES) {
    const all = await store.rows(address, `select * from ${table}`)
    rows[table] = all.map(row => JSON.stringify(row)).sort()
  }
  const found: Record<string, unknown> = {}
  for (const table of ['dispatch_search', 'event_search', 'process_search']) {
    const matching = store.name === 'SQLite' ? `${table} match 'river OR doha OR x*'` : `words @@ (term('river', false) || term('doha', false) || term('x', true))` // prettier-ignore
    found[table] = await store.rows(address, `select rowid from ${table} where ${matching} order by rowid`)
  }
  return { rows, found }
}
