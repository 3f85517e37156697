import type { FastifyInstance, FastifyReply } from 'fastify'
import { withholdNames } from '../privacy/withhold.ts'

const DECORATOR = 'withholdsNames'

/** As long as the name: what is marked in a sentence or a text stays where it is. */
const masked = (name: string) => '█'.repeat(name.length)

/** Withholds the names of private persons from every answer: for a server that others than its own machine reach. */
export function withholdFromOthers(app: FastifyInstance): void {
  app.decorate(DECORATOR, true)
  app.addHook('preSerialization', async (_request, _reply, payload) => Promise.resolve(withholdNames(payload, masked)))
}

/** The row as this server may show it. */
export function shownBy<Row>(reply: FastifyReply, row: Row): Row {
  return reply.server.hasDecorator(DECORATOR) ? withholdNames(row, masked) : row
}
