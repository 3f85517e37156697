import { SqliteError } from './driver.ts'
import { ParleyError, type FailureCode } from '../../errors.ts'

// SQLite's result codes (sqlite.org/rescode.html); the longest prefix of the extended code decides.
const BY_CODE: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['SQLITE_FULL', 'LEDGER_FULL'],
  ['SQLITE_READONLY', 'LEDGER_READ_ONLY'],
  ['SQLITE_CANTOPEN', 'LEDGER_UNOPENABLE'],
  ['SQLITE_PERM', 'LEDGER_UNOPENABLE'],
  ['SQLITE_AUTH', 'LEDGER_UNOPENABLE'],
  ['SQLITE_NOTADB', 'LEDGER_FOREIGN'],
  ['SQLITE_CORRUPT', 'LEDGER_DAMAGED'],
  ['SQLITE_BUSY', 'LEDGER_BUSY'],
  ['SQLITE_LOCKED', 'LEDGER_BUSY'],
  ['SQLITE_PROTOCOL', 'LEDGER_BUSY'],
  ['SQLITE_IOERR', 'LEDGER_UNWRITABLE'],
]

/** Whether another process holds what was asked for, so that asking again may help. */
export function isBusy(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(error.code)
}

/** What a store's error means to the person; anything unknown is handed back as it is. */
export function asFailure(error: unknown, path: string): unknown {
  if (!(error instanceof SqliteError)) return error
  const found = BY_CODE.find(([prefix]) => error.code.startsWith(prefix))
  return found === undefined ? error : new ParleyError(found[1], { path, reason: error.message }, { cause: error })
}
