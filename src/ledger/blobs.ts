import type { Kysely } from 'kysely'
import { sha256 } from './chain.ts'
import { insertRows, prepared } from './prepared.ts'
import type { Tables } from './tables.ts'

/** Keeps the bytes under their hash, once. Bytes that were redacted stay away. */
export async function keepBlob(db: Kysely<Tables>, bytes: string | Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes)
  const hash = sha256(buffer)
  if ((await selectHash(db, { hash })).length === 0) await insertRows(db, 'blob', [{ hash, bytes: buffer }])
  return hash
}

const decoder = new TextDecoder()

/** The bytes as the JSON they hold; null where they were redacted. */
export async function loadBlob(db: Kysely<Tables>, hash: string): Promise<unknown> {
  const bytes = await loadBytes(db, hash)
  return bytes === null ? null : (JSON.parse(decoder.decode(bytes)) as unknown)
}

/** The bytes as they were kept; null where they were redacted. */
export async function loadBytes(db: Kysely<Tables>, hash: string): Promise<Uint8Array | null> {
  const [row] = await selectBytes(db, { hash })
  return row?.bytes ?? null
}

const selectHash = prepared((db, { hash }: { readonly hash: string }) =>
  db.selectFrom('blob').select('hash').where('hash', '=', hash),
)

const selectBytes = prepared((db, { hash }: { readonly hash: string }) =>
  db.selectFrom('blob').select('bytes').where('hash', '=', hash),
)
