import type { ArcScore } from './tree.ts'

/**
 * The best tree without crossing arcs over the words `0..n-1` with exactly one word at the root.
 *
 * @returns The governor of each word, -1 for the root; about n³/3 steps.
 *
 * Source: Eisner (1996), "Three new probabilistic models for dependency parsing".
 */
export function bestProjectiveTree(n: number, score: ArcScore): number[] {
  const chart = fillChart(n, score)
  const governors = new Array<number>(n).fill(-1)
  const root = likeliestRoot(chart, score)
  follow(chart, { from: 0, to: root, kind: LEFT_WHOLE }, governors)
  follow(chart, { from: root, to: n - 1, kind: RIGHT_WHOLE }, governors)
  return governors
}

// Spans of words whose head is the left end ("right") or the right end ("left"); an open one still takes words at the far end.
const RIGHT_WHOLE = 0
const LEFT_WHOLE = 1
const RIGHT_OPEN = 2
const LEFT_OPEN = 3
const KINDS = 4

interface Chart {
  readonly n: number
  /** Log-likelihood of the best span by `(from * n + to) * KINDS + kind`, and where it is cut. */
  readonly worth: Float64Array
  readonly cut: Int16Array
}

interface Part {
  readonly from: number
  readonly to: number
  readonly kind: number
}

function fillChart(n: number, score: ArcScore): Chart {
  const chart: Chart = {
    n,
    worth: new Float64Array(n * n * KINDS).fill(Number.NEGATIVE_INFINITY),
    cut: new Int16Array(n * n * KINDS).fill(-1),
  }
  for (let word = 0; word < n; word++) {
    for (let kind = 0; kind < KINDS; kind++) chart.worth[cell(chart, word, word) + kind] = 0
  }
  for (let length = 1; length < n; length++) {
    for (let from = 0; from + length < n; from++) fillSpan(chart, { from, to: from + length }, score)
  }
  return chart
}

const cell = ({ n }: Chart, from: number, to: number) => (from * n + to) * KINDS

function fillSpan(chart: Chart, { from, to }: { from: number; to: number }, score: ArcScore): void {
  const open = bestCut(chart, { from, to, right: LEFT_WHOLE, left: RIGHT_WHOLE, apart: 1 })
  keep(chart, { from, to, kind: RIGHT_OPEN }, { ...open, worth: open.worth + score(to, from) })
  keep(chart, { from, to, kind: LEFT_OPEN }, { ...open, worth: open.worth + score(from, to) })
  const whole = { from, to, apart: 0 }
  keep(chart, { from, to, kind: RIGHT_WHOLE }, bestCut(chart, { ...whole, left: RIGHT_OPEN, right: RIGHT_WHOLE }))
  keep(chart, { from, to, kind: LEFT_WHOLE }, bestCut(chart, { ...whole, left: LEFT_WHOLE, right: LEFT_OPEN }))
}

interface Cut {
  readonly at: number
  readonly worth: number
}

/** A span to be put together of two: up to the cut, and from it or, `apart` 1, from the word behind it. */
interface Join {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
  readonly apart: number
}

// The innermost loop: no objects, no calls. A part of one word is whole, but cannot be open.
function bestCut({ n, worth }: Chart, { from, to, left, right, apart }: Join): Cut {
  let [at, most] = [from, Number.NEGATIVE_INFINITY]
  const first = left === RIGHT_OPEN ? from + 1 : from
  const last = apart === 1 || right === LEFT_OPEN ? to - 1 : to
  for (let middle = first; middle <= last; middle++) {
    const before = worth[(from * n + middle) * KINDS + left] ?? Number.NEGATIVE_INFINITY
    const behind = worth[((middle + apart) * n + to) * KINDS + right] ?? Number.NEGATIVE_INFINITY
    if (before + behind > most) [at, most] = [middle, before + behind]
  }
  return { at, worth: most }
}

function keep(chart: Chart, { from, to, kind }: Part, found: Cut): void {
  const index = cell(chart, from, to) + kind
  chart.worth[index] = found.worth
  chart.cut[index] = found.at
}

function likeliestRoot(chart: Chart, score: ArcScore): number {
  const whole = (root: number) =>
    (chart.worth[cell(chart, 0, root) + LEFT_WHOLE] ?? 0) +
    (chart.worth[cell(chart, root, chart.n - 1) + RIGHT_WHOLE] ?? 0) +
    score(root, -1)
  let best = 0
  for (let root = 1; root < chart.n; root++) if (whole(root) > whole(best)) best = root
  return best
}

/** Notes the arcs of a span, from the widest to the narrowest. */
function follow(chart: Chart, part: Part, governors: number[]): void {
  const left = [part]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { from, to, kind } = next
    if (from === to) continue
    if (kind === RIGHT_OPEN) governors[to] = from
    if (kind === LEFT_OPEN) governors[from] = to
    left.push(...partsOf(next, chart.cut[cell(chart, from, to) + kind] ?? from))
  }
}

function partsOf({ from, to, kind }: Part, at: number): Part[] {
  if (kind === RIGHT_WHOLE) return [{ from, to: at, kind: RIGHT_OPEN }, { from: at, to, kind: RIGHT_WHOLE }] // prettier-ignore
  if (kind === LEFT_WHOLE) return [{ from, to: at, kind: LEFT_WHOLE }, { from: at, to, kind: LEFT_OPEN }] // prettier-ignore
  return [
    { from, to: at, kind: RIGHT_WHOLE },
    { from: at + 1, to, kind: LEFT_WHOLE },
  ]
}

/** Whether two arcs cross, the root's arc counted as one over all words. */
export function hasCrossing(governors: readonly number[]): boolean {
  const arcs = governors.flatMap((governor, word) =>
    governor < 0 ? [] : [[Math.min(word, governor), Math.max(word, governor)] as const],
  )
  const crosses = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
    (a < c && c < b && b < d) || (c < a && a < d && d < b)
  const root = governors.findIndex(governor => governor < 0)
  const isOverRoot = ([a, b]: readonly [number, number]) => a < root && root < b
  return arcs.some((arc, i) => isOverRoot(arc) || arcs.slice(i + 1).some(other => crosses(arc, other)))
}
