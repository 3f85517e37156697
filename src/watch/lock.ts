import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ParleyError } from '../errors.ts'
import { openConnection, SqliteError, type Connection } from '../ledger/sqlite/driver.ts'

/**
 * Makes this process the only one that has the lock; gives what takes it off. The system takes it off as well when the process
 * ends, however that comes about: the lock is SQLite's on an empty file.
 *
 * @throws {ParleyError} `WATCH_RUNNING`, or `FILE_UNREADABLE` where there can be no such file.
 */
export function takeLock(path: string): () => void {
  const file = `${path}.lock`
  let connection: Connection | null = null
  try {
    mkdirSync(dirname(path), { recursive: true })
    connection = openConnection(file, { timeout: 0 })
    connection.exec('begin exclusive')
  } catch (cause) {
    connection?.close()
    if (!(cause instanceof Error) || !('code' in cause)) throw cause
    const isHeld = cause instanceof SqliteError && cause.code.startsWith('SQLITE_BUSY')
    if (isHeld) throw new ParleyError('WATCH_RUNNING', { path }, { cause })
    throw new ParleyError('FILE_UNREADABLE', { name: file, problem: String(cause.code) }, { cause })
  }
  const held = connection
  return () => void held.close()
}
