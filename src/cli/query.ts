import { Option, type Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { withholdNames } from '../privacy/withhold.ts'
import { csvText } from '../ledger/queries/csv.ts'
import { flatDispatch, flatEvent, flatProcess, type FlatRow } from '../ledger/queries/flat.ts'
import { ledgerPath, useLedger } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import { addFilters, dispatchFilter, eventFilter, processFilter, type QueryFlags } from './query-filters.ts'
import { dispatchLine, eventLines, processObjectLines } from './query-table.ts'
import { findDispatches } from '../ledger/queries/dispatches.ts'
import { findEvents, type EventRow } from '../ledger/queries/events.ts'
import { findProcessObjects, type ProcessRow } from '../ledger/queries/process.ts'
import type { DispatchRow } from '../ledger/queries/dispatch-row.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Page, PageRequest } from '../ledger/queries/page.ts'
import type { Terminal } from './terminal.ts'

function command(): Command {
  const line = commandOf(
    'query',
    'Prints what the ledger holds: events, dispatches or process objects.',
    `
    parley query events --actor RUS --category ASSAULT --from 2025-06-01
    parley query events --text "prisoner exchange" --format csv > events.csv
    parley query process --kind proposal,position --party COD/REB
    parley query dispatches --publisher Reuters --as-of 2025-06-30 --format json
    parley query dispatches --reading not-about-this,not-read`,
  )
  return addFilters(line)
    .addOption(new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json', 'csv']))
    .option('--names', 'name private persons, whose names are withheld otherwise (docs/privacy.md)')
    .option('--limit <count>', 'most rows (default: 100 for a table, all otherwise)')
}

/** A list that can be printed: how to get its pages, and how a row looks. */
interface Listing<Row> {
  readonly find: (reader: LedgerReader, request: PageRequest) => Promise<Page<Row>>
  readonly flat: (row: Row) => FlatRow
  readonly lines: (row: Row, terminal: Terminal) => string
}

/** `parley query`: rows on standard output, JSON one a line. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const [list] = line.args
  const flags = line.opts<QueryFlags>()
  return useLedger(ledgerPath(line), { readOnly: true }, async ({ reader }) => {
    const setting = { reader, flags, terminal }
    if (list === 'events') return print(eventListing(flags), setting)
    if (list === 'dispatches') return print(dispatchListing(flags), setting)
    return print(processListing(flags), setting)
  })
}

function eventListing(flags: QueryFlags): Listing<EventRow> {
  const filter = eventFilter(flags)
  return { find: (reader, request) => findEvents(reader, filter, request), flat: flatEvent, lines: eventLines }
}

function dispatchListing(flags: QueryFlags): Listing<DispatchRow> {
  const filter = dispatchFilter(flags)
  return { find: (reader, request) => findDispatches(reader, filter, request), flat: flatDispatch, lines: dispatchLine }
}

function processListing(flags: QueryFlags): Listing<ProcessRow> {
  const filter = processFilter(flags)
  return { find: (reader, request) => findProcessObjects(reader, filter, request), flat: flatProcess, lines: processObjectLines } // prettier-ignore
}

interface Setting {
  readonly reader: LedgerReader
  readonly flags: QueryFlags
  readonly terminal: Terminal
}

const PAGE = 500

async function print<Row>(listing: Listing<Row>, { reader, flags, terminal }: Setting): Promise<number> {
  const format = flags.format ?? (terminal.isTerminal ? 'table' : 'json')
  let left = limitOf(flags.limit) ?? (format === 'table' ? 100 : Infinity)
  let cursor: string | null = null
  let printed = 0
  do {
    const request: PageRequest = { limit: Math.min(left, PAGE), cursor, asOf: flags.asOf }
    const page: Page<Row> = await listing.find(reader, request)
    if (page.rows.length > 0)
      await terminal.print(
        textOf(page.rows, listing, { format, isFirst: printed === 0, terminal, names: flags.names === true }),
      )
    printed += page.rows.length
    left -= page.rows.length
    cursor = page.next
  } while (cursor !== null && left > 0)
  if (format === 'table') await terminal.print(footer(printed, cursor !== null))
  return 0
}

function footer(printed: number, isCut: boolean): string {
  if (printed === 0) return 'Nothing in the ledger answers this.\n'
  return isCut ? `${printed} shown, there are more: --limit\n` : `${printed} in all\n`
}

interface Manner {
  readonly format: 'table' | 'json' | 'csv'
  readonly isFirst: boolean
  readonly terminal: Terminal
  /** Whether private persons are named. */
  readonly names: boolean
}

function textOf<Row>(
  stored: readonly Row[],
  { flat, lines }: Listing<Row>,
  { format, isFirst, terminal, names }: Manner,
): string {
  const rows = names ? stored : stored.map(row => withholdNames(row))
  if (format === 'json') return rows.map(row => `${JSON.stringify(row)}\n`).join('')
  if (format === 'csv') return csvText(rows.map(flat), isFirst)
  return rows.map(row => `${lines(row, terminal)}\n`).join('')
}

function limitOf(limit: string | undefined): number | null {
  if (limit === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new ParleyError('USAGE', { problem: `--limit ${limit} is no number of rows`, command: 'query' })
}
