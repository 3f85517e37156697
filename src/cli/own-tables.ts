import { readFileSync, statSync } from 'node:fs'
import { ParleyError } from '../errors.ts'
import type { OwnTable } from '../reading/packaged.ts'
import type { Reader } from '../reading/read.ts'
import type { Terminal } from './terminal.ts'

/** Largest dictionary that is read, in MB; PETRARCH's own have two. */
const LARGEST = 32

/**
 * The texts of the files given with `--actors` or `--frames`.
 *
 * @throws {ParleyError} `FILE_MISSING`, `FILE_IS_FOLDER` or `FILE_UNREADABLE`
 */
export function readOwnTables(paths: readonly string[] = []): OwnTable[] {
  return paths.map(name => {
    const found = statSync(name, { throwIfNoEntry: false })
    if (found === undefined) throw new ParleyError('FILE_MISSING', { name })
    if (found.isDirectory()) throw new ParleyError('FILE_IS_FOLDER', { name })
    if (found.size > LARGEST * 1e6) throw new ParleyError('FILE_UNREADABLE', { name, problem: `larger than ${LARGEST} MB` })
    try {
      return { name, text: readFileSync(name, 'utf8') }
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : 'unknown'
      throw new ParleyError('FILE_UNREADABLE', { name, problem }, { cause })
    }
  })
} // prettier-ignore

/** Tells which lines of a user's tables were left out; how many. */
export function reportFaults({ faults }: Pick<Reader, 'faults'>, terminal: Terminal): number {
  for (const fault of faults) terminal.log.warn(fault.message)
  return faults.length
}
