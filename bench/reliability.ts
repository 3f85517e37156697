/**
 * How far a record's confidence can be trusted: `npm run reliability -- GOLD…`, each a JSONL file or a folder of annotated dispatches.
 *
 * Prints, for each tenth of confidence, how many records there are and how many are right, and the expected calibration error.
 * `--aside` keeps only the tenth of the texts that no weights were trained on; `--fit` prints rows for data/confidence.tsv.
 */
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Certainty } from '../src/contract.ts'
import { logOdds, PARTS } from '../src/events/confidence.ts'
import { openReader } from '../src/reading/read.ts'
import { judge, readGold, type GoldDispatch } from './match.ts'

interface Judged {
  readonly confidence: number
  readonly certainty: Certainty
  readonly isImplied: boolean
  readonly right: boolean
}

const isAside = ({ id }: GoldDispatch) => BigInt(`0x${createHash('sha256').update(id).digest('hex')}`) % 10n === 3n

async function readAll(paths: readonly string[], asideOnly: boolean): Promise<Judged[]> {
  const reader = await openReader()
  const judged: Judged[] = []
  for (const gold of paths.flatMap(readGold).filter(one => !asideOnly || isAside(one))) {
    const { id, title = null, text, published = null } = gold
    const { events } = await reader.read({ id, title, text, published, publisher: null, url: null, language: 'en' })
    judge(gold, events).forEach((right, i) => {
      const event = events[i]
      if (event?.certainty === undefined) return
      const isImplied = event.why.some(line => line.startsWith('implied:'))
      judged.push({ confidence: event.confidence, certainty: event.certainty, isImplied, right })
    })
  }
  await reader.close()
  return judged
}

function reliability(judged: readonly Judged[]): number {
  let error = 0
  console.log('confidence  records  mean   right')
  for (let tenth = 0; tenth < 10; tenth++) {
    const here = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth)
    if (here.length === 0) continue
    const mean = here.reduce((sum, { confidence }) => sum + confidence, 0) / here.length
    const right = here.filter(one => one.right).length / here.length
    error += (here.length / judged.length) * Math.abs(mean - right)
    const range = `${(tenth / 10).toFixed(1)}-${((tenth + 1) / 10).toFixed(1)}`
    console.log(`${range.padEnd(11)} ${String(here.length).padStart(7)}  ${mean.toFixed(3)}  ${right.toFixed(3)}`)
  }
  console.log(`${judged.length} records, expected calibration error ${error.toFixed(3)}`)
  return error
}

/** Logistic regression by plain gradient descent, with a little pull towards zero. */
function fit(judged: readonly Judged[]): Map<string, number> {
  const names = ['always', ...PARTS, 'implied']
  const rows = judged.map(({ certainty, isImplied }) => [
    1,
    ...PARTS.map(part => logOdds(certainty[part])),
    isImplied ? 1 : 0,
  ])
  const weights = names.map(() => 0)
  for (let step = 0; step < 4000; step++) {
    const slope = names.map((_, k) => (k === 0 ? 0 : 0.003 * (weights[k] ?? 0)))
    rows.forEach((row, i) => {
      const sum = row.reduce((total, x, k) => total + x * (weights[k] ?? 0), 0)
      const off = 1 / (1 + Math.exp(-sum)) - (judged[i]?.right === true ? 1 : 0)
      row.forEach((x, k) => (slope[k] = (slope[k] ?? 0) + (off * x) / rows.length))
    })
    names.forEach((_, k) => (weights[k] = (weights[k] ?? 0) - 0.1 * (slope[k] ?? 0)))
  }
  return new Map(names.map((name, k) => [name, weights[k] ?? 0]))
}

const words = process.argv.slice(2)
const paths = words.filter(word => !word.startsWith('--'))
if (paths.length === 0) throw new Error('name annotated dispatches: a JSONL file or a folder')
const judged = await readAll(paths, words.includes('--aside'))
const error = reliability(judged)
if (words.includes('--fit')) for (const [name, weight] of fit(judged)) console.log(`${name}\t${weight.toFixed(3)}`)
else {
  const line = {
    bench: 'reliability',
    at: new Date().toISOString(),
    texts: paths.map(path => path.split('/').at(-1)),
    records: judged.length,
    error,
  }
  appendFileSync('bench/history.jsonl', `${JSON.stringify(line)}\n`)
}
