import { countAll } from '../../ledger/queries/counts.ts'
import type { Api, ServerContext } from '../context.ts'
import { asOfQuery, statusSchema } from '../schemas.ts'
import { replies } from './lists.ts'

/** What runs here, and how much the ledger holds. */
export function addStatusRoute(app: Api, { ledger, reader }: ServerContext): void {
  app.get(
    '/status',
    {
      schema: {
        summary: 'Engine, model, ledger and its head',
        querystring: asOfQuery,
        response: replies(statusSchema),
      },
    },
    async ({ query: { asOf = null } }) => {
      const { dispatches, events, processObjects, reviews, head } = await countAll(ledger.reader, asOf)
      const { engine, model } = reader.version
      return { engine, model, ledger: ledger.path, counts: { dispatches, events, processObjects, reviews }, head, asOf }
    },
  )
}
