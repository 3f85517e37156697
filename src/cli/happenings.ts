import { Argument, Option, type Command } from 'commander'
import { CATEGORIES, STATUSES } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { withholdNames } from '../privacy/withhold.ts'
import { csvText } from '../ledger/queries/csv.ts'
import { flatHappening } from '../ledger/queries/flat-happening.ts'
import { findHappenings, openHappening, type HappeningFilter, type HappeningRow } from '../ledger/queries/happenings.ts'
import { happeningLines, happeningPage } from './happening-table.ts'
import { groupingOf } from './happening-decisions.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { checkDay, commandOf, parseCommand } from './options.ts'
import { listOf } from './query-filters.ts'
import type { Page } from '../ledger/queries/page.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Terminal } from './terminal.ts'

/** The options of `parley happenings`, as typed. */
export interface HappeningFlags {
  readonly format?: 'table' | 'json' | 'csv'
  readonly limit?: string
  readonly names?: true
  readonly asOf?: string
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly party?: string
  readonly actor?: string
  readonly recipient?: string
  readonly category?: string
  readonly status?: string
  readonly country?: string
  readonly place?: string
  readonly dispatch?: string
  readonly origins?: string
  readonly disputed?: true
  readonly reviewer?: string
  readonly note?: string
}

function command(): Command {
  const line = commandOf(
    'happenings',
    'Shows what several records report as one occurrence: who says so, which counts differ, how its status changed.',
    `
    parley happenings --origins 2                     reported by two that are no copies of each other
    parley happenings --actor RUS --category ASSAULT --from 2025-06-01
    parley happenings h-3f2a91c74b1d                  one of them, with all who report it
    parley happenings --disputed --format json
    parley happenings merge h-3f2a91c74b1d h-90ab12cd34ef --note "the same night"
    parley happenings split h-3f2a91c74b1d 77f0e1aa --note "another town"
    parley happenings undo 812                        takes back the merge or split of that entry`,
  )
  return withLedgerOption(line)
    .addArgument(
      new Argument('[words...]', 'nothing for the list; an id; or merge, split, undo and what they are about'),
    )
    .option('--from <day>', 'of that day or later, YYYY-MM-DD')
    .option('--to <day>', 'of that day or earlier')
    .option('--actor <code>', 'who acts, as RUS or COD/REB')
    .option('--recipient <code>', 'to whom')
    .option('--category <categories>', 'ASSAULT, CONSULT …: what a record makes of it')
    .option('--status <statuses>', `what a record makes of it: ${STATUSES.join(', ')}`)
    .option('--country <code>', 'country of a place, as UKR')
    .option('--place <name>', 'beginning of a place’s name')
    .option('--text <words>', 'words of a sentence that reports it')
    .option('--dispatch <id>', 'reported by this dispatch; for split: whose record, where several have one of that id')
    .option('--origins <count>', 'reported by at least so many that are no copies of each other')
    .option('--disputed', 'some say that it happened, and others that it did not')
    .option('--as-of <moment>', 'what was known then: a day, or a time in UTC')
    .addOption(new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json', 'csv']))
    .option('--names', 'name private persons, whose names are withheld otherwise (docs/privacy.md)')
    .option('--limit <count>', 'most rows (default: 100 for a table, all otherwise)')
    .option('--reviewer <name>', 'who decides (default: PARLEY_REVIEWER, else your user name)')
    .option('--note <text>', 'why')
}

/** `parley happenings`: a list, one with all its reports, or a decision on what is one. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<HappeningFlags>()
  const grouping = groupingOf(line.args, flags)
  const path = ledgerPath(line)
  if (grouping !== null) {
    const { sequence, hash } = await useLedger(path, { mustExist: true }, ledger => ledger.transact(grouping))
    await terminal.print(`Recorded as entry ${sequence}:${hash}\n`)
    return 0
  }
  const [id] = line.args
  const filter = filterOf(flags)
  return useLedger(path, { readOnly: true }, ({ reader }) => {
    const setting = { reader, flags, terminal }
    return id === undefined ? printList(filter, setting) : printOne(id, setting)
  })
}

function filterOf(flags: HappeningFlags): HappeningFilter {
  const { from, to, actor, recipient, country, place, text, dispatch, disputed } = flags
  checkDay(from, 'happenings', '--from')
  checkDay(to, 'happenings', '--to')
  const category = listOf(flags.category, CATEGORIES, '--category')
  const status = listOf(flags.status, STATUSES, '--status')
  const origins = countOf(flags.origins, '--origins')
  return { from, to, actor, recipient, country, place, text, dispatch, disputed, category, status, origins }
}

function countOf(typed: string | undefined, option: string): number | undefined {
  if (typed === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new ParleyError('USAGE', { problem: `${option} ${typed} is no count`, command: 'happenings' })
}

interface Setting {
  readonly reader: LedgerReader
  readonly flags: HappeningFlags
  readonly terminal: Terminal
}

const formatOf = ({ flags, terminal }: Setting) => flags.format ?? (terminal.isTerminal ? 'table' : 'json')

async function printOne(id: string, setting: Setting): Promise<number> {
  const { reader, flags, terminal } = setting
  const stored = await openHappening(reader, id, { asOf: flags.asOf })
  const view = flags.names === true ? stored : withholdNames(stored)
  const isTable = formatOf(setting) === 'table'
  await terminal.print(isTable ? happeningPage(view, terminal) : `${JSON.stringify(view)}\n`)
  return 0
}

const PAGE = 500

async function printList(filter: HappeningFilter, setting: Setting): Promise<number> {
  const { reader, flags, terminal } = setting
  const format = formatOf(setting)
  let left = countOf(flags.limit, '--limit') ?? (format === 'table' ? 100 : Infinity)
  let cursor: string | null = null
  let printed = 0
  do {
    const request = { limit: Math.min(left, PAGE), cursor, asOf: flags.asOf }
    const page: Page<HappeningRow> = await findHappenings(reader, filter, request)
    if (page.rows.length > 0) await terminal.print(textOf(page.rows, { format, isFirst: printed === 0, terminal }))
    printed += page.rows.length
    left -= page.rows.length
    cursor = page.next
  } while (cursor !== null && left > 0)
  if (format === 'table') await terminal.print(footer(printed, cursor !== null))
  return 0
}

interface Manner {
  readonly format: 'table' | 'json' | 'csv'
  readonly isFirst: boolean
  readonly terminal: Terminal
}

function textOf(rows: readonly HappeningRow[], { format, isFirst, terminal }: Manner): string {
  if (format === 'json') return rows.map(row => `${JSON.stringify(row)}\n`).join('')
  if (format === 'csv') return csvText(rows.map(flatHappening), isFirst)
  return rows.map(row => `${happeningLines(row, terminal)}\n`).join('')
}

function footer(printed: number, isCut: boolean): string {
  if (printed === 0) return 'Nothing in the ledger answers this.\n'
  return isCut ? `${printed} shown, there are more: --limit\n` : `${printed} in all\n`
}
