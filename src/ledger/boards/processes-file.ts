import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isPostgres } from '../address.ts'
import { ParleyError } from '../../errors.ts'
import { NO_ARRANGEMENT, parseArrangement, type Arrangement } from '../../process/across/arrangement.ts'

/**
 * How the user wants processes named, merged and split: the file given, else `processes.yaml` beside the ledger, where there is one.
 * A ledger in a database has no place beside it: there, it is the working directory.
 *
 * @throws {ParleyError} `FILE_MISSING` for a given file that is not there, `FILE_UNREADABLE`, `PROCESSES_BROKEN`.
 */
export function readArrangement(ledger: string, given?: string): Arrangement {
  const path = given ?? (isPostgres(ledger) ? 'processes.yaml' : join(dirname(ledger), 'processes.yaml'))
  if (!existsSync(path)) {
    if (given === undefined) return NO_ARRANGEMENT
    throw new ParleyError('FILE_MISSING', { name: given })
  }
  return parseArrangement(textOf(path), path)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new ParleyError('FILE_UNREADABLE', { name: path, problem }, { cause: error })
  }
}
