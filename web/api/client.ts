/** What the server answered when it did not do what was asked. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  /** One of the codes of docs/errors.md, or `UNREACHABLE`. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const BASE = '/api/v1'

/** Address of the API; empty values are left out. */
export function apiAddress(path: string, query: URLSearchParams | Readonly<Record<string, string>> = {}): string {
  const given = query instanceof URLSearchParams ? query : new URLSearchParams(query)
  const kept = new URLSearchParams([...given].filter(([, value]) => value !== ''))
  const search = kept.toString()
  return BASE + path + (search === '' ? '' : `?${search}`)
}

/**
 * Asks the API. What comes back is of the shape that src/http/schemas.ts states: the server checks it before it sends.
 *
 * @throws {RequestFailure} With the server's own words.
 */
export async function ask<Reply>(address: string, init: Asking = {}): Promise<Reply> {
  const response = await fetch(address, { ...init, headers: { accept: 'application/json', ...init.headers } }).catch(
    (cause: unknown) => {
      throw new RequestFailure('UNREACHABLE', 'The server does not answer: start it with npm start', { cause })
    },
  )
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw failureOf(response.status, body)
  return body as Reply
}

/** Sends a body and gives the reply. */
export function send<Reply>(path: string, body: unknown): Promise<Reply> {
  return ask(apiAddress(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function failureOf(status: number, body: unknown): RequestFailure {
  const { error } = (body ?? {}) as { error?: { code?: string; message?: string } }
  return new RequestFailure(error?.code ?? `HTTP_${status}`, error?.message ?? `The server answered with ${status}`)
}
