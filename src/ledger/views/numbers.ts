import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

type Numbered = 'dispatch' | 'event' | 'process_object' | 'happening' | 'happening_member'

// Nobody else adds rows in a transaction: its database handle, which is no other's, needs to ask for the last number once.
const lastNumbers = new WeakMap<Kysely<Tables>, Map<Numbered, number>>()

/**
 * Takes so many numbers for new rows of a table, within a transaction; they follow those of the rows that are there.
 *
 * @returns The first of them.
 */
export async function takeNumbers(db: Kysely<Tables>, table: Numbered, count: number): Promise<number> {
  let known = lastNumbers.get(db)
  if (known === undefined) lastNumbers.set(db, (known = new Map<Numbered, number>()))
  const last = known.get(table) ?? (await lastNumber(db, table))
  known.set(table, last + count)
  return last + 1
}

/** To be called where rows were deleted: the next row takes the number it would take in any other transaction. */
export function forgetNumbers(db: Kysely<Tables>): void {
  lastNumbers.delete(db)
}

async function lastNumber(db: Kysely<Tables>, table: Numbered): Promise<number> {
  const last = await db.selectFrom(table).select('number').orderBy('number', 'desc').limit(1).executeTakeFirst()
  return last?.number ?? 0
}
