import type { FastifyError, FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { FAILURES, ParleyError } from '../errors.ts'
import type { Log } from '../log.ts'

/** The one shape of an error: a code that stays, a message for a person. What went wrong inside is not told. */
export function answerFailures(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError | ParleyError, _request, reply) => {
    if (error instanceof ParleyError) {
      return reply.status(FAILURES[error.code][0]).send(bodyOf(error.code, error.message))
    }
    if (hasZodFastifySchemaValidationErrors(error)) {
      const [first] = error.validation
      const problem = `${first?.instancePath.replace(/^\//, '') ?? ''} ${first?.message ?? 'is not right'}`.trim()
      return reply.status(400).send(bodyOf('REQUEST_INVALID', problem))
    }
    const status = error.statusCode ?? 500
    if (status < 500) return reply.status(status).send(bodyOf('REQUEST_INVALID', error.message))
    log.warn(error.stack ?? error.message)
    return reply.status(500).send(bodyOf('INTERNAL', 'Something failed inside the server: its log says more'))
  })
}

export const bodyOf = (code: string, message: string) => ({ error: { code, message } })
