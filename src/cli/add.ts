import { Option } from 'commander'
import { engineVersion, openGate, readModel } from '../reading/packaged.ts'
import { openReader, type Reader } from '../reading/read.ts'
import { recordArrivals, type Outcome, type RecordingOptions } from '../ledger/record-arrivals.ts'
import type { Arrival } from '../intake/open.ts'
import type { Kind } from '../intake/kind.ts'
import { readHead } from '../ledger/reader.ts'
import { openPaths } from './add-files.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import {
  checkDay,
  commandOf,
  parseCommand,
  withContactOption,
  withGivenOptions,
  withKindOption,
  withOwnTables,
} from './options.ts'
import { readOwnTables, reportFaults } from './own-tables.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Terminal } from './terminal.ts'

interface AddFlags {
  readonly format: 'summary' | 'json'
  readonly published?: string
  readonly publisher?: string
  readonly title?: string
  readonly kind?: Kind
  readonly all?: boolean
  readonly contact?: string
  readonly actors?: readonly string[]
  readonly frames?: readonly string[]
}

function command() {
  const line = commandOf(
    'add',
    'Reads dispatches and records them in the ledger. What is there already is left alone; what tells of neither conflict nor talks is stored unread.',
    `
    parley add report.txt
    parley add monday/ "archive/**/*.jsonl.gz"
    parley add --all https://outlet.example/feed.xml
    parley add --ledger doha.sqlite --publisher Reuters report.txt
    parley add https://outlet.example/feed.xml feeds.opml crawl.warc.gz
    zcat archive.jsonl.gz | parley add --format json - > acknowledged.jsonl`,
  )
  return withOwnTables(
    withGivenOptions(
      withContactOption(withKindOption(withLedgerOption(line)))
        .argument(
          '<file...>',
          'text, HTML, feeds, OPML, WARC or JSONL, packed by gzip or not; http(s) addresses; folders; quoted patterns; - for standard input',
        )
        .addOption(
          new Option('--format <format>', 'a summary, or one line of JSON for each dispatch once it is on the disk')
            .choices(['summary', 'json'])
            .default('summary'),
        )
        .option('--all', 'read every dispatch, also what tells of neither conflict nor talks'),
    ),
  )
}

/** `parley add`: exit status 1 where a dispatch could not be read. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<AddFlags>()
  checkDay(flags.published, 'add')
  const own = { actors: readOwnTables(flags.actors), frames: readOwnTables(flags.frames) }
  let leftOut = 0
  const open = async () => {
    const reader = await openReader(own)
    leftOut = reportFaults(reader, terminal)
    return reader
  }
  const engine = {
    version: { engine: engineVersion([...own.actors, ...own.frames]), model: readModel().hash },
    openReader: open,
    gate: flags.all === true ? undefined : openGate(),
  }
  const status = await useLedger(ledgerPath(line), {}, ledger => addPaths(ledger, line.args, { flags, terminal, engine })) // prettier-ignore
  return leftOut > 0 ? 1 : status
}

interface Manner {
  readonly flags: AddFlags
  readonly terminal: Terminal
}

interface Setting extends Manner {
  readonly engine: Pick<RecordingOptions, 'version' | 'openReader' | 'gate'>
}

/** Records what is in the paths, and tells the terminal. Gives the exit status. */
export async function addPaths(ledger: Ledger, paths: readonly string[], setting: Setting): Promise<number> {
  const { flags, terminal, engine } = setting
  const arrivals = arrivalsOf(paths, setting)
  let reader: Reader | null = null
  const openReader = async () => (reader = await engine.openReader())
  const tally = { added: 0, 'read-again': 0, 'passed-over': 0, 'already-there': 0, failed: 0 }
  for await (const outcome of recordArrivals(arrivals, { ...engine, ledger, openReader })) {
    tally['recorded' in outcome ? outcome.recorded.state : 'failed'] += 1
    await report(outcome, { flags, terminal })
  }
  terminal.log.progress('')
  await (reader as Reader | null)?.close()
  if (flags.format === 'summary') await terminal.print(await summary(ledger, tally))
  return tally.failed > 0 ? 1 : 0
}

function arrivalsOf(paths: readonly string[], { flags, terminal }: Manner): AsyncIterable<Arrival> {
  const { published, publisher, title, kind } = flags
  const given = { ...(published && { published }), ...(publisher && { publisher }), ...(title && { title }) }
  const stdin = terminal.stdin as AsyncIterable<Uint8Array>
  return openPaths(paths, {
    given,
    stdin,
    ...(kind && { kind }),
    ...(terminal.fetcher && { fetcher: terminal.fetcher }),
    ...(flags.contact && { contact: flags.contact }),
  })
}

async function report(outcome: Outcome, { flags, terminal }: Manner): Promise<void> {
  const { name } = outcome
  if ('failure' in outcome) {
    // The reader knows a dispatch by its id; the person knows its file.
    const { message, details } = outcome.failure
    terminal.log.warn(typeof details.name === 'string' ? message.replace(details.name, name) : message)
    return
  }
  if (flags.format === 'json') await terminal.print(`${JSON.stringify({ ...outcome.recorded, name })}\n`)
  else terminal.log.progress(`${outcome.recorded.sequence} entries: ${name}`)
}

async function summary(ledger: Ledger, tally: Readonly<Record<string, number>>): Promise<string> {
  const { sequence, hash } = await readHead(ledger.reader)
  const {
    added = 0,
    'read-again': again = 0,
    'passed-over': passed = 0,
    'already-there': there = 0,
    failed = 0,
  } = tally
  const parts = [
    `${added} added`,
    ...(again > 0 ? [`${again} read again`] : []),
    ...(passed > 0 ? [`${passed} not about this`] : []),
    `${there} already there`,
    ...(failed > 0 ? [`${failed} could not be read`] : []),
  ]
  return `${parts.join(', ')}.\nLedger ${ledger.path}, head ${sequence}:${hash}\n`
}
