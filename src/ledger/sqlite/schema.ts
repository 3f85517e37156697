import { readFileSync, readdirSync } from 'node:fs'
import { ParleyError } from '../../errors.ts'
import type { Connection } from './driver.ts'

/** SQLite's `application_id` of a ledger: the letters `Parl`. */
export const APPLICATION = 0x5061726c

const folder = new URL('../schema/', import.meta.url)

/** The schema's steps, oldest first: `0001_entry.sql` and so on. */
export function schemaSteps(): readonly string[] {
  return readdirSync(folder).filter(name => /^\d{4}_\w+\.sql$/.test(name)).sort() // prettier-ignore
}

/**
 * Version of the schema in a file; 0 for one that is still empty.
 *
 * @throws {ParleyError} `LEDGER_FOREIGN` for another program's file, `LEDGER_NEWER` for one of a later Parley.
 */
export function schemaVersion(connection: Connection, path: string): number {
  const found = connection.pragma('user_version', { simple: true }) as number
  const application = connection.pragma('application_id', { simple: true }) as number
  if (application !== APPLICATION && !isEmpty(connection)) throw new ParleyError('LEDGER_FOREIGN', { path })
  const known = schemaSteps().length
  if (application === APPLICATION && found > known) throw new ParleyError('LEDGER_NEWER', { found, known })
  return application === APPLICATION ? found : 0
}

/** Brings the file to the newest schema, whole or not at all; does nothing where it is there. */
export function applySchema(connection: Connection, path: string): void {
  const steps = schemaSteps()
  if (schemaVersion(connection, path) === steps.length) return
  connection
    .transaction(() => {
      // Asked again: another process may have done it while this one waited for the lock.
      const done = schemaVersion(connection, path)
      for (const step of steps.slice(done)) connection.exec(readFileSync(new URL(step, folder), 'utf8'))
      connection.pragma(`application_id = ${APPLICATION}`)
      connection.pragma(`user_version = ${steps.length}`)
    })
    .immediate()
}

function isEmpty(connection: Connection): boolean {
  return connection.prepare('select 1 from sqlite_schema').get() === undefined
}
