import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ParleyError } from '../errors.ts'

const MEGABYTE = 1_000_000
/** Text packs 3 to 20 times; far more than that, once it is many bytes, was made to fill a memory. */
const MOST_TIMES = 200
const HARMLESS = 64 * MEGABYTE

/** Whether bytes begin as a gzip file does (RFC 1952, 2.3.1). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * The bytes that a gzip stream packs.
 *
 * @throws {ParleyError} `FILE_UNREADABLE` where it is broken or cut short, `DISPATCH_TOO_LARGE` where it unpacks to
 *   more than text ever does.
 */
export async function* unzip(name: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytesIn = 0
  let bytesOut = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of packed) {
      bytesIn += chunk.length
      yield chunk
    }
  }
  const input = Readable.from(counted(), { objectMode: false })
  const output = createGunzip()
  input.on('error', error => output.destroy(error))
  input.pipe(output)
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) {
      bytesOut += chunk.length
      if (bytesOut > HARMLESS && bytesOut > bytesIn * MOST_TIMES) throw tooLarge(name)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ParleyError) throw error
    throw new ParleyError(
      'FILE_UNREADABLE',
      { name, problem: 'its gzip data are broken or cut short' },
      { cause: error },
    )
  } finally {
    input.destroy()
  }
}

function tooLarge(name: string): ParleyError {
  return new ParleyError('DISPATCH_TOO_LARGE', { name, limit: HARMLESS / MEGABYTE })
}
