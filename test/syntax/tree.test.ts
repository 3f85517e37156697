import { describe, expect, test } from 'vitest'
import { englishTree } from '../../src/syntax/english-tree.ts'
import { bestProjectiveTree, hasCrossing } from '../../src/syntax/projective.ts'
import { bestTree, type ArcScore } from '../../src/syntax/tree.ts'

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 16_807) % 2_147_483_647
    yield state / 2_147_483_647
  }
}

function scoresOf(n: number, seed: number): ArcScore {
  const next = numbers(seed)
  const table = Array.from({ length: n }, () => Array.from({ length: n + 1 }, () => next.next().value))
  return (dependent, governor) => table[dependent]?.[governor + 1] ?? 0
}

const rootsOf = (tree: readonly number[]) => tree.filter(governor => governor < 0).length

function reachesRoot(tree: readonly number[]): boolean {
  return tree.every((_, word) => {
    let at = word
    for (let steps = 0; at >= 0 && steps <= tree.length; steps++) at = tree[at] ?? -1
    return at < 0
  })
}

const worth = (tree: readonly number[], score: ArcScore) =>
  tree.reduce((sum, governor, word) => sum + score(word, governor), 0)

const any = (): boolean => true

/** All assignments of governors that a test allows, the slow and sure way. */
function bestByTrying(n: number, score: ArcScore, isAllowed: (tree: readonly number[]) => boolean = any): number {
  let best = Number.NEGATIVE_INFINITY
  const extend = (tree: number[]): void => {
    if (tree.length === n) {
      if (rootsOf(tree) === 1 && reachesRoot(tree) && isAllowed(tree)) best = Math.max(best, worth(tree, score))
      return
    }
    for (let governor = -1; governor < n; governor++) if (governor !== tree.length) extend([...tree, governor])
  }
  extend([])
  return best
}

describe('bestTree', () => {
  test('is the best of all trees with one root', () => {
    for (let seed = 1; seed <= 250; seed++) {
      const n = 1 + (seed % 5)
      const score = scoresOf(n, seed)
      const tree = bestTree(n, score)
      expect([rootsOf(tree), reachesRoot(tree)]).toEqual([1, true])
      expect(worth(tree, score)).toBeCloseTo(bestByTrying(n, score), 9)
    }
  })

  test('has one root in a long sentence whose scores would like many', () => {
    const score: ArcScore = (dependent, governor) =>
      governor < 0 ? 10 : scoresOf(1, dependent * 97 + governor + 2)(0, 0)
    const tree = bestTree(120, score)
    expect([rootsOf(tree), reachesRoot(tree)]).toEqual([1, true])
  })

  test('is empty for no words', () => {
    expect(bestTree(0, () => 0)).toEqual([])
  })
})

describe('bestProjectiveTree', () => {
  test('is the best of all trees with one root and no crossing arcs', () => {
    for (let seed = 1; seed <= 250; seed++) {
      const n = 1 + (seed % 5)
      const score = scoresOf(n, seed)
      const tree = bestProjectiveTree(n, score)
      expect([rootsOf(tree), reachesRoot(tree), hasCrossing(tree)]).toEqual([1, true, false])
      expect(worth(tree, score)).toBeCloseTo(
        bestByTrying(n, score, other => !hasCrossing(other)),
        9,
      )
    }
  })
})

describe('englishTree', () => {
  const likeliest =
    (governors: readonly number[], by: number): ArcScore =>
    (dependent, governor) =>
      governors[dependent] === governor ? by : 0

  test('has no crossing arcs where they are little likelier', () => {
    expect(hasCrossing([2, 3, -1, 2])).toBe(true)
    expect(hasCrossing(englishTree(4, likeliest([2, 3, -1, 2], 1)))).toBe(false)
  })

  test('keeps crossing arcs that are much likelier', () => {
    expect(englishTree(4, likeliest([2, 3, -1, 2], 20))).toEqual([2, 3, -1, 2])
  })
})
