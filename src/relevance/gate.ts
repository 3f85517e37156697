import { z } from 'zod'
import { ParleyError } from '../errors.ts'
import type { Dispatch } from '../contract.ts'

/** Weights of `model/gate.json`, made by train/gate.py. */
export interface GateWeights {
  /** Words summed at once. */
  readonly window: number
  readonly bias: number
  /** Score from which a text is about conflict or talks, by how many words it has: a headline alone says little. */
  readonly thresholds: readonly Threshold[]
  /** By word, and by two neighbouring words with a space between. */
  readonly weights: ReadonlyMap<string, number>
}

/** Holds from so many words on, until the next. */
interface Threshold {
  readonly from: number
  readonly threshold: number
}

/** What the gate says of a text. */
export interface Relevance {
  readonly isAbout: boolean
  /** How far above the threshold that its length has (below it: negative), in log odds, to two places. */
  readonly score: number
}

/** Tells texts with a word of conflict or talks from all others, at a ten-thousandth of the cost of reading them. */
export interface Gate {
  judge(dispatch: Pick<Dispatch, 'title' | 'text'>): Relevance
}

const FILE = z.object({
  window: z.int().positive(),
  bias: z.number(),
  thresholds: z.array(z.object({ from: z.int().nonnegative(), threshold: z.number() })).min(1),
  weights: z.record(z.string(), z.number()),
})

/** Most characters judged; more is no report, and is refused by the reader. */
const MOST = 300_000

/** The gate with these weights. */
export function createGate(weights: GateWeights): Gate {
  return {
    judge({ title, text }) {
      const words = wordsOf(`${title ?? ''} ${text.slice(0, MOST)}`)
      const least = weights.thresholds.findLast(({ from }) => from <= words.length)?.threshold ?? 0
      const score = Math.round((scoreOf(words, weights) - least) * 100) / 100
      return { isAbout: score >= 0, score }
    },
  }
}

/** Lower case, letters without their marks, runs of a to z: as train/parley_train/gate_texts.py has it. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[a-z]+/g) ?? []
}

/**
 * The sum of the most telling window. Not a mean over the text: a war told in the last paragraph of a report on the
 * harvest counts as much as one told in the first.
 */
function scoreOf(words: readonly string[], { weights, window, bias }: GateWeights): number {
  const gains = words.map((word, i) => gainOf(words[i - 1], word, weights))
  let total = 0
  let best = -Infinity
  for (const [i, gain] of gains.entries()) {
    total += gain - (gains[i - window] ?? 0)
    if (i >= window - 1 || i === gains.length - 1) best = Math.max(best, total)
  }
  return bias + (words.length === 0 ? 0 : best)
}

function gainOf(before: string | undefined, word: string, weights: GateWeights['weights']): number {
  const alone = weights.get(word) ?? 0
  return before === undefined ? alone : alone + (weights.get(`${before} ${word}`) ?? 0)
}

/**
 * Reads the weights.
 *
 * @throws {ParleyError} `MODEL_UNREADABLE` where it is no file of weights.
 */
export function readGateWeights(json: unknown): GateWeights {
  const read = FILE.safeParse(json)
  if (!read.success) throw new ParleyError('MODEL_UNREADABLE', { file: 'gate.json', reason: 'it holds no weights' })
  return { ...read.data, weights: new Map(Object.entries(read.data.weights)) }
}
