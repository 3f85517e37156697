import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { readHeaders } from './records.ts'

/** An HTTP answer as an archive keeps it: header and body, unpacked. */
export interface ArchivedAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

const UNPACK = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }

/**
 * The answer in a record's bytes; null where they are none, or unpack to more than `most` bytes.
 */
export async function readAnswer(content: Uint8Array, most: number): Promise<ArchivedAnswer | null> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const end = /\r?\n\r?\n/.exec(bytes.subarray(0, 65_536).toString('latin1'))
  if (end === null) return null
  const [first = '', ...lines] = bytes.subarray(0, end.index).toString('latin1').split(/\r?\n/)
  const status = Number(/^HTTP\/\S+\s+(\d{3})/.exec(first)?.[1])
  if (Number.isNaN(status)) return null
  const headers = await readHeaders(() => Promise.resolve(lines.shift() ?? ''))
  const raw = bytes.subarray(end.index + end[0].length)
  const whole = /chunked/i.test(headers.get('transfer-encoding') ?? '') ? unchunked(raw) : raw
  const body = unpacked(whole, headers.get('content-encoding') ?? '', most)
  return body === null ? null : { status, headers, body }
}

function unpacked(body: Buffer, encoding: string, most: number): Uint8Array | null {
  const name = encoding.trim().toLowerCase()
  if (!Object.hasOwn(UNPACK, name)) return body
  try {
    return UNPACK[name as keyof typeof UNPACK](body, { maxOutputLength: most })
  } catch {
    // Some crawlers unpack the body and leave the header as it was.
    return body[0] === 0x1f && body[1] === 0x8b ? null : body
  }
}

/** The body without the marks of its chunks (RFC 9112, 7.1); as it is where it has none, as some crawlers leave it. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length;) {
    const size = /^([0-9a-f]{1,8})[^\r\n]{0,100}\r\n/i.exec(body.subarray(at, at + 120).toString('latin1'))
    if (size === null) return parts.length === 0 ? body : Buffer.concat(parts)
    const start = at + size[0].length
    const length = parseInt(size[1] ?? '0', 16)
    if (length === 0) break
    parts.push(body.subarray(start, start + length))
    at = start + length + 2
  }
  return Buffer.concat(parts)
}
