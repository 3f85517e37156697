import type { FeatureFigure } from './features.ts'

/** How the figures of two records lie to each other. */
export type Match = 'equal' | 'near' | 'far'

/** Figures that say how long or how dear, not how many: two records may well name different ones. */
const BESIDE: ReadonlySet<string> = new Set(['days', 'money'])
/** Share by which large counts of one thing differ from source to source. */
const CLOSE = 0.02
const LARGE = 100
/** From this ratio on two counts are not two accounts of one thing. */
const FAR = 3

/** How the likest two figures of one kind lie; null where the records have no kind in common. */
export function matchOf(a: readonly FeatureFigure[], b: readonly FeatureFigure[]): Match | null {
  const matches = a.flatMap(one =>
    b.filter(({ kind }) => kind === one.kind && !BESIDE.has(kind)).map(other => matchOfTwo(one, other)),
  )
  if (matches.length === 0) return null
  if (matches.includes('equal')) return 'equal'
  return matches.includes('near') ? 'near' : 'far'
}

function matchOfTwo(a: FeatureFigure, b: FeatureFigure): Match {
  if (a.min !== null && a.min === b.min && a.max === b.max) return 'equal'
  const low = Math.min(leastOf(a), leastOf(b))
  const high = Math.max(leastOf(a), leastOf(b))
  if (low <= 0) return 'far'
  // "at least seven" and "nine" do not contradict each other, and say little.
  if (overlap(a, b)) return 'near'
  if (low >= LARGE && high - low <= CLOSE * high) return 'equal'
  return high / low < FAR ? 'near' : 'far'
}

const leastOf = ({ min, max }: FeatureFigure) => min ?? max ?? 0

function overlap(a: FeatureFigure, b: FeatureFigure): boolean {
  return (a.min ?? -Infinity) <= (b.max ?? Infinity) && (b.min ?? -Infinity) <= (a.max ?? Infinity)
}
