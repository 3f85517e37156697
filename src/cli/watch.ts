import { Option } from 'commander'
import type { Fetcher } from '../intake/fetch/fetcher.ts'
import { lazyFetcher } from '../intake/fetch/lazy.ts'
import { readArrangement } from '../ledger/boards/processes-file.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { RecordingOptions } from '../ledger/record-arrivals.ts'
import { engineVersion, readModel } from '../reading/packaged.ts'
import { openReader, type Reader } from '../reading/read.ts'
import { readInputs } from '../watch/inputs.ts'
import { openJournal } from '../watch/journal.ts'
import { takeLock } from '../watch/lock.ts'
import { openMemory } from '../watch/memory.ts'
import { machineOutside, type Outside } from '../watch/outside.ts'
import { watchFeeds } from '../watch/watch.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { withNamesOption } from './listing.ts'
import { collect, commandOf, parseCommand, withContactOption, withOwnTables } from './options.ts'
import { readOwnTables, reportFaults } from './own-tables.ts'
import type { Terminal } from './terminal.ts'
import { digestOf, everyOf, printerOf, receiversOf, stateOf, summary, type WatchFlags } from './watch-flags.ts'

function command() {
  const line = commandOf(
    'watch',
    'Visits feeds politely, records what is new in the ledger, and alerts once per change.',
    `
    parley watch --contact desk@crisis.example feeds.opml
    parley watch --contact desk@crisis.example --alert file:alerts.jsonl --digest 07:30 watch.yaml
    parley watch --once --alert command:./notify https://outlet.example/feed.xml
    parley watch --alert https://hooks.example/parley --every 15 watch.yaml feeds.opml`,
  )
  return withNamesOption(withOwnTables(withContactOption(withLedgerOption(line))))
    .argument('<feeds...>', 'rules (.yaml, see docs/watch.md), lists of feeds (OPML), addresses of feeds')
    .option('--every <minutes>', 'time between two visits of a feed whose rules do not say', '30')
    .option('--once', 'one pass over the feeds that are due, then end')
    .option('--pages', 'fetch the page of an entry that is only a summary')
    .addOption(
      new Option('--alert <receiver>', '-, file:PATH, command:PROGRAM or an http(s) address; repeatable; - by default') // prettier-ignore
        .argParser(collect),
    )
    .option('--digest <time>', 'one summary a day, at HH:MM of this machine; daily for 07:00')
    .option('--state <file>', 'what is remembered between two runs (default: beside the ledger, named .watch)')
    .option('--processes <file>', 'how processes are named and merged (default: processes.yaml beside the ledger)')
}

/** `parley watch`: until it is interrupted; exit status 1 where, with `--once`, a feed failed or an alert was not taken. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const flags = line.opts<WatchFlags>()
  const own = { actors: readOwnTables(flags.actors), frames: readOwnTables(flags.frames) }
  let reader: Promise<Reader> | null = null
  const open = async () => {
    const opened = await openReader(own)
    reportFaults(opened, terminal)
    return opened
  }
  const version = { engine: engineVersion([...own.actors, ...own.frames]), model: readModel().hash }
  const engine = { version, openReader: () => (reader ??= open()) }
  const ended = new AbortController()
  const setting = { flags, terminal, engine, outside: machineOutside(), ended: ended.signal }
  const stop = () => {
    ended.abort()
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await useLedger(ledgerPath(line), {}, ledger => watchPaths(ledger, line.args, setting))
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await (reader as Promise<Reader> | null)?.then(opened => opened.close())
  }
}

export interface WatchSetting {
  readonly flags: WatchFlags
  readonly terminal: Terminal
  readonly engine: Pick<RecordingOptions, 'version' | 'openReader'>
  readonly outside: Outside
  /** Ends the watch. */
  readonly ended: AbortSignal
  /** Least time between two requests to a host, in milliseconds. */
  readonly gapMs?: number
}

/** Watches what the paths name, over a ledger. Gives the exit status. */
export async function watchPaths(ledger: Ledger, paths: readonly string[], setting: WatchSetting): Promise<number> {
  const { flags, terminal, ended: signal } = setting
  const state = stateOf(flags, ledger.path)
  everyOf(flags)
  digestOf(flags)
  readArrangement(ledger.path, flags.processes) // says now what is wrong with it
  const fetcher = terminal.fetcher ?? lazyFetcher({ ...(flags.contact !== undefined && { contact: flags.contact }) })
  const unlock = takeLock(state)
  const close = () => void fetcher.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    return await watchWith({ ledger, paths, state, fetcher }, setting)
  } finally {
    signal.removeEventListener('abort', close)
    unlock()
    if (terminal.fetcher === undefined) await fetcher.close()
  }
}

interface Opened {
  readonly ledger: Ledger
  readonly paths: readonly string[]
  /** The file. */
  readonly state: string
  readonly fetcher: Fetcher
}

async function watchWith({ ledger, paths, state, fetcher }: Opened, setting: WatchSetting): Promise<number> {
  const { flags, terminal, engine, outside, ended: signal, gapMs } = setting
  const { log } = terminal
  const receivers = receiversOf(flags, { fetcher, print: printerOf(terminal), signal })
  const inputs = await readInputs(paths, { every: everyOf(flags), pages: flags.pages === true }, fetcher)
  if (flags.contact === undefined) log.warn('Publishers cannot reach you: give --contact, a mail address or a page')
  const journal = openJournal(state)
  if (journal.broken !== null) log.warn(`${state} is no state of a watch and was renamed ${journal.broken}: what was told is forgotten, what the ledger holds is not told again`) // prettier-ignore
  try {
    const watched = await watchFeeds({
      ...inputs, ledger, outside, log, receivers, signal, fetcher,
      memory: openMemory(journal, outside.clock()),
      digest: digestOf(flags),
      showsNames: flags.names === true,
      arrangement: () => readArrangement(ledger.path, flags.processes),
      recording: { ledger, ...engine },
      isOnce: flags.once === true,
      ...(gapMs !== undefined && { gapMs }),
    }) // prettier-ignore
    log.progress('')
    if (flags.once !== true) return 0
    if (terminal.isTerminal) await terminal.print(summary(watched, inputs.feeds.length))
    return watched.failed > 0 || !watched.isTold ? 1 : 0
  } finally {
    journal.close()
  }
}
