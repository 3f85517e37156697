import { once } from 'node:events'
import type { Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import type { Terminal } from './terminal.ts'

interface ServeFlags {
  readonly host: string
  readonly port: string
  readonly names?: true
}

function command(): Command {
  const line = commandOf(
    'serve',
    'Serves the workbench and the HTTP API over the ledger, on this machine only unless told otherwise.',
    `
    parley serve
    parley serve --ledger case.sqlite --port 8080`,
  )
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--names', 'name private persons also to other machines; withheld otherwise (docs/privacy.md)')
    .option('--port <number>', 'port to listen on; 0 for any free one', '7373')
  return withLedgerOption(line)
}

/** `parley serve`: until it is interrupted. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const { host, port, names = false } = line.opts<ServeFlags>()
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new ParleyError('USAGE', { problem: `--port ${port} is no port`, command: 'serve' })
  return useLedger(ledgerPath(line), {}, async ledger => {
    // Imported here: the address is only known to be right now, and the model takes a second.
    const [{ startServer }, { openReader }] = await Promise.all([
      import('../http/start.ts'),
      import('../reading/read.ts'),
    ])
    const reader = await openReader()
    const server = await startServer({ ledger, reader, log: terminal.log, host, names }, Number(port))
    await terminal.print(`${server.address}\n`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await server.close()
    await reader.close()
    return 0
  })
}
