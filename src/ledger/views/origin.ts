import type { Kysely } from 'kysely'
import { loadBlob } from '../blobs.ts'
import { shinglesOf } from '../../process/across/reprints.ts'
import { creditOf } from '../origins/credit.ts'
import { areNear, likenessOf, type OriginText } from '../origins/likeness.ts'
import { keysOf, probesOf, sketchOf } from '../origins/sketch.ts'
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
  const shingles = shinglesOf(content?.text ?? '')
  const sketch = content === null ? [] : sketchOf(shingles)
  const known = await likest(db, { published, credit, shingles }, probesOf(sketch, published))
  const origin = known ?? number
  await db.insertInto('dispatch_origin').values({ number, origin, credit }).execute()
  if (known !== null || sketch.length === 0) return
  const rows = keysOf(sketch, published).map(key => ({ key, number }))
  await db.insertInto('origin_key').values(rows).execute()
}

async function likest(db: Kysely<Tables>, text: OriginText, keys: readonly number[]): Promise<number | null> {
  let best: number | null = null
  let most = 0
  for (const { number, published, credit, content_hash } of await candidates(db, keys)) {
    if (!areNear(text.published, published)) continue
    const content = (await loadBlob(db, content_hash)) as DispatchContent | null
    if (content === null) continue
    const likeness = likenessOf(text, { published, credit, shingles: shinglesOf(content.text) })
    if (likeness > most) [best, most] = [number, likeness]
  }
  return best
}

async function candidates(db: Kysely<Tables>, keys: readonly number[]) {
  if (keys.length === 0) return []
  const sharing = db
    .selectFrom('origin_key')
    .select('number')
    .where('key', 'in', [...keys])
    .groupBy('number')
    .having(eb => eb.fn.countAll(), '>=', LEAST_COMMON)
    .orderBy(eb => eb.fn.countAll(), 'desc')
    .orderBy('number')
    .limit(CANDIDATES)
  return db
    .selectFrom('dispatch')
    .innerJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .select(['dispatch.number', 'dispatch.published', 'dispatch.content_hash', 'dispatch_origin.credit'])
    .where('dispatch.number', 'in', sharing)
    .orderBy('dispatch.number')
    .execute()
}

/** The origin of a dispatch's row. */
export async function originOf(db: Kysely<Tables>, number: number): Promise<number> {
  const row = await db.selectFrom('dispatch_origin').select('origin').where('number', '=', number).executeTakeFirst()
  return row?.origin ?? number
}
