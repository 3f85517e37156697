import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ParleyError } from '../errors.ts'

/** No request leaves for anywhere but this server; MapLibre's worker is a blob of its own code. */
const POLICY = [
  "default-src 'self'", "img-src 'self' data: blob:", "worker-src 'self' blob:", "style-src 'self'", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ') // prettier-ignore

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const

/** Whether the name stands for this machine only. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/**
 * Adds the headers, and refuses requests that a page of another site could have caused: by another `Origin`, or, where the
 * server is bound to loopback, by a name that only resolves to it (DNS rebinding).
 *
 * @param host - What the server was told to listen on.
 */
export function guardRequests(app: FastifyInstance, host: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (isLoopback(host) && !isLoopback(request.hostname))
      throw new ParleyError('HOST_REFUSED', { host: request.hostname })
    if (isFromElsewhere(request)) throw new ParleyError('ORIGIN_REFUSED', { origin: request.headers.origin ?? '' })
  })
}

function isFromElsewhere({ headers, host }: FastifyRequest): boolean {
  if (headers.origin === undefined) return false
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host
}
