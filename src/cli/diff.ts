import { Option, type Command } from 'commander'
import { CATEGORIES } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { openDispatch } from '../ledger/queries/dispatch.ts'
import { openDiff, type Diff } from '../ledger/queries/diff.ts'
import { counted } from './table.ts'
import { dispatchDiffLines, happeningDiffLines } from './diff-table.ts'
import type { Range } from '../ledger/queries/diff-touched.ts'
import { namedAs, withNamesOption } from './listing.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import { listOf } from './query-filters.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Terminal } from './terminal.ts'

interface DiffFlags {
  readonly from: string
  readonly to?: string
  readonly dispatch?: string
  readonly party?: string
  readonly actor?: string
  readonly category?: string
  readonly format?: 'table' | 'json'
  readonly names?: true
}

function command(): Command {
  const line = commandOf(
    'diff',
    'Shows what changed between two moments of knowledge, and which entries did it: new dispatches, new readings, reviews, corrections, redactions, merges and splits.',
    `
    parley diff --from 2025-06-01
    parley diff --from 2025-06-01 --to 2025-06-30 --party COD/REB
    parley diff --from 2025-06-03T08:00:00Z --category CEASE --format json`,
  )
  return withNamesOption(withLedgerOption(line))
    .requiredOption('--from <moment>', 'what was known then: a day, which stands for its end, or a time in UTC')
    .option('--to <moment>', 'against what was known then (default: now)')
    .option('--dispatch <id>', 'what changed in this dispatch')
    .option('--party <code>', 'records and happenings in which a party takes part, as RUS or COD/REB')
    .option('--actor <code>', 'records and happenings in which it acts')
    .option('--category <categories>', 'events and happenings: ASSAULT, CONSULT …')
    .addOption(new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json']))
}

/** `parley diff`: dispatches, then happenings; JSON one a line. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<DiffFlags>()
  return useLedger(ledgerPath(line), { readOnly: true }, ({ reader }) => print(reader, flags, terminal))
}

async function print(reader: LedgerReader, flags: DiffFlags, terminal: Terminal): Promise<number> {
  const { from, to = null, dispatch, party, actor } = flags
  const category = listOf(flags.category, CATEGORIES, { command: 'diff', option: '--category' })
  if (dispatch !== undefined) await openDispatch(reader, dispatch)
  const diff = await openDiff(reader, { from, to }, { dispatch, party, actor, category })
  if (diff.range.from > diff.range.to) {
    throw new ParleyError('USAGE', { problem: `--from ${from} lies after --to ${to ?? 'now'}`, command: 'diff' })
  }
  const shown = { ...diff, dispatches: named(flags, diff.dispatches), happenings: named(flags, diff.happenings) }
  const format = flags.format ?? (terminal.isTerminal ? 'table' : 'json')
  return format === 'table' ? printTable(shown, terminal) : printJson(shown, terminal)
}

async function* named<Row>(flags: DiffFlags, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) yield namedAs(flags, row)
}

async function printTable({ range, dispatches, happenings }: Diff, terminal: Terminal): Promise<number> {
  const counts = { dispatches: 0, happenings: 0 }
  for await (const dispatch of dispatches) {
    counts.dispatches += 1
    await terminal.print(dispatchDiffLines(dispatch, terminal))
  }
  for await (const happening of happenings) {
    counts.happenings += 1
    await terminal.print(happeningDiffLines(happening, terminal))
  }
  await terminal.print(footer(counts, range))
  return 0
}

async function printJson({ dispatches, happenings }: Diff, terminal: Terminal): Promise<number> {
  const line = (row: object) => terminal.print(`${JSON.stringify(row)}\n`)
  for await (const dispatch of dispatches) await line({ of: 'dispatch', ...dispatch })
  for await (const happening of happenings) await line({ of: 'happening', ...happening })
  return 0
}

function footer(counts: { readonly dispatches: number; readonly happenings: number }, range: Range): string {
  const between = `between entries ${range.from} and ${range.to}`
  if (counts.dispatches + counts.happenings === 0) return `Nothing changed ${between}.\n`
  return `Changed ${between}: ${counted(counts.dispatches, 'dispatch', 'dispatches')}, ${counted(counts.happenings, 'happening', 'happenings')}.\n`
}
