import { createHash } from 'node:crypto'
import serialize from 'canonicalize'

// The package's types describe an ES module, the package itself is CommonJS: what is imported is the function.
const canonicalize = serialize as unknown as (value: unknown) => string | undefined

/** Stands for the hash of the entry before the first. */
export const GENESIS = '0'.repeat(64)

/** First line of what is hashed: names the layout, so that a later one can differ. */
const LAYOUT = 'parley-entry-1'

/** What an entry's hash covers. */
export interface Link {
  /** Hash of the entry before, 64 lowercase hex digits. */
  readonly prevHash: string
  readonly kind: string
  /** ISO 8601 UTC with milliseconds. */
  readonly recordedAt: string
  /** Canonical JSON, as it is stored. */
  readonly body: string | Uint8Array
}

/** SHA-256 as 64 lowercase hex digits; a text is hashed as UTF-8. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * The hash of an entry: SHA-256 over layout, prevHash, kind, recordedAt and body, with one line feed between each two.
 * None but the body can hold a line feed, and it is last: no two different entries give the same bytes.
 */
export function entryHash({ prevHash, kind, recordedAt, body }: Link): string {
  return createHash('sha256').update(`${LAYOUT}\n${prevHash}\n${kind}\n${recordedAt}\n`).update(body).digest('hex')
}

/** The value as canonical JSON (RFC 8785): sorted keys, no spaces, one way to write each number and text. */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value)
  if (json === undefined) throw new TypeError('Nothing that JSON can hold')
  return json
}
