/**
 * What a ledger costs beyond reading: `npm run bench:ledger -- [--dispatches=100000] [--ledger=ADDRESS]`.
 *
 * Adds made-up dispatches with readings that are there already, in transactions of 128 as `parley add` does, and prints dispatches
 * added a second by the clock, by tenths of the way; what one dispatch takes at the end against the first tenth (happenings are
 * built as dispatches come in, so this is also how their cost grows); and the times of lists, searches and filters, median and
 * 95th percentile of 40 each, in milliseconds. Appends a line to bench/history.jsonl. Takes some minutes; needs 4 GB of disk.
 */
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, type Ledger } from '../src/ledger/ledger.ts'
import { countEvents } from '../src/ledger/queries/counts.ts'
import { openDispatch } from '../src/ledger/queries/dispatch.ts'
import { findDispatches } from '../src/ledger/queries/dispatches.ts'
import { findEvents } from '../src/ledger/queries/events.ts'
import { findHappenings, openHappening } from '../src/ledger/queries/happenings.ts'
import { searchDispatches } from '../src/ledger/queries/search.ts'
import { synthetic } from './synthetic.ts'

const option = (name: string) => process.argv.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const DISPATCHES = Number(option('dispatches') ?? 100_000)
const BATCH = 128
const VERSION = { engine: 'bench', model: 'b'.repeat(64), session: 'native' } as const
const ASKED = 40

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
const address = option('ledger') ?? join(folder, 'ledger.sqlite')
const say = (line: string) => void process.stdout.write(`${line}\n`)

interface Added {
  readonly dispatches: number
  /** By the clock, and of the processor: on a machine that others use, the second tells more. */
  readonly seconds: number
  readonly cpu: number
}

/** Adds the dispatches from `first` on; the making of the readings does not count. */
async function add(ledger: Ledger, first: number, count: number): Promise<Added> {
  let [seconds, cpu] = [0, 0]
  for (let at = first; at < first + count; at += BATCH) {
    const readings = Array.from({ length: Math.min(BATCH, first + count - at) }, (_, i) => synthetic(at + i))
    const [start, before] = [performance.now(), process.cpuUsage()]
    await ledger.transact(async writer => {
      for (const reading of readings) {
        const incoming = { dispatch: reading.document, name: `${reading.document.id}.txt`, receivedAt: null }
        await writer.record(incoming, reading, VERSION)
      }
    })
    const { user, system } = process.cpuUsage(before)
    seconds += (performance.now() - start) / 1000
    cpu += (user + system) / 1e6
  }
  return { dispatches: count, seconds, cpu }
}

const day = (n: number) =>
  new Date(Date.parse('2020-01-01') + Math.floor(n / 120) * 86_400_000).toISOString().slice(0, 10)

/** Questions that people ask, each with another day, word or party every time. */
function questions({ reader }: Ledger): Record<string, (i: number) => Promise<unknown>> {
  const somewhere = (i: number) => day(((i * 7919) % 97) * (DISPATCHES / 97))
  const weekLater = (from: string) => new Date(Date.parse(from) + 6 * 86_400_000).toISOString().slice(0, 10)
  const stretch = (i: number) => {
    const [from = '', to = ''] = [somewhere(i), somewhere(i + 1)].sort()
    return { from, to }
  }
  const words = ['convoy', 'harbour', 'ceasefire', 'monitors', 'winter', 'grain', 'brigade', 'corridor']
  const word = (i: number) => words[i % words.length] ?? ''
  const party = (i: number) => `${String.fromCharCode(65 + (i % 26))}A0`
  return {
    'events, latest': () => findEvents(reader, {}),
    'events of a party in a week': i => findEvents(reader, { actor: party(i), from: somewhere(i), to: weekLater(somewhere(i)) }), // prettier-ignore
    'events of a party in a longer stretch': i => findEvents(reader, { actor: party(i), ...stretch(i) }),
    'events of a category and place': i => findEvents(reader, { category: ['AGREE'], place: `town ${i}-` }),
    'events by words': i => findEvents(reader, { text: `${word(i)} ${word(i + 3)}` }),
    'events counted on a day': i => countEvents(reader, { from: somewhere(i), to: somewhere(i) }),
    'events counted, all': () => countEvents(reader, {}),
    'dispatches of an outlet': i => findDispatches(reader, { publisher: `Outlet ${i % 60}` }),
    'search, newest first': i => searchDispatches(reader, `${word(i)} ${word(i + 1)} "${word(i + 2)}"`, { limit: 20 }),
    'search of one text': i => searchDispatches(reader, `"end ${(i * 2503) % DISPATCHES}"`, { limit: 20 }),
    'happenings, latest': () => findHappenings(reader, {}),
    'happenings of two origins on a day': i => findHappenings(reader, { origins: 2, from: somewhere(i), to: somewhere(i) }), // prettier-ignore
    'happenings of a party': i => findHappenings(reader, { actor: party(i) }),
    'happenings of a category, disputed': () => findHappenings(reader, { category: ['ASSAULT'], disputed: true }),
    'happenings of a category': () => findHappenings(reader, { category: ['AGREE'] }),
    'a dispatch with all its records': i => openDispatch(reader, `made-${(i * 2503) % DISPATCHES}`),
    'a happening with all its reports': async i => {
      const [first] = (await findHappenings(reader, { dispatch: `made-${(i * 2503) % DISPATCHES}` }, { limit: 1 })).rows
      return first === undefined ? null : openHappening(reader, first.id)
    },
  }
}

async function timeQuestions(ledger: Ledger) {
  const figures: Record<string, { median: number; p95: number }> = {}
  for (const [name, ask] of Object.entries(questions(ledger))) {
    const times: number[] = []
    for (let i = 0; i < ASKED; i++) {
      const start = performance.now()
      await ask(i)
      times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    figures[name] = { median: round(times[ASKED / 2] ?? 0), p95: round(times[Math.floor(ASKED * 0.95)] ?? 0) }
    say(`${name.padEnd(40)} median ${figures[name].median} ms, p95 ${figures[name].p95} ms`)
  }
  return figures
}

const round = (value: number) => Math.round(value * 10) / 10
const perSecond = ({ dispatches, seconds }: Added) => Math.round(dispatches / seconds)
const perCpuSecond = ({ dispatches, cpu }: Added) => Math.round(dispatches / cpu)

let time = 0
const ledger = await openLedger(address, { clock: () => new Date((time += 1000)) })
const tenths: Added[] = []
for (let tenth = 0; tenth < 10; tenth++) {
  const size = Math.floor(DISPATCHES / 10)
  const added = await add(ledger, tenth * size, size)
  tenths.push(added)
  say(
    `dispatches ${tenth * size} to ${(tenth + 1) * size}: ${perSecond(added)} added a second, ${perCpuSecond(added)} a CPU-second`,
  )
}
const sum = (of: 'dispatches' | 'seconds' | 'cpu') => tenths.reduce((total, one) => total + one[of], 0)
const all = { dispatches: sum('dispatches'), seconds: sum('seconds'), cpu: sum('cpu') }
const growth = round(all.cpu / (tenths[0]?.cpu ?? all.cpu))
say(
  `in all ${perSecond(all)} a second, ${perCpuSecond(all)} a CPU-second; ten times the work took ${growth} times the CPU time`,
)
const answers = await timeQuestions(ledger)
const bytes = address.startsWith('postgres') ? null : statSync(address).size
await ledger.close()
rmSync(folder, { recursive: true })
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'} x ${cpus().length}, node ${process.version}`
const store = address.startsWith('postgres') ? 'postgres' : 'sqlite'
appendFileSync(
  'bench/history.jsonl',
  `${JSON.stringify({ bench: 'ledger', at: new Date().toISOString(), machine, store, dispatches: DISPATCHES, perSecond: perSecond(all), perCpuSecond: perCpuSecond(all), tenths: tenths.map(perCpuSecond), growth, bytes, answers })}\n`,
)
