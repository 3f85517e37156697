import { sql, type SelectQueryBuilder } from 'kysely'
import { sha256 } from '../chain.ts'
import { ParleyError } from '../../errors.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import type { Head } from '../entries.ts'
import type { Tables } from '../tables.ts'

/** Which part of a list is asked for. */
export interface PageRequest {
  /** Rows on a page, 1 to 1,000; default 100. */
  readonly limit?: number | undefined
  /** `next` of the page before; the list goes on as it stood then. */
  readonly cursor?: string | null | undefined
  /** What was known then: a moment, ISO 8601 UTC, or a day, which stands for its end; default now. */
  readonly asOf?: string | null | undefined
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** For the next page; null where this is the last. */
  readonly next: string | null
  /** Entry up to which the page knows. */
  readonly asOf: number
  /** End of the chain when the page was drawn. */
  readonly head: Head
}

/** Where a page begins: after the row with these keys, as of this entry. */
export interface Start {
  readonly asOf: number
  readonly limit: number
  /** Sort text and row number of the last row of the page before; null for the first page. */
  readonly after: readonly [sort: string, number: number] | null
  readonly head: Head
  /** Ties a cursor to the list it came from. */
  readonly mark: string
}

const LIMIT = 1000

/**
 * Works out where a page begins.
 *
 * @param list - Name and filter of the list: a cursor of another list is refused.
 * @throws {ParleyError} `CURSOR_INVALID`, `MOMENT_INVALID`.
 */
export async function startPage(reader: LedgerReader, request: PageRequest, list: unknown): Promise<Start> {
  const mark = sha256(JSON.stringify(list)).slice(0, 8)
  const limit = Math.min(LIMIT, Math.max(1, Math.trunc(request.limit ?? 100)))
  const head = await readHead(reader)
  if (typeof request.cursor === 'string') {
    const { asOf, after } = parseCursor(request.cursor, mark)
    return { asOf, after, limit, head, mark }
  }
  return { asOf: await sequenceAsOf(reader, request.asOf ?? null, head), after: null, limit, head, mark }
}

/** A list in order of days, the latest first, and of rows of one day by their numbers. */
export interface Listing<Row> {
  readonly table: 'dispatch' | 'event' | 'process_object' | 'happening'
  readonly start: Start
  /** Gives the rows of these numbers, in any order. */
  readonly load: (numbers: number[]) => Promise<Row[]>
}

/**
 * The rows of a page, and one more where the list goes on. They are chosen by day and number alone and loaded then: to sort all that
 * match together with their records takes many times longer.
 *
 * @param query - All that the list holds; where it has an order of its own, that stands before the day.
 */
export async function pageRows<From extends keyof Tables, Row extends { readonly number: number }>(
  query: SelectQueryBuilder<Tables, From, object>,
  { table, start, load }: Listing<Row>,
): Promise<Row[]> {
  const [day, number] = [sql<string>`${sql.ref(`${table}.sort_day`)}`, sql<number>`${sql.ref(`${table}.number`)}`]
  let listed = query.select(number.as('number'))
  if (start.after !== null) {
    const [lastDay, lastNumber] = start.after
    listed = listed.where(sql<boolean>`(${day}, ${number}) < (${lastDay}, ${lastNumber})`)
  }
  const ordered = listed.orderBy(day, 'desc').orderBy(number, 'desc')
  const numbers = (await ordered.limit(start.limit + 1).execute()).map(row => row.number)
  if (numbers.length === 0) return []
  const rows = new Map((await load(numbers)).map(row => [row.number, row]))
  return numbers.flatMap(one => rows.get(one) ?? [])
}

/** One page of the rows, of which one more than the limit was asked for. */
export function pageOf<Stored extends { sort_day: string; number: number }, Row>(
  stored: readonly Stored[],
  start: Start,
  toRow: (row: Stored) => Row,
): Page<Row> {
  const kept = stored.slice(0, start.limit)
  const last = kept.at(-1)
  const more = stored.length > start.limit && last !== undefined
  const next = more ? cursorOf([start.mark, start.asOf, last.sort_day, last.number]) : null
  return { rows: kept.map(toRow), next, asOf: start.asOf, head: start.head }
}

function cursorOf(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function parseCursor(cursor: string, mark: string): Pick<Start, 'asOf'> & { after: [string, number] } {
  const [found, asOf, sort, number] = parts(cursor)
  if (found !== mark || typeof asOf !== 'number' || typeof sort !== 'string' || typeof number !== 'number') {
    throw new ParleyError('CURSOR_INVALID')
  }
  return { asOf, after: [sort, number] }
}

function parts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/

/**
 * The last entry that was recorded by then; 0 where there was none.
 *
 * @throws {ParleyError} `MOMENT_INVALID`.
 */
export async function sequenceAsOf({ db }: LedgerReader, asOf: string | null, head: Head): Promise<number> {
  if (asOf === null) return head.sequence
  const moment = DAY.test(asOf) ? `${asOf}T23:59:59.999Z` : asOf
  if (!MOMENT.test(moment) || Number.isNaN(Date.parse(moment)))
    throw new ParleyError('MOMENT_INVALID', { moment: asOf })
  const recorded = db.selectFrom('entry').select('sequence').where('recorded_at', '<=', new Date(moment).toISOString())
  // Entries are in order of time, so the latest of them is the last.
  const last = await recorded.orderBy('recorded_at', 'desc').orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  return last?.sequence ?? 0
}
