/** Scores of governors: `score(dependent, governor)`, governor -1 for the root. */
export type ArcScore = (dependent: number, governor: number) => number

/**
 * The best tree over the words `0..n-1` with exactly one word at the root.
 *
 * @returns The governor of each word, -1 for the root.
 *
 * Source: Chu and Liu (1965), Edmonds (1967); one root by a penalty on root arcs larger than any other difference can be.
 */
export function bestTree(n: number, score: ArcScore): number[] {
  return greedyTree(n, score) ?? spanningTree(n, score)
}

/** Each word's best governor, where that makes a tree with one root; else null. */
export function greedyTree(n: number, score: ArcScore): number[] | null {
  const greedy = Array.from({ length: n }, (_, i) => bestGovernor(i, n, score))
  const isTree = greedy.filter(governor => governor < 0).length === 1 && findCycle(greedy) === null
  return isTree || n === 0 ? greedy : null
}

function bestGovernor(dependent: number, n: number, score: ArcScore): number {
  let best = -1
  for (let governor = 0; governor < n; governor++) {
    if (governor !== dependent && score(dependent, governor) > score(dependent, best)) best = governor
  }
  return best
}

/** The words of one cycle, or null where every path ends at the root. */
function findCycle(governors: readonly number[]): number[] | null {
  const state = new Uint8Array(governors.length) // 0 new, 1 on the present path, 2 done
  for (let start = 0; start < governors.length; start++) {
    const path: number[] = []
    let at = start
    while (at >= 0 && state[at] === 0) {
      state[at] = 1
      path.push(at)
      at = governors[at] ?? -1
    }
    if (at >= 0 && state[at] === 1) return path.slice(path.indexOf(at))
    for (const word of path) state[word] = 2
  }
  return null
}

// Node 0 is the root, node i + 1 the word i.
function spanningTree(n: number, score: ArcScore): number[] {
  const size = n + 1
  const weights = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY)
  let [least, most] = [Infinity, -Infinity]
  for (let d = 0; d < n; d++) {
    for (let g = -1; g < n; g++) {
      if (g === d) continue
      const weight = score(d, g)
      weights[(g + 1) * size + d + 1] = weight
      least = Math.min(least, weight)
      most = Math.max(most, weight)
    }
  }
  const penalty = (most - least + 1) * size
  for (let d = 1; d < size; d++) weights[d] = (weights[d] ?? 0) - penalty
  return edmonds({ size, weights })
    .slice(1)
    .map(governor => governor - 1)
}

/** `weights[from * size + to]`; node 0 has no governor. */
interface Graph {
  readonly size: number
  readonly weights: Float64Array
}

/** Governor of each node in the heaviest tree below node 0 (its own entry is -1). */
function edmonds(graph: Graph): number[] {
  const { size } = graph
  const best = Array.from({ length: size }, (_, to) => (to === 0 ? -1 : heaviestInto(graph, to)))
  const cycle = findCycle(best)
  if (cycle === null) return best
  const contracted = contract(graph, cycle, best)
  return expand(contracted, edmonds(contracted.graph), best)
}

function heaviestInto({ size, weights }: Graph, to: number): number {
  let best = to === 0 ? 1 : 0
  for (let from = 0; from < size; from++) {
    if (from !== to && at(weights, from * size + to) > at(weights, best * size + to)) best = from
  }
  return best
}

interface Contracted {
  readonly graph: Graph
  /** Old nodes outside the cycle, by new number; the cycle itself is the last new node. */
  readonly outside: readonly number[]
  /** For each new node, the node of the cycle that an arc into or out of the cycle really touches. */
  readonly entering: readonly number[]
  readonly leaving: readonly number[]
}

function contract({ size, weights }: Graph, cycle: readonly number[], best: readonly number[]): Contracted {
  const inCycle = new Set(cycle)
  const outside = Array.from({ length: size }, (_, i) => i).filter(i => !inCycle.has(i))
  const [smaller, joined] = [outside.length + 1, outside.length]
  const lighter = new Float64Array(smaller * smaller).fill(Number.NEGATIVE_INFINITY)
  const [entering, leaving] = [new Array<number>(smaller).fill(-1), new Array<number>(smaller).fill(-1)]
  const gain = (from: number, to: number) => at(weights, from * size + to) - at(weights, (best[to] ?? 0) * size + to)
  const weight = (from: number, to: number) => at(weights, from * size + to)
  outside.forEach((old, i) => {
    outside.forEach((other, j) => (lighter[i * smaller + j] = weight(old, other)))
    const inTo = argmax(cycle, node => gain(old, node))
    const outOf = argmax(cycle, node => weight(node, old))
    lighter[i * smaller + joined] = gain(old, inTo)
    lighter[joined * smaller + i] = weight(outOf, old)
    entering[i] = inTo
    leaving[i] = outOf
  })
  return { graph: { size: smaller, weights: lighter }, outside, entering, leaving }
}

function expand(
  { outside, entering, leaving }: Contracted,
  tree: readonly number[],
  best: readonly number[],
): number[] {
  const joined = outside.length
  const governors = [...best]
  outside.forEach((old, i) => {
    const governor = tree[i] ?? -1
    governors[old] = governor === joined ? (leaving[i] ?? -1) : (outside[governor] ?? -1)
  })
  const from = tree[joined] ?? 0
  governors[entering[from] ?? 0] = outside[from] ?? 0 // breaks the cycle where the tree enters it
  return governors
}

const at = (weights: Float64Array, i: number) => weights[i] ?? Number.NEGATIVE_INFINITY

function argmax(nodes: readonly number[], value: (node: number) => number): number {
  return nodes.reduce((best, node) => (value(node) > value(best) ? node : best))
}
