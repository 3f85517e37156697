import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** How much a fetched body may be. */
export interface ByteCaps {
  /** Bytes over the wire, and bytes once unpacked. */
  readonly bytes: number
  /** Times that a packed body may grow; looked at from the first megabyte on. */
  readonly ratio: number
}

/** Below so many bytes a high ratio does no harm. */
const HARMLESS = 1_000_000

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** A body that must not be kept; the message says why in a few words. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
}

/**
 * All bytes of a body, unpacked as its header says.
 *
 * @param encoding - The answer's `content-encoding`; null for none.
 * @throws {BodyRefused} where it is larger than the caps, packed in an unknown way or broken.
 */
export async function collectBody(body: Readable, encoding: string | null, caps: ByteCaps): Promise<Uint8Array> {
  const counted = { in: 0, out: 0 }
  const packed = Readable.from(
    count(body, size => (counted.in += size) <= caps.bytes),
    { objectMode: false },
  )
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of unpack(packed, encoding) as AsyncIterable<Buffer>) {
      counted.out += chunk.length
      if (counted.out > caps.bytes) throw tooMany(caps)
      if (counted.out > HARMLESS && counted.out > counted.in * caps.ratio)
        throw new BodyRefused(`it unpacks to more than ${caps.ratio} times its size`)
      chunks.push(chunk)
    }
  } finally {
    body.destroy()
  }
  return Buffer.concat(chunks)

  async function* count(from: Readable, isWithin: (size: number) => boolean): AsyncGenerator<Buffer> {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      if (!isWithin(chunk.length)) throw tooMany(caps)
      yield chunk
    }
  }
}

function unpack(packed: Readable, encoding: string | null): Readable {
  const name = encoding?.trim().toLowerCase() ?? 'identity'
  if (name === 'identity' || name === '') return packed
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
  if (decoder === undefined) throw new BodyRefused(`it is packed as "${name}"`)
  // The callback only keeps an error from being unhandled; the reader of the output sees it too.
  return pipeline(packed, decoder(), () => undefined)
}

function tooMany({ bytes }: ByteCaps): BodyRefused {
  return new BodyRefused(`it is larger than ${bytes / 1_000_000} MB`)
}
