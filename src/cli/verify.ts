import { Option } from 'commander'
import { ParleyError } from '../errors.ts'
import { verifyLedger, type Verified } from '../ledger/verify.ts'
import { ledgerPath, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import type { Head } from '../ledger/entries.ts'
import type { Terminal } from './terminal.ts'

interface VerifyFlags {
  readonly head?: string
  readonly format: 'text' | 'json'
}

function command() {
  const line = commandOf(
    'verify',
    'Checks the chain of the ledger and the bytes it stands on; names the first broken entry.',
    `
    parley verify
    parley verify --ledger doha.sqlite --head 27:6f1d…
    parley verify --format json`,
  )
  return withLedgerOption(line)
    .option('--head <sequence:hash>', 'a head noted before: also finds a missing tail and a chain written anew')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
}

/** `parley verify`: exit status 1 where the chain does not hold. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const { head, format } = line.opts<VerifyFlags>()
  const progress = (done: number, total: number) => {
    terminal.log.progress(`${done} of ${total} entries hold`)
  }
  const verified = await verifyLedger(ledgerPath(line), {
    progress,
    ...(head !== undefined && { head: parseHead(head) }),
  })
  terminal.log.progress('')
  if (format === 'json') await terminal.print(`${JSON.stringify(verified)}\n`)
  else await reportText(verified, terminal)
  return verified.broken === null ? 0 : 1
}

async function reportText({ head, blobs, broken }: Verified, terminal: Terminal): Promise<void> {
  if (broken === null) {
    await terminal.print(
      `The chain holds: ${head.sequence} entries, ${blobs} blobs.\nHead ${head.sequence}:${head.hash}\n`,
    )
    return
  }
  const kind = broken.kind === null ? '' : ` (${broken.kind})`
  terminal.log.warn(`Broken at entry ${broken.sequence}${kind}: ${broken.problem}`)
}

/**
 * A head as it is printed: sequence, colon, hash.
 *
 * @throws {ParleyError} `HEAD_INVALID`.
 */
export function parseHead(head: string): Pick<Head, 'sequence' | 'hash'> {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head) ?? []
  if (sequence === undefined || hash === undefined) throw new ParleyError('HEAD_INVALID', { head })
  return { sequence: Number(sequence), hash }
}
