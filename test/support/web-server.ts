import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { openFetcher, type Fetcher, type FetcherOptions } from '../../src/intake/fetch/fetcher.ts'
import { createGuard, type GuardOptions } from '../../src/intake/fetch/guard.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A web server on loopback. */
export interface WebServer {
  readonly port: number
  /** `http://127.0.0.1:port` */
  readonly origin: string
  /** Paths asked for, in order. */
  readonly asked: string[]
  /** The requests of those paths. */
  readonly requests: IncomingMessage[]
}

/** Serves until the test is over; answers by path without query, 404 for the rest. May be changed while it runs. */
export async function serveWeb(answers: Record<string, Answer | string>): Promise<WebServer> {
  const asked: string[] = []
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    requests.push(request)
    const answer = answers[(request.url ?? '').replace(/\?.*/, '')]
    response.setHeader('connection', 'close')
    if (typeof answer === 'function') answer(request, response)
    else if (answer === undefined) response.writeHead(404).end('no such page')
    else response.end(answer)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>(resolve => server.close(() => resolve()))
  })
  const { port } = server.address() as AddressInfo
  return { port, origin: `http://127.0.0.1:${port}`, asked, requests }
}

/** A fetcher that may reach this one server, and names that `resolve` says are it. */
export function fetcherTo(
  { port }: WebServer,
  options: Omit<FetcherOptions, 'guard'> & Pick<GuardOptions, 'resolve'> = {},
): Fetcher {
  const { resolve, ...others } = options
  const guard = createGuard({ testOnlyAllow: { address: '127.0.0.1', port }, ...(resolve && { resolve }) })
  const fetcher = openFetcher({ guard, ...others })
  onTestFinished(() => fetcher.close())
  return fetcher
}

/** A redirect to an address. */
export const redirect =
  (location: string, status = 302): Answer =>
  (_, response) =>
    void response.writeHead(status, { location }).end()

/** An answer with headers of its own. */
export const answer =
  (body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)
