import { Option, type Command } from 'commander'
import type { Reading } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { openPath } from '../intake/files.ts'
import type { Kind } from '../intake/kind.ts'
import { uniqueIds, type Arrival } from '../intake/open.ts'
import { ploverLines } from '../exchange/plover.ts'
import { openReader, type Reader } from '../reading/read.ts'
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
import { readingTable } from './table.ts'
import type { Terminal } from './terminal.ts'

interface ReadFlags {
  readonly format?: 'table' | 'json' | 'plover'
  readonly layers?: 'all'
  readonly published?: string
  readonly publisher?: string
  readonly title?: string
  readonly kind?: Kind
  readonly contact?: string
  readonly actors?: readonly string[]
  readonly frames?: readonly string[]
}

function command(): Command {
  return withOwnTables(
    withGivenOptions(
      withContactOption(
        withKindOption(
          commandOf(
            'read',
            'Reads dispatches and prints what was read; stores nothing.',
            `
    parley read report.txt
    parley read --published 2025-06-03 --publisher Reuters report.txt
    parley read --format json monday/*.txt > readings.jsonl
    parley read page.html feed.xml crawl.warc.gz https://outlet.example/report
    parley read --actors mine.tsv --actors petrarch.txt report.txt
    zcat archive.jsonl.gz | parley read --layers all -`,
          ),
        ),
      )
        .argument(
          '[file...]',
          'text, HTML, feeds, OPML, WARC or JSONL, packed by gzip or not; http(s) addresses; - for standard input',
        )
        .addOption(
          new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json', 'plover']),
        )
        .addOption(
          new Option('--layers <layers>', 'adds sentences, words, times, places, names, entities, statements').choices([
            'all',
          ]),
        ),
    ),
  )
}

/** `parley read`: exit status 1 where a dispatch could not be read as asked. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<ReadFlags>()
  checkDay(flags.published, 'read')
  const format = flags.format ?? (terminal.isTerminal ? 'table' : 'json')
  const paths = line.args.length > 0 ? line.args : ['-']
  const reader = await openReader({ actors: readOwnTables(flags.actors), frames: readOwnTables(flags.frames) })
  const failed = reportFaults(reader, terminal)
  const run = { flags, terminal, reader, print: printerOf(format, terminal), count: 0, failed }
  for await (const arrival of arrivals(paths, flags, terminal)) await readOne(run, arrival)
  terminal.log.progress('')
  await reader.close()
  return run.failed > 0 ? 1 : 0
}

async function* arrivals(paths: readonly string[], flags: ReadFlags, terminal: Terminal): AsyncGenerator<Arrival> {
  const { published, publisher, title } = flags
  const given = { ...(published && { published }), ...(publisher && { publisher }), ...(title && { title }) }
  const unique = uniqueIds()
  const stdin = terminal.stdin as AsyncIterable<Uint8Array>
  const opening = {
    stdin,
    given,
    ...(flags.kind && { kind: flags.kind }),
    ...(terminal.fetcher && { fetcher: terminal.fetcher }),
    ...(flags.contact && { contact: flags.contact }),
  }
  for (const path of paths) for await (const arrival of openPath(path, opening)) yield unique(arrival)
}

interface Run {
  readonly flags: ReadFlags
  readonly terminal: Terminal
  readonly reader: Reader
  readonly print: (reading: Reading) => string
  count: number
  failed: number
}

async function readOne(run: Run, arrival: Arrival): Promise<void> {
  const { terminal, reader, flags } = run
  try {
    if ('failure' in arrival) throw arrival.failure
    const reading = await reader.read(arrival.dispatch, { layers: flags.layers === 'all' })
    terminal.log.progress('')
    await terminal.print(run.print(reading))
    terminal.log.progress(`${++run.count} read: ${arrival.name}`)
    if (isUndatedText(arrival)) {
      terminal.log.warn(
        `${arrival.name} does not say its day of publication, relative days stay open: give --published`,
      )
      run.failed++
    }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    terminal.log.warn(named(arrival.name, error))
    run.failed++
  }
}

// A JSONL line or a feed's entry that gives no day says so itself; a text was expected to.
const isUndatedText = (arrival: Arrival) =>
  'dispatch' in arrival && arrival.dispatch.published === null && !/[:#]\d+$/.test(arrival.name)

/** The reader knows a dispatch by its id; the person knows its file. */
function named(name: string, error: ParleyError): string {
  const own = error.details.name
  return typeof own === 'string' && own !== name ? error.message.replace(own, name) : error.message
}

function printerOf(format: 'table' | 'json' | 'plover', terminal: Terminal): (reading: Reading) => string {
  if (format === 'table') return reading => readingTable(reading, terminal)
  if (format === 'json') return reading => `${JSON.stringify(reading)}\n`
  return reading => ploverLines(reading)
}
