import { z } from 'zod'
import { ParleyError } from '../../errors.ts'
import { boardsOf, type Board } from '../../ledger/boards/boards.ts'
import { findProcessObjects, type ProcessRow } from '../../ledger/queries/process.ts'
import type { FlatRow } from '../../ledger/queries/flat.ts'
import type { PageRequest } from '../../ledger/queries/page.ts'
import { readHead, type LedgerReader } from '../../ledger/reader.ts'
import type { Api, ServerContext } from '../context.ts'
import { sendList } from '../lists.ts'
import { asOfQuery, processBoard, processesQuery, processPage } from '../schemas.ts'
import { replies } from './lists.ts'

const keyParameter = z.object({ key: z.string().describe('The parties’ codes in order, such as `RUS+UKR`') })

/** Peace processes, found by their parties, and the board of each. */
export function addProcessRoutes(app: Api, { ledger: { reader } }: ServerContext): void {
  app.get(
    '/processes',
    {
      schema: {
        summary: 'Processes, the best reported first',
        querystring: processesQuery,
        response: replies(processPage),
      },
    },
    ({ query }, reply) => {
      const { q, party } = query
      const find = async (asOf: string | null) =>
        (await findBoards(reader, asOf)).filter(board => isWanted(board, { q, party }))
      const page = (request: PageRequest) => pageOfBoards(reader, find, request)
      return sendList(
        { page, count: async asOf => (await find(asOf)).length, flat: flatBoard, name: 'processes' },
        query,
        reply,
      )
    },
  )
  app.get(
    '/processes/:key',
    {
      schema: {
        summary: 'The board of one process',
        params: keyParameter,
        querystring: asOfQuery,
        response: replies(processBoard),
      },
    },
    async ({ params: { key }, query: { asOf = null } }) => {
      const board = (await findBoards(reader, asOf)).find(board => board.key === key)
      if (board === undefined) throw new ParleyError('PROCESS_UNKNOWN', { key })
      return { ...board, head: await readHead(reader), asOf }
    },
  )
}

/** All process objects of the ledger as boards, the one with most dispatches first. */
async function findBoards(reader: LedgerReader, asOf: string | null): Promise<Board[]> {
  const rows: ProcessRow[] = []
  let cursor: string | null = null
  do {
    const page = await findProcessObjects(reader, {}, { limit: 1000, cursor, asOf: cursor === null ? asOf : undefined })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return boardsOf(rows)
}

function isWanted(board: Board, { q, party }: { q: string | undefined; party: string | undefined }): boolean {
  const names = [...board.parties, ...board.mediators]
  const text = names
    .map(({ code, name }) => `${code} ${name}`)
    .join(' ')
    .toLowerCase()
  const saysAll = (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
  return saysAll && (party === undefined || names.some(({ code }) => code === party || code.startsWith(`${party}/`)))
}

async function pageOfBoards(
  reader: LedgerReader,
  find: (asOf: string | null) => Promise<Board[]>,
  request: PageRequest,
) {
  const from = request.cursor === null || request.cursor === undefined ? 0 : Number(request.cursor)
  if (!Number.isInteger(from) || from < 0) throw new ParleyError('CURSOR_INVALID')
  const boards = await find(request.asOf ?? null)
  const past = from + (request.limit ?? 100)
  const head = await readHead(reader)
  return {
    rows: boards.slice(from, past).map(summaryOf),
    next: past < boards.length ? String(past) : null,
    asOf: head.sequence,
    head,
  }
}

type Summary = ReturnType<typeof summaryOf>

function summaryOf({
  key,
  parties,
  mediators,
  rounds,
  proposals,
  outcomes,
  positions,
  dispatches,
  first,
  last,
}: Board) {
  return {
    key, parties, mediators, rounds: rounds.length, proposals: proposals.length, outcomes: outcomes.length,
    positions: positions.length, dispatches: dispatches.length, first, last,
  } // prettier-ignore
}

function flatBoard({ parties, mediators, ...rest }: Summary): FlatRow {
  const codes = (named: readonly { code: string }[]) => named.map(({ code }) => code).join('; ')
  return { ...rest, parties: codes(parties), mediators: codes(mediators) }
}
