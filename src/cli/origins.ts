import { Option, type Command } from 'commander'
import { findOrigins, type OriginRow } from '../ledger/origins/find-origins.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { checkDay, commandOf, parseCommand } from './options.ts'
import { paint } from './paint.ts'
import { widthOf } from './process-list.ts'
import { counted, cut, plain } from './table.ts'
import type { Terminal } from './terminal.ts'

interface Flags {
  readonly from?: string
  readonly to?: string
  readonly asOf?: string
  readonly copied?: true
  readonly format?: 'table' | 'json'
}

function command(): Command {
  const line = commandOf(
    'origins',
    'Shows which dispatches carry one text: copies of a wire are one origin, and confirm nothing.',
    `
    parley origins                              all, the most copied first
    parley origins --copied                     only those that more than one dispatch carries
    parley origins --from 2025-06-01 --to 2025-06-30
    parley origins --format json | jq 'select(.dispatches | length > 1)'`,
  )
  return withLedgerOption(line)
    .option('--copied', 'only origins that more than one dispatch carries')
    .option('--from <day>', 'published on that day or later')
    .option('--to <day>', 'published on that day or earlier')
    .option('--as-of <moment>', 'what was known then: a day, or a time in UTC')
    .addOption(new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json']))
}

/** `parley origins`: a table, or JSON one a line. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const { from, to, asOf, copied, format } = line.opts<Flags>()
  checkDay(from, 'origins', '--from')
  checkDay(to, 'origins', '--to')
  return useLedger(ledgerPath(line), { readOnly: true }, async ({ reader }) => {
    const all = await findOrigins(reader, { from, to, asOf })
    const shown = copied === true ? all.filter(({ dispatches }) => dispatches.length > 1) : all
    const asTable = (format ?? (terminal.isTerminal ? 'table' : 'json')) === 'table'
    await terminal.print(
      asTable ? tableOf(shown, all, terminal) : shown.map(row => `${JSON.stringify(row)}\n`).join(''),
    )
    return 0
  })
}

const COUNT = 4
const DAY = 12

function tableOf(shown: readonly OriginRow[], all: readonly OriginRow[], terminal: Terminal): string {
  const ink = paint(terminal.colours)
  const width = widthOf(terminal)
  const told = all.reduce((sum, { dispatches }) => sum + dispatches.length, 0)
  const lines = shown.flatMap(({ source, dispatches }) => [
    ink.bold(cut(`${String(dispatches.length).padStart(COUNT - 1)} ${plain(source ?? 'source unknown')}`, width)),
    ...dispatches.map(({ published, publisher, title, id }) => {
      const names = [publisher, title ?? id].filter(part => part !== null).join(' · ')
      return `${' '.repeat(COUNT)}${(published ?? 'no day').padEnd(DAY)}${cut(plain(names), width - COUNT - DAY)}`
    }),
  ])
  const sum = `${counted(told, 'dispatch', 'dispatches')} of ${counted(all.length, 'origin', 'origins')}.`
  return `${[...lines, '', sum].join('\n')}\n`
}
