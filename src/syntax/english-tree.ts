import { bestProjectiveTree, hasCrossing } from './projective.ts'
import { bestTree, greedyTree, type ArcScore } from './tree.ts'

/** Arcs seldom cross in English: they may where the tree is this much likelier (difference of log-probabilities). */
const CROSSING_LEAST = 6
/** Words; without crossing arcs a longer sentence would take too long. */
const LONGEST_PROJECTIVE = 120

/** The best tree, without crossing arcs unless they are much likelier. */
export function englishTree(n: number, score: ArcScore): number[] {
  if (n > LONGEST_PROJECTIVE) return bestTree(n, score)
  const free = greedyTree(n, score)
  if (free !== null && !hasCrossing(free)) return free
  const projective = bestProjectiveTree(n, score)
  if (free === null) return projective
  const worth = (tree: readonly number[]) => tree.reduce((sum, governor, word) => sum + score(word, governor), 0)
  return worth(free) - worth(projective) > CROSSING_LEAST ? free : projective
}
