import type { Kysely } from 'kysely'
import { loadBlob } from '../blobs.ts'
import { dialectOf } from '../dialect.ts'
import { insertRows, prepared } from '../prepared.ts'
import { creditOf } from '../origins/credit.ts'
import { fingerprintOf } from '../origins/fingerprint.ts'
import { areNear, likenessOf, type OriginText } from '../origins/likeness.ts'
import { keysOf, probesOf } from '../origins/sketch.ts'
import type { Tables } from '../tables.ts'
import type { DispatchContent } from './dispatch.ts'

/** Origins whose words are looked at for one dispatch: those that share most keys with it. */
const CANDIDATES = 8
/** Keys in common from which two texts are looked at: one that every page of an outlet ends with is not enough. */
const LEAST_COMMON = 2

/** Finds whose copy a new dispatch is, if it is one, and keeps that. Words that were taken away are nobody's copy. */
export async function addOrigin(
  db: Kysely<Tables>,
  number: number,
  dispatch: { readonly published: string | null; readonly content: DispatchContent | null },
): Promise<void> {
  const { published, content } = dispatch
  const credit = content === null ? null : (content.credit?.toLowerCase() ?? creditOf(content.text))
  const fingerprint = fingerprintOf(content?.text ?? '')
  const known = await likest(db, { published, credit, fingerprint }, probesOf(fingerprint.sketch, published))
  const origin = known ?? number
  await insertRows(db, 'dispatch_origin', [{ number, origin, credit }])
  if (known !== null || fingerprint.sketch.length === 0) return
  await insertKeys(db, { pairs: JSON.stringify(keysOf(fingerprint.sketch, published).map(key => [key, number])) })
}

async function likest(db: Kysely<Tables>, text: OriginText, keys: readonly number[]): Promise<number | null> {
  let best: number | null = null
  let most = 0
  for (const { number, published, credit, content_hash } of await candidates(db, keys)) {
    if (!areNear(text.published, published)) continue
    const content = (await loadBlob(db, content_hash)) as DispatchContent | null
    if (content === null) continue
    const likeness = likenessOf(text, { published, credit, fingerprint: fingerprintOf(content.text) })
    if (likeness > most) [best, most] = [number, likeness]
  }
  return best
}

/** Origins that share most keys with a text, given as a JSON list. */
const sharing = prepared((db, { keys }: { readonly keys: string }) =>
  db
    .selectFrom('origin_key')
    .select('number')
    .where('key', 'in', dialectOf(db).listed<number>(keys, 'number'))
    .groupBy('number')
    .having(eb => eb.fn.countAll(), '>=', LEAST_COMMON)
    .orderBy(eb => eb.fn.countAll(), 'desc')
    .orderBy('number')
    .limit(CANDIDATES),
)

async function candidates(db: Kysely<Tables>, keys: readonly number[]) {
  if (keys.length === 0) return []
  const found = await sharing(db, { keys: JSON.stringify(keys) })
  // Most texts are like no other.
  if (found.length === 0) return []
  return db
    .selectFrom('dispatch')
    .innerJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .select(['dispatch.number', 'dispatch.published', 'dispatch.content_hash', 'dispatch_origin.credit'])
    .where(
      'dispatch.number',
      'in',
      found.map(({ number }) => number),
    ) // prettier-ignore
    .orderBy('dispatch.number')
    .execute()
}

const insertKeys = prepared((db, { pairs }: { readonly pairs: string }) =>
  db.insertInto('origin_key').columns(['key', 'number']).expression(dialectOf(db).pairs(pairs)),
)

const selectOrigin = prepared((db, { number }: { readonly number: number }) =>
  db.selectFrom('dispatch_origin').select('origin').where('number', '=', number),
)

/** The origin of a dispatch's row. */
export async function originOf(db: Kysely<Tables>, number: number): Promise<number> {
  const [row] = await selectOrigin(db, { number })
  return row?.origin ?? number
}
