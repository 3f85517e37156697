import { OPEN } from '../tables.ts'
import type { LedgerReader } from '../reader.ts'

/** A dispatch that carries the text of another. */
export interface Copy {
  readonly id: string
  readonly publisher: string | null
}

/**
 * The other dispatches whose words are still there and that carry the text of this one, or nearly.
 *
 * @param asOf - Entry up to which is known; default the last.
 */
export async function findCopies({ db }: LedgerReader, dispatch: string, asOf = OPEN - 1): Promise<Copy[]> {
  const origins = db
    .selectFrom('dispatch')
    .innerJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .select('dispatch_origin.origin')
    .where('dispatch.id', '=', dispatch)
  return db
    .selectFrom('dispatch')
    .innerJoin('dispatch_origin', 'dispatch_origin.number', 'dispatch.number')
    .select(['dispatch.id', 'dispatch.publisher'])
    .where('dispatch_origin.origin', 'in', origins)
    .where('dispatch.id', '!=', dispatch)
    .where('dispatch.redacted', '=', 0)
    .where('dispatch.since', '<=', asOf)
    .where('dispatch.until', '>', asOf)
    .orderBy('dispatch.number')
    .execute()
}
