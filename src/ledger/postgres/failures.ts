import { ParleyError, type FailureCode } from '../../errors.ts'

// PostgreSQL's error codes (Appendix A of its manual), the longest first, and those of Node for the way to the server.
const BY_CODE: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['53100', 'LEDGER_FULL'],
  ['25006', 'LEDGER_READ_ONLY'],
  ['2BP01', 'VIEWS_USED'],
  ['55P03', 'LEDGER_BUSY'],
  ['40P01', 'LEDGER_BUSY'],
  ['40001', 'LEDGER_BUSY'],
  ['57P03', 'LEDGER_UNOPENABLE'], // the server starts or stops
  ['57P0', 'LEDGER_LOST'],
  ['57014', 'LEDGER_LOST'],
  ['25P03', 'LEDGER_LOST'],
  ['08', 'LEDGER_LOST'],
  ['58', 'LEDGER_UNWRITABLE'],
  ['XX001', 'LEDGER_DAMAGED'],
  ['XX002', 'LEDGER_DAMAGED'],
  ['28', 'LEDGER_UNOPENABLE'],
  ['3D', 'LEDGER_UNOPENABLE'],
  ['53', 'LEDGER_UNOPENABLE'],
  ['ECONNRESET', 'LEDGER_LOST'],
  ['EPIPE', 'LEDGER_LOST'],
  ['E', 'LEDGER_UNOPENABLE'], // ECONNREFUSED, ENOENT for a socket, ENOTFOUND, ETIMEDOUT, EACCES
]
const FORBIDDEN = '42501'

/**
 * What an error of the server, or of the way to it, means to the person; anything unknown is handed back as it is.
 *
 * @param isReading - Whether what was asked for was to read.
 */
export function asFailure(error: unknown, path: string, isReading: boolean): unknown {
  if (!(error instanceof Error) || error instanceof ParleyError) return error
  const code = codeOf(error, isReading)
  // Where several addresses of a host were tried, the message is empty and the code says it all.
  const reason = error.message === '' ? sqlState(error) : error.message
  return code === null ? error : new ParleyError(code, { path, reason }, { cause: error })
}

function codeOf(error: Error, isReading: boolean): FailureCode | null {
  const state = sqlState(error)
  if (brokeInUse(error)) return 'LEDGER_LOST'
  if (state === FORBIDDEN) return isReading ? 'LEDGER_UNOPENABLE' : 'LEDGER_READ_ONLY'
  if (state !== '') return BY_CODE.find(([prefix]) => state.startsWith(prefix))?.[1] ?? null
  if (/timeout expired|timeout exceeded|does not support SSL|password must be/i.test(error.message))
    return 'LEDGER_UNOPENABLE'
  return /connection (?:terminated|error)|not queryable/i.test(error.message) ? 'LEDGER_LOST' : null
}

/** Whether the way to the server broke under way, and not while it was made, which may have the same code: ETIMEDOUT. */
function brokeInUse(error: Error): boolean {
  return 'syscall' in error && (error.syscall === 'read' || error.syscall === 'write')
}

function sqlState(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
