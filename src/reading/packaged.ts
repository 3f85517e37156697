import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ParleyError } from '../errors.ts'
import type { ModelFiles } from '../encoder/encoder.ts'
import { createGate, readGateWeights, type Gate } from '../relevance/gate.ts'

const ROOT = new URL('../../', import.meta.url) // of the package, from src/ and from dist/ alike

/** The version in package.json. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string }).version
}

/** A user's own table: its name for messages, and its text. */
export interface OwnTable {
  readonly name: string
  readonly text: string
}

/** The version of this package, and a mark of the user's own tables, since with them it may read otherwise. */
export function engineVersion(own: readonly OwnTable[]): string {
  if (own.length === 0) return packageVersion()
  const hash = createHash('sha256')
  for (const { text } of own) hash.update(text).update('\0')
  return `${packageVersion()}+own.${hash.digest('hex').slice(0, 12)}`
}

/** A file of data/, named from there. */
export function readData(path: string): string {
  return readFileSync(new URL(`data/${path}`, ROOT), 'utf8')
}

/**
 * The packaged relevance gate; needs no network, and opens in a few milliseconds.
 *
 * @throws {ParleyError} `MODEL_UNREADABLE`
 */
export function openGate(): Gate {
  return createGate(readGateWeights(readJson(new URL('model/', ROOT), 'gate.json')))
}

/**
 * The files of a model folder.
 *
 * @param folder - Ends with a slash; the package's own model/ by default.
 * @throws {ParleyError} `MODEL_UNREADABLE`
 */
export function readModel(folder: URL = new URL('model/', ROOT)): ModelFiles {
  const network = readFile(folder, 'parley.onnx')
  return {
    network,
    hash: createHash('sha256').update(network).digest('hex'),
    labels: readJson(folder, 'labels.json'),
    pieces: readJson(folder, 'pieces.json'),
    lemmas: readJson(folder, 'lemmas.json'),
  }
}

function readFile(folder: URL, file: string): Uint8Array {
  try {
    return readFileSync(new URL(file, folder))
  } catch (cause) {
    throw new ParleyError('MODEL_UNREADABLE', { file, reason: 'it is missing' }, { cause })
  }
}

function readJson(folder: URL, file: string): unknown {
  try {
    return JSON.parse(Buffer.from(readFile(folder, file)).toString('utf8')) as unknown
  } catch (cause) {
    if (cause instanceof ParleyError) throw cause
    throw new ParleyError('MODEL_UNREADABLE', { file, reason: 'cut short or not JSON' }, { cause })
  }
}
