import { Option, type Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { csvText } from '../ledger/queries/csv.ts'
import { withholdNames } from '../privacy/withhold.ts'
import type { FlatRow } from '../ledger/queries/flat.ts'
import type { Page, PageRequest } from '../ledger/queries/page.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Terminal } from './terminal.ts'

type Format = 'table' | 'json' | 'csv'

/** The options of a command that prints a list, as typed. */
export interface ListFlags {
  readonly format?: Format
  readonly limit?: string
  readonly asOf?: string
  readonly names?: true
}

/** Adds `--names`. */
export function withNamesOption(command: Command): Command {
  return command.option('--names', 'name private persons, whose names are withheld otherwise (docs/privacy.md)')
}

/** Adds `--format`, `--names` and `--limit`. */
export function withListOptions(command: Command): Command {
  const format = new Option('--format <format>', 'table on a terminal, json otherwise').choices([
    'table',
    'json',
    'csv',
  ])
  return withNamesOption(command.addOption(format)).option(
    '--limit <count>',
    'most rows (default: 100 for a table, all otherwise)',
  )
}

/** What is printed: with private persons' names where they are asked for. */
export function namedAs<Row>({ names }: Pick<ListFlags, 'names'>, row: Row): Row {
  return names === true ? row : withholdNames(row)
}

/** A list that can be printed: how to get its pages, and how a row looks. */
export interface Listing<Row> {
  readonly find: (reader: LedgerReader, request: PageRequest) => Promise<Page<Row>>
  readonly flat: (row: Row) => FlatRow
  readonly lines: (row: Row, terminal: Terminal) => string
}

export interface ListSetting {
  /** The command, for messages. */
  readonly command: string
  readonly reader: LedgerReader
  readonly flags: ListFlags
  readonly terminal: Terminal
}

/** The format asked for, else the one that fits where it is printed. */
export function formatOf({ flags, terminal }: Pick<ListSetting, 'flags' | 'terminal'>): Format {
  return flags.format ?? (terminal.isTerminal ? 'table' : 'json')
}

const PAGE = 500

/**
 * Prints a list page by page, JSON one a line. Gives the exit status.
 *
 * @throws {ParleyError} `USAGE` for a limit that is no number, and what the list throws.
 */
export async function printList<Row>(listing: Listing<Row>, setting: ListSetting): Promise<number> {
  const { command, reader, flags, terminal } = setting
  const format = formatOf(setting)
  let left = limitOf(flags.limit, command) ?? (format === 'table' ? 100 : Infinity)
  let cursor: string | null = null
  let printed = 0
  do {
    const request: PageRequest = { limit: Math.min(left, PAGE), cursor, asOf: flags.asOf }
    const page: Page<Row> = await listing.find(reader, request)
    const rows = page.rows.map(row => namedAs(flags, row))
    if (rows.length > 0) await terminal.print(textOf(rows, listing, { format, isFirst: printed === 0, terminal }))
    printed += page.rows.length
    left -= page.rows.length
    cursor = page.next
  } while (cursor !== null && left > 0)
  if (format === 'table') await terminal.print(footer(printed, cursor !== null))
  return 0
}

function limitOf(limit: string | undefined, command: string): number | null {
  if (limit === undefined) return null
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new ParleyError('USAGE', { problem: `--limit ${limit} is no number of rows`, command })
}

interface Manner {
  readonly format: Format
  readonly isFirst: boolean
  readonly terminal: Terminal
}

function textOf<Row>(
  rows: readonly Row[],
  { flat, lines }: Listing<Row>,
  { format, isFirst, terminal }: Manner,
): string {
  if (format === 'json') return rows.map(row => `${JSON.stringify(row)}\n`).join('')
  if (format === 'csv') return csvText(rows.map(flat), isFirst)
  return rows.map(row => `${lines(row, terminal)}\n`).join('')
}

function footer(printed: number, isCut: boolean): string {
  if (printed === 0) return 'Nothing in the ledger answers this.\n'
  return isCut ? `${printed} shown, there are more: --limit\n` : `${printed} in all\n`
}
