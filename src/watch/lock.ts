import { ParleyError } from '../errors.ts'
import { openConnection, SqliteError } from '../ledger/sqlite-driver.ts'

/**
 * Makes this process the only one that has the lock; gives what takes it off. The system takes it off as well when the process
 * ends, however that comes about: the lock is SQLite's on an empty file.
 *
 * @throws {ParleyError} `WATCH_RUNNING`
 */
export function takeLock(path: string): () => void {
  const connection = openConnection(`${path}.lock`, { timeout: 0 })
  try {
    connection.exec('begin exclusive')
  } catch (error) {
    connection.close()
    if (error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new ParleyError('WATCH_RUNNING', { path }, { cause: error })
    throw error
  }
  return () => void connection.close()
}
