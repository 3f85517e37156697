import { existsSync } from 'node:fs'
import { ParleyError } from '../../errors.ts'
import type { Connection } from './driver.ts'
import { asFailure } from './failures.ts'
import { schemaVersion } from './schema.ts'
import { connectForReading } from './store.ts'
import type { StoredChain, StoredEntry } from '../stored-chain.ts'

const ENTRIES = `select sequence, cast(kind as blob) as kind, cast(recorded_at as blob) as recorded_at,
  cast(body as blob) as body, cast(prev_hash as blob) as prev_hash, cast(hash as blob) as hash
  from entry not indexed where sequence > ? order by sequence`

/** The chain in a file. */
export function openSqliteChain(path: string): Promise<StoredChain> {
  return told(path, () => {
    if (!existsSync(path)) throw new ParleyError('LEDGER_MISSING', { path })
    const connection = connectForReading(path, 5000)
    try {
      if (schemaVersion(connection, path) === 0) throw new ParleyError('LEDGER_FOREIGN', { path })
      connection.exec('begin') // one moment of the file
      return chainOver(connection, path)
    } catch (error) {
      connection.close()
      throw error
    }
  })
}

function chainOver(connection: Connection, path: string): StoredChain {
  const blob = connection.prepare('select cast(bytes as blob) as bytes from blob where hash = ?')
  const all = (statement: string) => connection.prepare(statement).pluck()
  return {
    countEntries: () => told(path, () => all('select count(*) from entry').get() as number),
    // Safe to look blobs up meanwhile: better-sqlite3 lets one connection read by several statements.
    entries: after => rows(path, () => connection.prepare(ENTRIES).iterate(after) as Iterable<StoredEntry>),
    blob: hash => told(path, () => (blob.get(hash) as { bytes: Buffer | null } | undefined)?.bytes),
    blobs: () => rows(path, () => all('select hash from blob').iterate() as Iterable<string>),
    redactions: () => told(path, () => all("select body from entry where kind = 'redaction'").all() as string[]),
    findDamage: () => told(path, () => brokenIndex(connection)),
    close: () => told(path, () => void connection.close()),
  }
}

async function told<T>(path: string, work: () => T): Promise<T> {
  try {
    return await Promise.resolve(work())
  } catch (error) {
    throw asFailure(error, path)
  }
}

async function* rows<T>(path: string, select: () => Iterable<T>): AsyncGenerator<T> {
  try {
    for (const row of select()) yield await Promise.resolve(row)
  } catch (error) {
    throw asFailure(error, path)
  }
}

/** Rows that hold can still not be found where an index over them is damaged. */
function brokenIndex(connection: Connection): string | null {
  for (const table of ['entry', 'blob']) {
    const found = connection.pragma(`integrity_check('${table}')`, { simple: true }) as string
    if (found !== 'ok') return found
  }
  return null
}
