import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isPostgres } from '../address.ts'
import { readNamedFile } from '../../intake/files.ts'
import { NO_ARRANGEMENT, parseArrangement, type Arrangement } from '../../process/across/arrangement.ts'

/**
 * How the user wants processes named, merged and split: the file given, else `processes.yaml` beside the ledger, where there is one.
 * A ledger in a database has no place beside it: there, it is the working directory.
 *
 * @throws {ParleyError} `FILE_MISSING` for a given file that is not there, `FILE_UNREADABLE`, `PROCESSES_BROKEN`.
 */
export function readArrangement(ledger: string, given?: string): Arrangement {
  const path = given ?? (isPostgres(ledger) ? 'processes.yaml' : join(dirname(ledger), 'processes.yaml'))
  if (given === undefined && !existsSync(path)) return NO_ARRANGEMENT
  return parseArrangement(readNamedFile(path).toString('utf8'), path)
}
