import { statSync } from 'node:fs'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { ParleyError } from '../errors.ts'
import { isAddress, openPath, type OpenPathOptions } from '../intake/files.ts'
import type { Arrival } from '../intake/open.ts'

/**
 * The dispatches in files, folders with all that lies in them, and patterns such as `news/**\/*.txt`, sorted by name
 * within each. A name that stands for a file is that file, whatever signs it holds.
 */
export async function* openPaths(paths: readonly string[], options: OpenPathOptions = {}): AsyncGenerator<Arrival> {
  for (const path of paths) {
    const files = await filesOf(path)
    if (files.length === 0) yield { name: path, failure: new ParleyError('PATTERN_EMPTY', { name: path }) }
    for (const file of files) yield* openPath(file, options)
  }
}

async function filesOf(path: string): Promise<string[]> {
  if (isAddress(path)) return [path]
  const found = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() === true) {
    const files = await glob('**/*', { cwd: path, expandDirectories: false })
    return files.sort().map(file => join(path, file))
  }
  if (path === '-' || found !== undefined || !isDynamicPattern(path)) return [path]
  return (await glob(path, { expandDirectories: false })).sort()
}
