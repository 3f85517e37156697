import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import type { Terminal } from './terminal.ts'

function command() {
  const line = commandOf(
    'rebuild',
    'Computes what the ledger shows anew from its entries. May be stopped: the next rebuild goes on from there.',
    `
    parley rebuild
    parley rebuild --ledger doha.sqlite`,
  )
  return withLedgerOption(line)
}

/** `parley rebuild`: exit status 1 where it was stopped before its end. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const stop = new AbortController()
  const onInterrupt = () => {
    stop.abort()
  }
  process.once('SIGINT', onInterrupt)
  const progress = (done: number, total: number) => {
    terminal.log.progress(`${done} of ${total} entries`)
  }
  try {
    const options = { progress, signal: stop.signal }
    const { finished, entries } = await useLedger(ledgerPath(line), { mustExist: true }, ledger =>
      ledger.rebuild(options),
    )
    terminal.log.progress('')
    if (finished) await terminal.print(`Rebuilt from ${entries} entries.\n`)
    else terminal.log.warn(`Stopped after ${entries} entries: run parley rebuild again to go on`)
    return finished ? 0 : 1
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}
