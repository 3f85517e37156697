import type { Dispatch } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { dispatchOfJson, dispatchOfText, type Given } from './dispatch.ts'
import { readLines, type Line } from './lines.ts'
import { isGzip, unzip } from './unzip.ts'

/** A dispatch, or why there is none. `name` is the file, or file and line. */
export type Arrival =
  { readonly name: string; readonly dispatch: Dispatch } | { readonly name: string; readonly failure: ParleyError }

const MEGABYTE = 1_000_000
/** Largest text file and longest JSONL line, in megabytes: what can be read in less than 1 GB of memory. */
const MOST_TEXT = 8
const MOST_LINE = 8
/** Bytes looked at to tell JSONL from text. */
const HEAD = 4096

/**
 * The dispatches in a stream of bytes, in its order: one for text, one a line for JSONL, either packed by gzip. JSONL is
 * read line by line. What cannot be read is an arrival with its failure; the rest goes on. Never throws a
 * {@link ParleyError}.
 *
 * @param given - What is known of the dispatch from elsewhere; goes before what the text says.
 */
export async function* openDispatches(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  given: Given = {},
): AsyncGenerator<Arrival> {
  try {
    const packed = await peek(bytes)
    const plain = isGzip(packed.head) ? await peek(unzip(name, packed.all)) : packed
    if (isJsonl(name, plain.head)) yield* openLines(name, plain.all, given)
    else yield { name, dispatch: await dispatchOfText(name, await collect(name, plain.all), given) }
  } catch (error) {
    yield { name, failure: failureOf(name, error) }
  }
}

/** Errors of the system (a disk, a pipe) as failures; mistakes of our own are thrown on. */
function failureOf(name: string, error: unknown): ParleyError {
  if (error instanceof ParleyError) return error
  if (!(error instanceof Error && 'code' in error)) throw error
  return new ParleyError('FILE_UNREADABLE', { name, problem: String(error.code) }, { cause: error })
}

interface Peeked {
  readonly head: Uint8Array
  /** The whole stream, head included. */
  readonly all: AsyncIterable<Uint8Array>
}

async function peek(bytes: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const chunks = bytes[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  while (size < HEAD) {
    const next = await chunks.next()
    if (next.done === true) break
    held.push(next.value)
    size += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { head: Buffer.concat(held).subarray(0, HEAD), all: all() }
}

function isJsonl(name: string, head: Uint8Array): boolean {
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(name)) return true
  return /^\ufeff?\s*\{\s*["}]/.test(new TextDecoder().decode(head))
}

async function collect(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MOST_TEXT * MEGABYTE) throw new ParleyError('DISPATCH_TOO_LARGE', { name, limit: MOST_TEXT })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* openLines(name: string, bytes: AsyncIterable<Uint8Array>, given: Given): AsyncGenerator<Arrival> {
  let isEmpty = true
  for await (const line of readLines(bytes, { limit: MOST_LINE * MEGABYTE, skipEmpty: true })) {
    if (isEmpty && isOpenBracket(line))
      throw new ParleyError('JSONL_LINE_BROKEN', { name, problem: 'it is one JSON value over many lines' })
    const arrival = await openLine(`${name}:${line.number}`, line, given)
    if (arrival === null) continue
    isEmpty = false
    yield arrival
  }
  if (isEmpty) throw new ParleyError('DISPATCH_EMPTY', { name })
}

/** A first line of one bracket opens a value written over many lines: one failure says so, not one for each. */
function isOpenBracket({ bytes }: Line): boolean {
  return bytes !== null && bytes.length < HEAD && /^\ufeff?\s*[[{]\s*$/.test(new TextDecoder().decode(bytes))
}

/** Null for a line that holds nothing. */
async function openLine(name: string, { bytes }: Line, given: Given): Promise<Arrival | null> {
  try {
    if (bytes === null) throw new ParleyError('DISPATCH_TOO_LARGE', { name, limit: MOST_LINE })
    const line = decodeLine(name, bytes)
    return line.trim() === '' ? null : { name, dispatch: await dispatchOfJson(name, line, given) }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    return { name, failure: error }
  }
}

function decodeLine(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ParleyError('JSONL_LINE_BROKEN', { name, problem: 'it is not UTF-8' })
  }
}

/** A filter that lets the first dispatch of each id through and makes the others failures. Keeps the ids it has seen. */
export function uniqueIds(): (arrival: Arrival) => Arrival {
  const seen = new Set<string>()
  return arrival => {
    if (!('dispatch' in arrival)) return arrival
    const { name } = arrival
    const { id } = arrival.dispatch
    if (seen.has(id)) return { name, failure: new ParleyError('DISPATCH_ID_TWICE', { name, id }) }
    seen.add(id)
    return arrival
  }
}
