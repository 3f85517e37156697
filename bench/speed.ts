/**
 * Speed of the whole program, in a process of its own: `npm run bench`.
 *
 * Prints words per CPU-second of `parse` and dispatches per CPU-second of whole readings, on one thread, and appends a line to
 * bench/history.jsonl. The texts are the samples, over and over, each time with another number in them so that no cache helps.
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { openReader } from '../src/reading/read.ts'
import type { Dispatch } from '../src/contract.ts'
import { emptyDocument } from '../src/text/document.ts'

const SENTENCES = Number(process.argv.find(word => word.startsWith('--sentences='))?.slice(12) ?? 5000)
const SESSION = process.argv.includes('--wasm') ? 'wasm' : 'native'

const samples = readdirSync('test/gold').map(file => JSON.parse(readFileSync(`test/gold/${file}`, 'utf8')) as Dispatch)

function sample(i: number): Dispatch {
  const { title = null, text = '', published = null } = samples[i % samples.length] ?? {}
  return { id: `d${i}`, title, text: `${text}\nItem ${i}.`, published, publisher: null, url: null, language: 'en' }
}

/** CPU seconds, of all threads, and seconds by the clock that some work took. */
async function timed<T>(work: () => Promise<T>): Promise<{ cpu: number; wall: number; result: T }> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1000, result }
}

async function main(): Promise<void> {
  const opening = await timed(() => openReader({ session: SESSION }))
  const reader = opening.result
  await reader.read(sample(0)) // warms the compiler
  const parsing = await timed(async () => {
    let [sentences, words, texts] = [0, 0, 0]
    while (sentences < SENTENCES) {
      const document = await reader.parse(emptyDocument(sample(++texts)))
      sentences += document.sentences.length
      words += document.tokens.length
    }
    return { sentences, words }
  })
  const count = Math.ceil(SENTENCES / 25)
  const reading = await timed(async () => {
    const latencies: number[] = []
    for (let i = 0; i < count; i++) latencies.push((await timed(() => reader.read(sample(1000 + i)))).wall)
    return latencies.sort((a, b) => a - b)
  })
  const { sentences, words } = parsing.result
  const line = {
    bench: 'speed',
    at: new Date().toISOString(),
    model: reader.version.model.slice(0, 12),
    session: reader.version.session,
    machine: `${cpus()[0]?.model ?? ''} x ${cpus().length}, node ${process.version}`,
    openSeconds: round(opening.wall),
    parse: { sentences, words, wordsPerCpuSecond: Math.round(words / parsing.cpu) },
    read: {
      dispatches: count,
      perCpuSecond: round(count / reading.cpu),
      p95ms: round((reading.result[Math.floor(count * 0.95)] ?? 0) * 1000),
    },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stdout.write(`${JSON.stringify(line, null, 2)}\n`)
  appendFileSync('bench/history.jsonl', `${JSON.stringify(line)}\n`)
  await reader.close()
}

const round = (x: number) => Math.round(x * 100) / 100

await main()
