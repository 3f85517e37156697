/**
 * Speed of the whole program, in a process of its own: `npm run bench`.
 *
 * Prints words per CPU-second of `parse` and of the entity stages alone, milliseconds to load their tables, texts per CPU-second of the
 * relevance gate, and dispatches per CPU-second of whole readings, on one thread, and appends a line to
 * bench/history.jsonl. The texts are the samples, over and over, each time with another number in them so that no cache helps.
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createEntityStages } from '../src/entities/stages.ts'
import { loadTables } from '../src/entities/tables.ts'
import { readData } from '../src/reading/packaged.ts'
import { runPipeline } from '../src/reading/pipeline.ts'
import { openGate } from '../src/reading/packaged.ts'
import { openReader, type Reader } from '../src/reading/read.ts'
import type { Dispatch } from '../src/contract.ts'
import { emptyDocument, type Document } from '../src/text/document.ts'
import { noTrace } from '../src/text/stage.ts'

const SENTENCES = Number(process.argv.find(word => word.startsWith('--sentences='))?.slice(12) ?? 5000)
/** Times that the entity stages go over all samples. */
const ENTITY_PASSES = 20
/** Texts that the relevance gate judges. */
const GATE_TEXTS = 5000
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

/** Words per CPU-second of names, dates, figures, places, actors and coreference, on parsed documents, and what loading took. */
async function timeEntities(reader: Reader): Promise<{ words: number; wordsPerCpuSecond: number; loadMs: number }> {
  const loading = await timed(() => Promise.resolve(loadTables(readData)))
  const stages = createEntityStages(loading.result)
  const parsed: Document[] = []
  for (const i of samples.keys()) parsed.push(await reader.parse(emptyDocument(sample(i))))
  // A fresh list of tokens each time: findings are remembered by it.
  const pass = () => {
    for (const document of parsed) runPipeline(stages, { ...document, tokens: [...document.tokens] }, noTrace)
    return Promise.resolve()
  }
  for (let i = 0; i < 5; i++) await pass() // warms the compiler
  const run = await timed(async () => {
    for (let i = 0; i < ENTITY_PASSES; i++) await pass()
  })
  const words = ENTITY_PASSES * parsed.reduce((sum, { tokens }) => sum + tokens.length, 0)
  return { words, wordsPerCpuSecond: Math.round(words / run.cpu), loadMs: Math.round(loading.cpu * 1000) }
}

/** Texts that the relevance gate judges a CPU-second; the samples, each with another number. */
async function timeGate(): Promise<{ texts: number; perCpuSecond: number }> {
  const gate = openGate()
  const texts = Array.from({ length: GATE_TEXTS }, (_, i) => sample(i))
  const pass = () => Promise.resolve(texts.filter(text => gate.judge(text).isAbout).length)
  await pass() // warms the compiler
  const run = await timed(pass)
  return { texts: GATE_TEXTS, perCpuSecond: Math.round(GATE_TEXTS / run.cpu) }
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
  const entities = await timeEntities(reader)
  const gate = await timeGate()
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
    entities,
    gate,
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
