import { existsSync } from 'node:fs'
import { ParleyError } from '../errors.ts'
import type { ServerContext } from './context.ts'
import { buildServer } from './server.ts'

/** A server that listens. */
export interface Running {
  /** Such as `http://127.0.0.1:7373`. */
  readonly address: string
  close(): Promise<void>
}

const PAGES = new URL('../../web/dist/', import.meta.url)

/**
 * Builds the server and listens.
 *
 * @param port - 0 for any free one.
 * @throws {ParleyError} `PORT_TAKEN`, `HOST_UNUSABLE`, `PAGES_MISSING`
 */
export async function startServer(context: Omit<ServerContext, 'pages'>, port: number): Promise<Running> {
  if (!existsSync(new URL('index.html', PAGES))) throw new ParleyError('PAGES_MISSING')
  const app = await buildServer({ ...context, pages: PAGES })
  try {
    const address = await app.listen({ host: context.host, port })
    return { address, close: () => app.close() }
  } catch (cause) {
    await app.close()
    throw listenFailure(context.host, port, cause)
  }
}

function listenFailure(host: string, port: number, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'EADDRINUSE') return new ParleyError('PORT_TAKEN', { host, port }, { cause })
  if (code === '') return cause
  return new ParleyError('HOST_UNUSABLE', { host, port, problem: code }, { cause })
}
