import { openDiff } from '../../ledger/queries/diff.ts'
import { readHead } from '../../ledger/reader.ts'
import { diffQuery, diffSchema } from '../diff-schemas.ts'
import { replies } from './lists.ts'
import type { Api, ServerContext } from '../context.ts'

/** What changed between two moments of knowledge, and why. */
export function addDiffRoute(app: Api, { ledger: { reader } }: ServerContext): void {
  const summary = 'What changed between two moments of knowledge, and which entries did it'
  const schema = { summary, querystring: diffQuery, response: replies(diffSchema) }
  app.get('/diff', { schema }, async ({ query: { from, to = null, limit, ...filter } }) => {
    const diff = await openDiff(reader, { from, to }, filter)
    const dispatches = await firstOf(diff.dispatches, limit)
    const happenings = await firstOf(diff.happenings, limit)
    const isCut = dispatches.isCut || happenings.isCut
    return { ...diff.range, dispatches: dispatches.rows, happenings: happenings.rows, isCut, head: await readHead(reader) } // prettier-ignore
  })
}

async function firstOf<Row>(all: AsyncIterable<Row>, limit: number): Promise<{ rows: Row[]; isCut: boolean }> {
  const rows: Row[] = []
  for await (const row of all) {
    if (rows.length === limit) return { rows, isCut: true }
    rows.push(row)
  }
  return { rows, isCut: false }
}
