import { availableParallelism } from 'node:os'
import { Option, type Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { countDue, type DueFilter, type Version } from '../ledger/queries/due.ts'
import { openDispatch } from '../ledger/queries/dispatch.ts'
import { rereadDispatches, type ReadMany, type Reread } from '../ledger/reread.ts'
import { engineVersion, readModel } from '../reading/packaged.ts'
import { openReadingPool } from '../scale/reading-pool.ts'
import { namedAs, withNamesOption } from './listing.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { checkDay, commandOf, parseCommand, withOwnTables } from './options.ts'
import { readOwnTables, reportFaults } from './own-tables.ts'
import { addToTally, emptyTally, rereadLines, rereadRow, tallyLines, type Tally } from './reread-table.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Terminal } from './terminal.ts'

interface RereadFlags extends DueFilter {
  readonly format: 'summary' | 'json'
  readonly dryRun?: boolean
  readonly jobs?: string
  readonly actors?: readonly string[]
  readonly frames?: readonly string[]
  readonly names?: true
}

function command(): Command {
  const line = commandOf(
    'reread',
    'Reads again what this version of Parley has not read yet, on all cores, and prints what changed. May be stopped: the next run goes on from there.',
    `
    parley reread
    parley reread --dry-run --from 2025-06-01 --to 2025-06-30
    parley reread --jobs 4 --format json > changes.jsonl
    parley reread --frames own.tsv --publisher Reuters`,
  )
  return withNamesOption(withOwnTables(withLedgerOption(line)))
    .option('--from <day>', 'published on that day or later')
    .option('--to <day>', 'published on that day or earlier')
    .option('--publisher <name>', 'what this publisher published')
    .option('--dispatch <id>', 'this dispatch alone')
    .option('--all', 'also what was stored unread for telling of neither conflict nor talks')
    .option('--dry-run', 'print what would change, and write nothing')
    .option('--jobs <count>', `texts read side by side (default: one for each core, here ${availableParallelism()})`)
    .addOption(
      new Option('--format <format>', 'what changed and a summary, or a line of JSON for each dispatch once it is on the disk') // prettier-ignore
        .choices(['summary', 'json'])
        .default('summary'),
    )
}

/** `parley reread`: exit status 1 where a dispatch could not be read, or where it was stopped before its end. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<RereadFlags>()
  checkDay(flags.from, 'reread', '--from')
  checkDay(flags.to, 'reread', '--to')
  const own = { actors: readOwnTables(flags.actors), frames: readOwnTables(flags.frames) }
  const version = { engine: engineVersion([...own.actors, ...own.frames]), model: readModel().hash }
  const jobs = jobsOf(flags.jobs)
  const opening = { mustExist: true, readOnly: flags.dryRun === true }
  return useLedger(ledgerPath(line), opening, async ledger => {
    if (flags.dispatch !== undefined) await openDispatch(ledger.reader, flags.dispatch)
    const due = await countDue(ledger.reader, flags, version)
    if (due === 0) return nothingToDo(flags, terminal)
    const readers = openReadingPool({ ...own, jobs })
    try {
      const status = await rereadAll(ledger, { flags, terminal, version, readers, due })
      return reportFaults(readers, terminal) > 0 ? 1 : status
    } finally {
      await readers.close()
    }
  })
}

async function nothingToDo({ format }: RereadFlags, terminal: Terminal): Promise<number> {
  const why = 'this version has read it, or it is not read (another language, redacted, not about this)'
  if (format === 'summary') await terminal.print(`Nothing to read again: ${why}.\n`)
  return 0
}

export interface RereadSetting {
  readonly flags: RereadFlags
  readonly terminal: Terminal
  readonly version: Version
  readonly readers: ReadMany
  /** How many dispatches are to be read again. */
  readonly due: number
}

/** Reads again all that is due and tells the terminal. Gives the exit status. */
export async function rereadAll(ledger: Ledger, setting: RereadSetting): Promise<number> {
  const { flags, terminal, version, readers, due } = setting
  const stop = new AbortController()
  const onInterrupt = () => {
    stop.abort()
  }
  process.once('SIGINT', onInterrupt)
  const options = { ledger, version, readers, filter: flags, isDryRun: flags.dryRun === true, signal: stop.signal }
  let tally = emptyTally()
  try {
    for await (const outcome of rereadDispatches(options)) {
      tally = addToTally(tally, outcome)
      await report(outcome, setting)
      terminal.log.progress(`${tally.read + tally.failed} of ${due} dispatches`)
    }
  } finally {
    process.off('SIGINT', onInterrupt)
  }
  terminal.log.progress('')
  return finish(tally, setting, stop.signal.aborted)
}

async function finish(tally: Tally, { flags, terminal, due }: RereadSetting, isStopped: boolean): Promise<number> {
  const isDryRun = flags.dryRun === true
  if (flags.format === 'summary') await terminal.print(tallyLines(tally, isDryRun))
  const left = due - tally.read - tally.failed
  if (isStopped && left > 0) {
    const onward = isDryRun ? '' : ': run parley reread again to go on'
    terminal.log.warn(`Stopped after ${tally.read + tally.failed} of ${due} dispatches${onward}`)
    return 1
  }
  return tally.failed > 0 ? 1 : 0
}

async function report(outcome: Reread, { flags, terminal }: RereadSetting): Promise<void> {
  if ('failure' in outcome) {
    terminal.log.warn(outcome.failure.message)
    return
  }
  const shown = namedAs(flags, outcome)
  if (flags.format === 'json') await terminal.print(`${JSON.stringify(rereadRow(shown))}\n`)
  else await terminal.print(rereadLines(shown, terminal))
}

const MOST_JOBS = 256

function jobsOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (/^[1-9]\d{0,2}$/.test(typed) && Number(typed) <= MOST_JOBS) return Number(typed)
  throw new ParleyError('USAGE', { problem: `--jobs ${typed} is no number from 1 to ${MOST_JOBS}`, command: 'reread' })
}
