import { z } from 'zod'
import { ParleyError } from '../../errors.ts'
import { findBoards, type Board } from '../../ledger/boards/find-boards.ts'
import { readArrangement } from '../../ledger/boards/processes-file.ts'
import type { FlatRow } from '../../ledger/queries/flat.ts'
import type { PageRequest } from '../../ledger/queries/page.ts'
import { readHead, type LedgerReader } from '../../ledger/reader.ts'
import type { Api, ServerContext } from '../context.ts'
import { sendList } from '../lists.ts'
import { asOfQuery, processBoard, processesQuery, processPage } from '../schemas.ts'
import { replies } from './lists.ts'

const keyParameter = z.object({
  key: z.string().describe('The parties’ codes in order, such as `RUS+UKR`; a part has its name behind a colon'),
})

/** Peace processes, found by their parties, and the board of each. */
export function addProcessRoutes(app: Api, { ledger: { reader, path } }: ServerContext): void {
  // Read at each request: whoever edits processes.yaml sees it on the next page.
  const findAll = (asOf: string | null) => findBoards(reader, { asOf, arrangement: readArrangement(path) })
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
      const find = async (asOf: string | null) => (await findAll(asOf)).filter(board => isWanted(board, { q, party }))
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
      const board = (await findAll(asOf)).find(board => board.key === key)
      if (board === undefined) throw new ParleyError('PROCESS_UNKNOWN', { key })
      return { ...board, head: await readHead(reader), asOf }
    },
  )
}

function isWanted(board: Board, { q, party }: { q: string | undefined; party: string | undefined }): boolean {
  const names = [...board.parties, ...board.mediators]
  const text = names
    .map(({ code, name }) => `${code} ${name}`)
    .join(' ')
    .concat(' ', board.name ?? '')
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
  name,
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
    key, name, parties, mediators, rounds: rounds.length, proposals: proposals.length, outcomes: outcomes.length,
    positions: positions.length, dispatches: dispatches.length, first, last,
  } // prettier-ignore
}

function flatBoard({ parties, mediators, ...rest }: Summary): FlatRow {
  const codes = (named: readonly { code: string }[]) => named.map(({ code }) => code).join('; ')
  return { ...rest, parties: codes(parties), mediators: codes(mediators) }
}
