import { BEST_HEADS, PAIR_HEADS, WORD_HEADS, type Labels } from './labels.ts'
import type { Scores } from '../text/document.ts'
import type { Tensor } from './session.ts'
import type { Window } from './windows.ts'

/** What the network gave for one window: row-major, rows are its words. */
export interface WindowScores {
  readonly window: Window
  readonly floats: Readonly<Record<string, Float32Array>>
  readonly numbers: Readonly<Record<string, Int32Array>>
}

/** Sorts a run's outputs by what they hold. */
export function scoresOfWindow(outputs: Readonly<Record<string, Tensor>>, window: Window): WindowScores {
  const floats: Record<string, Float32Array> = {}
  const numbers: Record<string, Int32Array> = {}
  for (const [name, { values }] of Object.entries(outputs)) {
    if (values instanceof Float32Array) floats[name] = values
    else numbers[name] = Int32Array.from(values, Number)
  }
  return { window, floats, numbers }
}

/** Joins the windows of a document. */
export function joinScores(windows: readonly WindowScores[], labels: Labels, tokens: number): Scores {
  const windowOf = new Array<WindowScores | undefined>(tokens)
  for (const scores of windows) windowOf.fill(scores, scores.window.first, scores.window.past)
  const at: WindowAt = token => {
    const scores = windowOf[token]
    if (scores === undefined) throw new RangeError(`token ${token} was not encoded`)
    return scores
  }
  return { ...labelScores(at, labels), ...pairScores(at, labels), ...treeScores(at, labels) }
}

type WindowAt = (token: number) => WindowScores

/** The stretch of a row-major array that belongs to row `i`. */
function rowOf(values: Float32Array | undefined, i: number, width: number): Float32Array {
  return values?.subarray(i * width, (i + 1) * width) ?? new Float32Array()
}

function labelScores(at: WindowAt, labels: Labels): Pick<Scores, 'labels' | 'word' | 'best'> {
  const labelsOf = (head: string) => labels.heads[head] ?? []
  return {
    labels: labelsOf,
    word(head, token) {
      const { floats, window } = at(token)
      return rowOf(floats[head], token - window.first, labelsOf(head).length)
    },
    best(head, token) {
      const { numbers, window } = at(token)
      return labelsOf(head)[numbers[head]?.[token - window.first] ?? 0] ?? ''
    },
  }
}

function pairScores(at: WindowAt, labels: Labels): Pick<Scores, 'pairs' | 'sameHappening'> {
  const vector = (token: number) => {
    const { floats, window } = at(token)
    const width = (floats.happening?.length ?? 0) / Math.max(1, window.past - window.first)
    return rowOf(floats.happening, token - window.first, width)
  }
  return {
    pairs(head, from) {
      const { floats, numbers, window } = at(from)
      const { first, past } = window
      const scored = numbers[`${head}Row`]?.indexOf(from - first) ?? -1
      if (scored < 0) return null
      const width = labels.heads[head]?.length ?? 0
      const row = rowOf(floats[head], scored, (past - first) * width)
      return { first, past, probability: (to, label) => row[(to - first) * width + label] ?? 0 }
    },
    sameHappening(a, b) {
      const two = vector(b)
      const cosine = vector(a).reduce((sum, x, i) => sum + x * (two[i] ?? 0), 0)
      return 1 / (1 + Math.exp(-(labels.same[0] * cosine + labels.same[1])))
    },
  }
}

function treeScores(at: WindowAt, { candidates, heads }: Labels): Pick<Scores, 'arc' | 'relation'> {
  // Column 0 of the arcs is the root, column i + 1 the window's word i.
  const columnOf = (window: Window, governor: number) => (governor < 0 ? 0 : governor - window.first + 1)
  return {
    arc(token, governor) {
      const { floats, window } = at(token)
      const columns = window.past - window.first + 1
      const cell = (token - window.first) * columns + columnOf(window, governor)
      return floats.arc?.[cell] ?? Number.NEGATIVE_INFINITY
    },
    relation(token, governor) {
      const { numbers, floats, window } = at(token)
      const from = (token - window.first) * candidates
      const k = numbers.candidate?.subarray(from, from + candidates).indexOf(columnOf(window, governor)) ?? -1
      return k < 0 ? null : rowOf(floats.relation, from + k, heads.deprel?.length ?? 0)
    },
  }
}

/** Outputs that a session must give. */
export const OUTPUTS: readonly string[] = [
  ...WORD_HEADS, ...BEST_HEADS, ...PAIR_HEADS, ...PAIR_HEADS.map(head => `${head}Row`), 'arc', 'candidate', 'relation', 'happening',
] // prettier-ignore
