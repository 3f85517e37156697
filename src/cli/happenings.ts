import { Argument, type Command } from 'commander'
import { CATEGORIES, STATUSES } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { flatHappening } from '../ledger/queries/flat-happening.ts'
import { findHappenings, openHappening, type HappeningFilter, type HappeningRow } from '../ledger/queries/happenings.ts'
import { happeningLines, happeningPage } from './happening-table.ts'
import { groupingOf } from './happening-decisions.ts'
import {
  formatOf,
  namedAs,
  printList,
  withListOptions,
  type ListFlags,
  type Listing,
  type ListSetting,
} from './listing.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { checkDay, commandOf, parseCommand } from './options.ts'
import { listOf } from './query-filters.ts'
import type { Terminal } from './terminal.ts'

/** The options of `parley happenings`, as typed. */
export interface HappeningFlags extends ListFlags {
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
  return withListOptions(withLedgerOption(line))
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
    const setting = { command: 'happenings', reader, flags, terminal }
    return id === undefined ? printList(listingOf(filter), setting) : printOne(id, setting)
  })
}

function listingOf(filter: HappeningFilter): Listing<HappeningRow> {
  return {
    find: (reader, request) => findHappenings(reader, filter, request),
    flat: flatHappening,
    lines: happeningLines,
  }
}

function filterOf(flags: HappeningFlags): HappeningFilter {
  const { from, to, actor, recipient, country, place, text, dispatch, disputed } = flags
  checkDay(from, 'happenings', '--from')
  checkDay(to, 'happenings', '--to')
  const category = listOf(flags.category, CATEGORIES, { command: 'happenings', option: '--category' })
  const status = listOf(flags.status, STATUSES, { command: 'happenings', option: '--status' })
  const origins = countOf(flags.origins, '--origins')
  return { from, to, actor, recipient, country, place, text, dispatch, disputed, category, status, origins }
}

function countOf(typed: string | undefined, option: string): number | undefined {
  if (typed === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new ParleyError('USAGE', { problem: `${option} ${typed} is no count`, command: 'happenings' })
}

async function printOne(id: string, setting: ListSetting): Promise<number> {
  const { reader, flags, terminal } = setting
  const view = namedAs(flags, await openHappening(reader, id, { asOf: flags.asOf }))
  const isTable = formatOf(setting) === 'table'
  await terminal.print(isTable ? happeningPage(view, terminal) : `${JSON.stringify(view)}\n`)
  return 0
}
