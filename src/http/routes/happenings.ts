import { z } from 'zod'
import { findCopies } from '../../ledger/origins/find-copies.ts'
import { flatHappening } from '../../ledger/queries/flat-happening.ts'
import {
  countHappenings,
  findHappenings,
  happeningsOf,
  openHappening,
  type HappeningFilter,
} from '../../ledger/queries/happenings.ts'
import {
  dispatchHappenings,
  happeningPage,
  happeningsQuery,
  happeningView,
  mergeBody,
  splitBody,
  undoBody,
} from '../happening-schemas.ts'
import { sendList } from '../lists.ts'
import { asOfQuery, entryReply } from '../schemas.ts'
import { replies } from './lists.ts'
import { sequenceAsOf } from '../../ledger/queries/page.ts'
import { readHead } from '../../ledger/reader.ts'
import type { Api, ServerContext } from '../context.ts'

const byId = z.object({ id: z.string().describe('Id of the happening') })

/** Happenings with all who report them, and what people decide on which records are one. */
export function addHappeningRoutes(app: Api, context: ServerContext): void {
  const { reader } = context.ledger
  const list = { summary: 'Happenings, latest first', querystring: happeningsQuery, response: replies(happeningPage) }
  app.get('/happenings', { schema: list }, ({ query }, reply) => {
    const { from, to, actor, recipient, category, status, country, place, q, dispatch, dispatches, origins, disputed } =
      query
    const filter: HappeningFilter = { from, to, actor, recipient, category, status, country, place, text: q, dispatch, dispatches, origins, disputed: disputed === 'true' ? true : undefined } // prettier-ignore
    const page = (request: object) => findHappenings(reader, filter, request)
    const count = (asOf: string | null) => countHappenings(reader, filter, asOf)
    return sendList({ page, count, flat: flatHappening, name: 'happenings' }, query, reply)
  })
  const one = { summary: 'A happening and all who report it', params: byId, querystring: asOfQuery, response: replies(happeningView) } // prettier-ignore
  app.get('/happenings/:id', { schema: one }, async ({ params: { id }, query: { asOf = null } }) => {
    return { ...(await openHappening(reader, id, { asOf })), asOf }
  })
  addForDispatch(app, context)
  addDecisions(app, context)
}

function addForDispatch(app: Api, { ledger: { reader } }: ServerContext): void {
  const params = z.object({ id: z.string().describe('Id of the dispatch') })
  const schema = { summary: 'The happenings that the events of a dispatch report', params, querystring: asOfQuery, response: replies(dispatchHappenings) } // prettier-ignore
  app.get('/dispatches/:id/happenings', { schema }, async ({ params: { id }, query: { asOf = null } }) => {
    const records = await happeningsOf(reader, id, { asOf })
    const head = await readHead(reader)
    return { records, copies: await findCopies(reader, id, await sequenceAsOf(reader, asOf, head)), head, asOf }
  })
}

function addDecisions(app: Api, { ledger }: ServerContext): void {
  const schema = <Body extends z.ZodType>(summary: string, body: Body) => ({ summary, body, response: replies(entryReply) }) // prettier-ignore
  app.post('/happenings/merge', { schema: schema('Takes happenings for one', mergeBody) }, async ({ body }) => {
    return { head: await ledger.transact(writer => writer.merge(body)) }
  })
  const split = schema('Takes records for another happening', splitBody)
  app.post('/happenings/split', { schema: split }, async ({ body }) => {
    return { head: await ledger.transact(writer => writer.split(body)) }
  })
  app.post('/happenings/undo', { schema: schema('Takes a merge or split back', undoBody) }, async ({ body }) => {
    return { head: await ledger.transact(writer => writer.undo(body)) }
  })
}
