import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Ledger } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import type { Reader } from '../reading/read.ts'

/** What the routes work with. */
export interface ServerContext {
  readonly ledger: Ledger
  readonly reader: Reader
  readonly log: Log
  /** What the server listens on, for the guard against foreign names. */
  readonly host: string
  /** Whether private persons are named to others than this machine; default false. */
  readonly names?: boolean
  /** Folder of the built pages. */
  readonly pages: URL
}

/** A server whose routes take their types from their schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
