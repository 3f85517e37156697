import fastifyStatic from '@fastify/static'
import fastifySwagger from '@fastify/swagger'
import fastify from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { fileURLToPath } from 'node:url'
import { apiPage } from './api-page.ts'
import type { Api, ServerContext } from './context.ts'
import { answerFailures, bodyOf } from './failures.ts'
import { isUnchanged } from './lists.ts'
import { addDiffRoute } from './routes/diff.ts'
import { addHappeningRoutes } from './routes/happenings.ts'
import { addListRoutes } from './routes/lists.ts'
import { addProcessRoutes } from './routes/processes.ts'
import { addStatusRoute } from './routes/status.ts'
import { addWriteRoutes } from './routes/writes.ts'
import { withholdFromOthers } from './privacy.ts'
import { guardRequests, isLoopback } from './security.ts'

/** Largest request body, in bytes; a report has a few thousand. */
const BODY_LIMIT = 2_000_000
export const PREFIX = '/api/v1'

/** The workbench's server: API, its description, and the pages. Not yet listening. */
export async function buildServer(context: ServerContext): Promise<Api> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 500 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  guardRequests(app, context.host)
  if (!isLoopback(context.host) && context.names !== true) withholdFromOthers(app)
  answerFailures(app, context.log)
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Parley', version: context.reader.version.engine } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(
    async api => {
      addApi(api.withTypeProvider<ZodTypeProvider>(), context)
      await Promise.resolve()
    },
    { prefix: PREFIX },
  )
  await addPages(app, context)
  await app.ready()
  return app
}

function addApi(api: Api, context: ServerContext): void {
  api.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' && (await isUnchanged(context.ledger.reader, request, reply))) return reply
    return undefined
  })
  addStatusRoute(api, context)
  addListRoutes(api, context)
  addProcessRoutes(api, context)
  addDiffRoute(api, context)
  addHappeningRoutes(api, context)
  addWriteRoutes(api, context)
  api.setNotFoundHandler((request, reply) =>
    reply.status(404).send(bodyOf('ADDRESS_UNKNOWN', `There is nothing at ${request.url}`)),
  )
}

/** The pages; every address that is no file is one of theirs, since the address holds the page's state. */
async function addPages(app: Api, { pages }: ServerContext): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  app.get('/api', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(app.swagger())),
  )
  await app.register(fastifyStatic, { root: fileURLToPath(pages), wildcard: false })
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/'))
      return reply.status(404).send(bodyOf('ADDRESS_UNKNOWN', `There is nothing at ${request.url}`))
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
