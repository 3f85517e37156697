import type { Kysely } from 'kysely'
import { loadBlob } from '../blobs.ts'
import { creditOf } from '../origins/credit.ts'
import { likenessOf, type OriginText } from '../origins/likeness.ts'
import { keysOf } from '../origins/shingles.ts'
import type { Tables } from '../tables.ts'
import type { DispatchContent } from './dispatch.ts'

/** Origins whose words are looked at for one dispatch: those that share most keys with it. */
const CANDIDATES = 8

/** Finds whose copy a new dispatch is, if it is one, and keeps that. Words that were taken away are nobody's copy. */
export async function addOrigin(
  db: Kysely<Tables>,
  number: number,
  dispatch: { readonly published: string | null; readonly content: DispatchContent | null },
): Promise<void> {
  const { published, content } = dispatch
  const credit = content === null ? null : (content.credit?.toLowerCase() ?? creditOf(content.text))
  const keys = content === null ? [] : keysOf(content.text)
  const text = { published, credit, text: content?.text ?? '' }
  const known = await likest(db, text, keys)
  await db
    .insertInto('dispatch_origin')
    .values({ number, origin: known ?? number, credit })
    .execute()
  if (known !== null || keys.length === 0) return
  await db.insertInto('origin_key').values(keys.map(key => ({ key, number }))).execute() // prettier-ignore
}

async function likest(db: Kysely<Tables>, text: OriginText, keys: readonly number[]): Promise<number | null> {
  let best: number | null = null
  let most = 0
  for (const { number, ...other } of await candidates(db, keys)) {
    const likeness = likenessOf(text, other)
    if (likeness > most) [best, most] = [number, likeness]
  }
  return best
}

async function candidates(db: Kysely<Tables>, keys: readonly number[]): Promise<(OriginText & { number: number })[]> {
  if (keys.length === 0) return []
  const sharing = db
    .selectFrom('origin_key')
    .select('number')
    .where('key', 'in', [...keys])
    .groupBy('number')
  const most = await sharing
    .orderBy(eb => eb.fn.countAll(), 'desc')
    .orderBy('number')
    .limit(CANDIDATES)
    .execute()
  if (most.length === 0) return []
  const rows = await db
    .selectFrom('dispatch')
    .innerJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .select(['dispatch.number', 'dispatch.published', 'dispatch.content_hash', 'dispatch_origin.credit'])
    .where(
      'dispatch.number',
      'in',
      most.map(row => row.number),
    ) // prettier-ignore
    .orderBy('dispatch.number')
    .execute()
  const texts = []
  for (const { number, published, content_hash, credit } of rows) {
    const content = (await loadBlob(db, content_hash)) as DispatchContent | null
    if (content !== null) texts.push({ number, published, credit, text: content.text })
  }
  return texts
}

/** The origin of a dispatch's row. */
export async function originOf(db: Kysely<Tables>, number: number): Promise<number> {
  const row = await db.selectFrom('dispatch_origin').select('origin').where('number', '=', number).executeTakeFirst()
  return row?.origin ?? number
}
