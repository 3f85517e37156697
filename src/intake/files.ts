import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { ParleyError } from '../errors.ts'
import type { Given } from './dispatch.ts'
import { openDispatches, type Arrival } from './open.ts'

/** What `openPath` may be told beside the path. */
export interface OpenPathOptions {
  /** Read for `-`; the process's own standard input where it is absent. */
  readonly stdin?: AsyncIterable<Uint8Array | string>
  readonly given?: Given
}

/** The dispatches in a file, or in standard input for `-`. What cannot be read arrives as a failure. */
export async function* openPath(path: string, options: OpenPathOptions = {}): AsyncGenerator<Arrival> {
  const { stdin = process.stdin, given = {} } = options
  if (path === '-') {
    yield* openDispatches('standard input', bytesOf(stdin), given)
    return
  }
  const failure = await whyNot(path)
  if (failure) yield { name: path, failure }
  else yield* openDispatches(path, createReadStream(path), given)
}

async function whyNot(path: string): Promise<ParleyError | null> {
  try {
    const found = await stat(path)
    return found.isDirectory() ? new ParleyError('FILE_IS_FOLDER', { name: path }) : null
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const code = problem === 'ENOENT' || problem === 'ENOTDIR' ? 'FILE_MISSING' : 'FILE_UNREADABLE'
    return new ParleyError(code, { name: path, problem }, { cause: error })
  }
}

async function* bytesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
