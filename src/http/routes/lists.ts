import { z } from 'zod'
import { countEvents } from '../../ledger/queries/counts.ts'
import { openDispatch } from '../../ledger/queries/dispatch.ts'
import { filteredDispatches, findDispatches, type DispatchFilter } from '../../ledger/queries/dispatches.ts'
import { findEvents, type EventFilter } from '../../ledger/queries/events.ts'
import { flatDispatch, flatEvent } from '../../ledger/queries/flat.ts'
import { sequenceAsOf } from '../../ledger/queries/page.ts'
import { searchDispatches } from '../../ledger/queries/search.ts'
import { readHead, type LedgerReader } from '../../ledger/reader.ts'
import type { Api, ServerContext } from '../context.ts'
import { sendList } from '../lists.ts'
import * as schemas from '../schemas.ts'

/** A reply, and the one shape of every failure. */
export function replies<Schema extends z.ZodType>(schema: Schema) {
  return { 200: schema, '4xx': schemas.errorReply, '5xx': schemas.errorReply }
}

/** Dispatches, events and search. */
export function addListRoutes(app: Api, { ledger: { reader } }: ServerContext): void {
  addDispatches(app, reader)
  addDispatch(app, reader)
  addEvents(app, reader)
  addSearch(app, reader)
}

function addDispatches(app: Api, reader: LedgerReader): void {
  const { dispatchesQuery: querystring, dispatchPage } = schemas
  const schema = { summary: 'Dispatches, latest published first', querystring, response: replies(dispatchPage) }
  app.get('/dispatches', { schema }, ({ query }, reply) => {
    const { q, publisher, reading, from, to } = query
    const filter = { text: q, publisher, reading, from, to }
    const page = (request: object) => findDispatches(reader, filter, request)
    return sendList({ page, count: asOf => countDispatches(reader, filter, asOf), flat: flatDispatch, name: 'dispatches' }, query, reply) // prettier-ignore
  })
}

function addDispatch(app: Api, reader: LedgerReader): void {
  const schema = {
    summary: 'A dispatch with its text and all that the ledger says of it',
    params: z.object({ id: z.string().describe('Id of the dispatch') }),
    querystring: schemas.asOfQuery,
    response: replies(schemas.dispatchView),
  }
  app.get('/dispatches/:id', { schema }, async ({ params: { id }, query: { asOf = null } }) => {
    return { ...(await openDispatch(reader, id, { asOf })), asOf }
  })
}

function addEvents(app: Api, reader: LedgerReader): void {
  const { eventsQuery: querystring, eventPage } = schemas
  const schema = { summary: 'Events, latest first', querystring, response: replies(eventPage) }
  app.get('/events', { schema }, ({ query }, reply) => {
    const { actor, recipient, speaker, category, status, country, place, from, to, q, dispatch, review, confidence } = query // prettier-ignore
    const filter: EventFilter = { actor, recipient, speaker, category, status, country, place, from, to, text: q, dispatch, review, confidence } // prettier-ignore
    const page = (request: object) => findEvents(reader, filter, request)
    const count = async (asOf: string | null) => (await countEvents(reader, filter, asOf)).total
    return sendList({ page, count, flat: flatEvent, name: 'events' }, query, reply)
  })
}

function addSearch(app: Api, reader: LedgerReader): void {
  const { searchQuery: querystring, searchPage } = schemas
  const schema = { summary: 'Dispatches that hold the words', querystring, response: replies(searchPage) }
  app.get('/search', { schema }, ({ query }, reply) => {
    const { q } = query
    const page = (request: object) => searchDispatches(reader, q, request)
    return sendList({ page, count: asOf => countDispatches(reader, { text: q }, asOf), flat: ({ dispatch }) => flatDispatch(dispatch), name: 'search' }, query, reply) // prettier-ignore
  })
}

async function countDispatches(reader: LedgerReader, filter: DispatchFilter, asOf: string | null): Promise<number> {
  const at = await sequenceAsOf(reader, asOf, await readHead(reader))
  const counted = filteredDispatches(reader, filter, at).select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}
