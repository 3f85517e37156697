import type { FastifyReply, FastifyRequest } from 'fastify'
import { csvText } from '../ledger/queries/csv.ts'
import type { FlatRow } from '../ledger/queries/flat.ts'
import type { Page, PageRequest } from '../ledger/queries/page.ts'
import { shownBy } from './privacy.ts'
import { readHead, type LedgerReader } from '../ledger/reader.ts'
import type { Head } from '../ledger/entries.ts'

/** Most rows that one CSV holds. */
const CSV_MOST = 100_000

/** A list of the ledger: how a page of it is found, how many rows it has, and how a row looks in CSV. */
export interface List<Row> {
  readonly page: (request: PageRequest) => Promise<Page<Row>>
  readonly count: (asOf: string | null) => Promise<number>
  readonly flat: (row: Row) => FlatRow
  /** File name of the CSV, without its ending. */
  readonly name: string
}

export interface ListQuery {
  readonly asOf?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
  readonly format: 'json' | 'csv'
}

/** One page as JSON, or all rows as CSV, at the same address. */
export async function sendList<Row>(list: List<Row>, query: ListQuery, reply: FastifyReply) {
  const asOf = query.asOf ?? null
  if (query.format === 'csv') return sendCsv(list, asOf, reply)
  const { rows, next, head } = await list.page({ limit: query.limit, cursor: query.cursor, asOf })
  return { rows, next, total: await list.count(asOf), head, asOf }
}

async function sendCsv<Row>(list: List<Row>, asOf: string | null, reply: FastifyReply) {
  const rows: FlatRow[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = await list.page({ limit: 1000, cursor, asOf: cursor === null ? asOf : undefined })
    rows.push(...page.rows.map(row => list.flat(shownBy(reply, row))))
    cursor = page.next
  } while (cursor !== null && rows.length < CSV_MOST)
  reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${list.name}.csv"`)
  return reply.serializer((body: unknown) => String(body)).send(csvText(rows))
}

/**
 * What the views say is a function of address and chain: the head of the chain tags every answer.
 *
 * @returns Whether the caller has it already; the reply is then sent.
 */
export async function isUnchanged(
  reader: LedgerReader,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const tag = tagOf(await readHead(reader))
  reply.header('etag', tag).header('cache-control', 'no-cache')
  if (request.headers['if-none-match'] !== tag) return false
  await reply.status(304).send()
  return true
}

const tagOf = ({ sequence, hash }: Head) => `"${sequence}-${hash.slice(0, 16)}"`
