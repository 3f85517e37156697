import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import envPaths from 'env-paths'
import { openLedger, type Ledger, type LedgerOptions } from '../ledger/ledger.ts'

/** The ledger that commands take where none is named: PARLEY_LEDGER, else a file in the user's data folder. */
export function defaultLedger(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.PARLEY_LEDGER
  return named !== undefined && named !== '' ? named : join(envPaths('parley', { suffix: '' }).data, 'ledger.sqlite')
}

/** Adds `--ledger`. */
export function withLedgerOption(command: Command): Command {
  return command.option(
    '--ledger <place>',
    'the ledger: a file or postgres://… (default: PARLEY_LEDGER, else a file in your data folder)',
  )
}

/** The ledger that the command line names, or the default. */
export function ledgerPath(command: Command): string {
  return command.opts<{ ledger?: string }>().ledger ?? defaultLedger()
}

/** Opens the ledger for the work and closes it whatever happens. */
export async function useLedger<T>(
  path: string,
  options: Omit<LedgerOptions, 'clock'>,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const ledger = await openLedger(path, { ...options, clock: () => new Date() })
  try {
    return await work(ledger)
  } finally {
    await ledger.close()
  }
}

/** Who decides where the command line does not say: PARLEY_REVIEWER, else the name of the system's user. */
export function defaultReviewer(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.PARLEY_REVIEWER
  if (named !== undefined && named !== '') return named
  try {
    return userInfo().username
  } catch {
    return 'unknown' // a container's user without an entry in the system's list
  }
}
