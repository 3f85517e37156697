import { join } from 'node:path'
import { Readable } from 'node:stream'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { watchPaths } from '../../src/cli/watch.ts'
import type { WatchFlags } from '../../src/cli/watch-flags.ts'
import type { Fetcher } from '../../src/intake/fetch/fetcher.ts'
import type { Reader } from '../../src/reading/read.ts'
import { freshFolder } from './folder.ts'
import { fetcherTo, type Answer, type WebServer } from './web-server.ts'
import { worldReader } from './world.ts'

/** A day of the world, after all that its dispatches tell. */
export const WATCH_START = '2025-04-20T08:00:00.000Z'

/** A feed's XML with entries; a text that stands in two is one dispatch only if its id is the same. */
export function rss(
  entries: readonly { readonly id: string; readonly title: string; readonly text: string; readonly day?: string }[],
  more = '',
): string {
  // prettier-ignore
  const items = entries.map(({ id, title, text, day = '2025-04-19' }) => {
    const date = new Date(`${day}T06:00:00Z`).toUTCString()
    return `<item><title>${title}</title><link>https://lakes.example/${id}</link><pubDate>${date}</pubDate><description>${text}</description></item>`
  })
  return `<rss version="2.0"><channel><title>The Lakes Courier</title><link>https://lakes.example/</link>${more}${items.join('')}</channel></rss>`
}

/** What a watch printed and how it ended. */
export interface WatchRun {
  readonly status: number
  /** Alerts printed on standard output. */
  readonly alerts: readonly { readonly id: string; readonly kind: string; readonly title: string; readonly state: string; readonly was: string | null; readonly details: Record<string, unknown> }[] // prettier-ignore
  readonly err: string
}

/** A watch over one ledger whose clock stands still until it is set on; each run is one round. */
export interface WatchedWorld {
  readonly folder: string
  readonly ledger: string
  /** Sleeps that were asked for, in milliseconds; the clock goes on by each. */
  readonly slept: number[]
  now(): Date
  pass(minutes: number): void
  round(paths: readonly string[], flags?: Partial<WatchFlags>): Promise<WatchRun>
  /** Watches for so many minutes on the clock, then ends it. */
  watch(paths: readonly string[], minutes: number, flags?: Partial<WatchFlags>): Promise<WatchRun>
}

export interface WorldOptions {
  readonly start?: string
  readonly fetcher?: Fetcher
  readonly reader?: Reader
}

/** A watch that reaches one server, with a reader that knows the world by heart. */
export function watchedWorld(server: WebServer, options: WorldOptions = {}): WatchedWorld {
  const folder = freshFolder()
  const ledger = join(folder, 'ledger.sqlite')
  const slept: number[] = []
  let time = Date.parse(options.start ?? WATCH_START)
  let stop = { at: Infinity, controller: new AbortController() }
  const outside = {
    clock: () => new Date(time),
    random: () => 0,
    sleep: (ms: number) => {
      slept.push(ms)
      time += ms
      if (time >= stop.at) stop.controller.abort()
      return Promise.resolve()
    },
  }
  const reader = options.reader ?? worldReader()
  const engine = { version: reader.version, openReader: () => Promise.resolve(reader) }
  const fetcher = options.fetcher ?? fetcherTo(server)
  return {
    folder,
    ledger,
    slept,
    now: () => new Date(time),
    pass: minutes => void (time += minutes * 60_000),
    round: (paths, flags = {}) => run(paths, { once: true, ...flags }),
    watch: (paths, minutes, flags = {}) => {
      stop = { at: time + minutes * 60_000, controller: new AbortController() }
      return run(paths, flags)
    },
  }

  async function run(paths: readonly string[], flags: Partial<WatchFlags>): Promise<WatchRun> {
    const printed = { out: '', err: '' }
    const terminal = {
      log: { warn: (line: string) => void (printed.err += `${line}\n`), progress: () => undefined },
      print: (text: string) => Promise.resolve(void (printed.out += text)),
      isTerminal: false,
      columns: 100,
      colours: false,
      stdin: Readable.from([]),
      fetcher,
    }
    const setting = { flags: { contact: 'desk@crisis.example', ...flags }, terminal, engine, outside, ended: stop.controller.signal } // prettier-ignore
    const status = await useLedger(ledger, {}, opened => watchPaths(opened, paths, setting))
    const alerts = printed.out.split('\n').filter(Boolean).map(line => JSON.parse(line) as WatchRun['alerts'][number]) // prettier-ignore
    return { status, alerts, err: printed.err }
  }
}

/** Answers 304 where the request names the current tag, else the text with that tag. */
export function tagged(current: () => { readonly tag: string; readonly text: string }): Answer {
  return (request, response) => {
    const { tag, text } = current()
    response.setHeader('etag', tag)
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end()
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(text)
  }
}
