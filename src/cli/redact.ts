import { ParleyError } from '../errors.ts'
import { findCopies } from '../ledger/origins/find-copies.ts'
import { defaultReviewer, ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import { plain } from './table.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Terminal } from './terminal.ts'

interface RedactFlags {
  readonly why?: string
  readonly reviewer?: string
}

function command() {
  const line = commandOf(
    'redact',
    'Takes the words of a dispatch away for good, and all that was read in them. The chain stays valid.',
    `
    parley redact 3f2a91c7 --why "names a witness"
    parley redact sha256:9b1c… --why "the publisher withdrew it" --reviewer amina`,
  )
  return withLedgerOption(line)
    .argument('<dispatch>', 'id of the dispatch, as parley query dispatches prints it')
    .option('--why <text>', 'the reason, which stays in the ledger: name nobody in it')
    .option('--reviewer <name>', 'who decides (default: PARLEY_REVIEWER, else your user name)')
}

/** `parley redact`: prints the entry that was appended, and what else holds these words. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const [dispatch = ''] = line.args
  const { why, reviewer = defaultReviewer() } = line.opts<RedactFlags>()
  if (why === undefined || why.trim() === '') throw new ParleyError('USAGE', { problem: 'Redacting takes a reason, --why', command: 'redact' }) // prettier-ignore
  return useLedger(ledgerPath(line), { mustExist: true }, ledger => redact(ledger, terminal, { dispatch, why, reviewer })) // prettier-ignore
}

async function redact(
  ledger: Ledger,
  terminal: Terminal,
  redaction: { readonly dispatch: string; readonly why: string; readonly reviewer: string },
): Promise<number> {
  const copies = await findCopies(ledger.reader, redaction.dispatch)
  const { sequence, hash } = await ledger.transact(writer => writer.redact(redaction))
  await terminal.print(`Recorded as entry ${sequence}:${hash}\n`)
  const left = await ledger.scrub()
  if (left !== null) terminal.log.warn(left)
  if (copies.length === 0) return 0
  const ids = copies.map(({ id, publisher }) => `${id} (${publisher ?? 'publisher unknown'})`)
  terminal.log.warn(`The same words are still in ${plain(ids.join(', '))}: redact those as well, if they must go`)
  return 0
}
