import { Agent, buildConnector } from 'undici'
import { ParleyError } from '../../errors.ts'
import type { Guard } from './guard.ts'

/** How long the parts of a fetch may take, in milliseconds. */
export interface TimeCaps {
  readonly connectMs: number
  /** From the request to the end of the answer's headers. */
  readonly headersMs: number
  /** For the whole fetch, redirects included. */
  readonly wholeMs: number
}

const MOST_HEADER_BYTES = 32_768

/** Connections that only go where the guard allows: the literal before, the resolved addresses during, the peer after. */
export function guardedAgent(guard: Guard, { connectMs, headersMs, wholeMs }: TimeCaps): Agent {
  // The lookup must be the connector's own option; one that is given with a single call is not used.
  const open = buildConnector({ lookup: guard.lookup, timeout: connectMs })
  return new Agent({
    headersTimeout: headersMs,
    bodyTimeout: wholeMs,
    maxHeaderSize: MOST_HEADER_BYTES,
    connections: 2,
    keepAliveTimeout: 1000,
    connect: (options, callback) => {
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
      if (!guard.allowsConnection(options.hostname, port)) {
        callback(refusal(options.hostname), null)
        return
      }
      open(options, (...[error, socket]) => {
        if (error !== null) callback(error, null)
        else if (guard.allowsConnection(socket.remoteAddress ?? '0.0.0.0', port)) callback(null, socket)
        else {
          socket.destroy()
          callback(refusal(options.hostname), null)
        }
      })
    },
  })
}

function refusal(host: string): ParleyError {
  return new ParleyError('FETCH_REFUSED', { name: host, problem: 'it leads to an address that is not public' })
}
