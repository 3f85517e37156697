import { Option } from 'commander'
import { shownAddress } from '../ledger/address.ts'
import { copyLedger, type Copied } from '../ledger/copy.ts'
import { commandOf, parseCommand } from './options.ts'
import type { Head } from '../ledger/entries.ts'
import type { Terminal } from './terminal.ts'

interface CopyFlags {
  readonly format: 'text' | 'json'
}

function command() {
  const line = commandOf(
    'copy',
    'Copies a ledger into another file or database, byte for byte, and verifies the copy. Given again, it adds what is new.',
    `
    parley copy case.sqlite backup/case.sqlite
    parley copy case.sqlite postgres://parley@db.example/cases
    parley copy "postgres://parley@db.example/cases?schema=doha" doha.sqlite
    parley copy --format json case.sqlite copy.sqlite | jq .head`,
  )
  return line
    .argument('<from>', 'the ledger: a file or postgres://…')
    .argument('<to>', 'where the copy is to be: nothing yet, or an earlier copy')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
}

/** `parley copy`: exit status 1 where the copy does not hold. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const [from = '', to = ''] = line.args
  const progress = (done: number, total: number) => {
    terminal.log.progress(`${done} of ${total} entries copied`)
  }
  const copied = await copyLedger(from, to, { progress })
  terminal.log.progress('')
  const isJson = line.opts<CopyFlags>().format === 'json'
  const { broken } = copied.copy
  if (isJson) await terminal.print(`${JSON.stringify({ from: shownAddress(from), to: shownAddress(to), ...copied })}\n`)
  else await terminal.print(textOf(copied, shownAddress(from), shownAddress(to)))
  if (broken === null) return 0
  terminal.log.warn(`${shownAddress(to)} is broken at entry ${broken.sequence}: ${broken.problem}`)
  return 1
}

function textOf({ entries, head, copy }: Copied, from: string, to: string): string {
  return `Copied ${entries} entries, ${head.sequence - entries} were there.\nFrom ${from}, head ${shown(head)}\nTo ${to}, head ${shown(copy.head)}\n` // prettier-ignore
}

const shown = ({ sequence, hash }: Head) => `${sequence}:${hash}`
