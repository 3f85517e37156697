import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { ParleyError } from '../errors.ts'
import { failureOf } from './arrival.ts'
import type { Given } from './dispatch.ts'
import { lazyFetcher } from './fetch/lazy.ts'
import type { Fetcher } from './fetch/fetcher.ts'
import type { Kind } from './kind.ts'
import { openDispatches, openUrl, type Arrival, type OpenOptions } from './open.ts'

/** What `openPath` may be told beside the path. */
export interface OpenPathOptions {
  /** Read for `-`; the process's own standard input where it is absent. */
  readonly stdin?: AsyncIterable<Uint8Array | string>
  readonly given?: Given
  /** What the bytes hold; detected where it is absent. */
  readonly kind?: Kind
  /** Fetches addresses; by default one that reaches the public web alone. */
  readonly fetcher?: Fetcher
  /** By which publishers reach whoever fetches. */
  readonly contact?: string
}

/** Whether a path is an address to be fetched. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(path)
}

/** The dispatches in a file, at an address, or in standard input for `-`. What cannot be read arrives as a failure. */
export async function* openPath(path: string, options: OpenPathOptions = {}): AsyncGenerator<Arrival> {
  const { stdin = process.stdin, contact } = options
  const fetcher = options.fetcher ?? lazyFetcher({ ...(contact !== undefined && { contact }) })
  try {
    yield* openWith(path, stdin, { ...options.given, ...(options.kind && { kind: options.kind }), fetcher })
  } finally {
    if (options.fetcher === undefined) await fetcher.close()
  }
}

type Opening = OpenOptions & { readonly fetcher: Fetcher }

async function* openWith(
  path: string,
  stdin: AsyncIterable<Uint8Array | string>,
  given: Opening,
): AsyncGenerator<Arrival> {
  if (isAddress(path)) {
    yield* openUrl(path, given.fetcher, given)
    return
  }
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

/**
 * The bytes of a small file that a person names, such as one of rules.
 *
 * @throws {ParleyError} `FILE_MISSING`, `FILE_UNREADABLE`.
 */
export function readNamedFile(path: string): Buffer {
  if (!existsSync(path)) throw new ParleyError('FILE_MISSING', { name: path })
  try {
    return readFileSync(path)
  } catch (error) {
    throw failureOf(path, error)
  }
}

async function* bytesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
