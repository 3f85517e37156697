import { readFileSync, readdirSync } from 'node:fs'
import { escapeIdentifier, type Client } from 'pg'
import { ParleyError } from '../../errors.ts'
import type { Place } from './address.ts'

const folder = new URL('../schema/postgres/', import.meta.url)

/** The schema's steps, oldest first. Their numbers are those of SQLite's; the first does all that those before it do. */
export function postgresSteps(): readonly string[] {
  return readdirSync(folder).filter(name => /^\d{4}_\w+\.sql$/.test(name)).sort() // prettier-ignore
}

const numberOf = (step: string) => Number(step.slice(0, 4))

/** Version of the newest schema: the number of the last step. */
export function newestVersion(): number {
  return numberOf(postgresSteps().at(-1) ?? '0')
}

/** Stands in the comment on the table of entries, and is what tells a ledger from another program's tables. */
const MARK = 'Parley ledger, schema '

const FOUND = `select
  (select obj_description(oid, 'pg_class') from pg_class where relname = 'entry' and relnamespace = space.oid) as mark,
  exists (select from pg_class where relnamespace = space.oid) as is_used
  from pg_namespace as space where space.nspname = $1`

/**
 * Version of the schema in a database; 0 where there is no ledger yet.
 *
 * @throws {ParleyError} `LEDGER_FOREIGN` for another program's tables, `LEDGER_NEWER` for a ledger of a later Parley.
 */
export async function schemaVersion(client: Client, { schema, path }: Place): Promise<number> {
  const [found] = (await client.query<{ mark: string | null; is_used: boolean }>(FOUND, [schema])).rows
  if (found?.is_used !== true) return 0
  if (found.mark?.startsWith(MARK) !== true) throw new ParleyError('LEDGER_FOREIGN', { path })
  const version = Number(found.mark.slice(MARK.length))
  const known = newestVersion()
  if (version > known) throw new ParleyError('LEDGER_NEWER', { found: version, known })
  return version
}

/** Brings the database to the newest schema, whole or not at all; does nothing where it is there. */
export async function applySchema(client: Client, place: Place): Promise<void> {
  if ((await schemaVersion(client, place)) === newestVersion()) return
  await client.query('begin')
  try {
    await client.query(LOCK, [lockName(place)])
    // Asked again: another process may have done it while this one waited for the lock.
    const done = await schemaVersion(client, place)
    if (done < newestVersion()) await applySteps(client, place, done)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // what matters is why
    throw error
  }
}

async function applySteps(client: Client, { schema }: Place, done: number): Promise<void> {
  const name = escapeIdentifier(schema)
  const there = await client.query('select from pg_namespace where nspname = $1', [schema])
  if (there.rowCount === 0) await client.query(`create schema ${name}`)
  await client.query(`set local search_path = ${name}`)
  for (const step of postgresSteps().filter(step => numberOf(step) > done)) {
    await client.query(readFileSync(new URL(step, folder), 'utf8'))
  }
  await client.query(`comment on table entry is '${MARK}${newestVersion()}'`)
}

/** What everybody waits for who writes; gone with the transaction. */
export const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'

/** Locks count in a whole database: each schema has its own. */
export function lockName({ schema }: Place): string {
  return `parley ledger ${schema}`
}
