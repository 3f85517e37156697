import { SHAPES, shapeOf } from './forms.ts'
import type { Labels } from './labels.ts'
import type { Tensor } from './session.ts'
import type { Token } from '../text/document.ts'
import type { Window } from './windows.ts'

const NONE = SHAPES.indexOf('none')

/**
 * The network's inputs for a batch of B windows of at most N words and T pieces.
 *
 * `ids`, `shape`, `mask` [B, T]: pieces, each with its word's shape. `pool` [B, N, T]: each row takes the mean of a word's
 * pieces. `sentence` [B, N]: the sentence's number, -1 beside words.
 */
export function tensorsOf(
  windows: readonly Window[],
  tokens: readonly Token[],
  special: Labels['special'],
): Record<string, Tensor> {
  const B = windows.length
  const T = Math.max(...windows.map(window => window.pieces))
  const N = Math.max(...windows.map(window => window.past - window.first))
  const ids = new BigInt64Array(B * T).fill(BigInt(special.pad))
  const shape = new BigInt64Array(B * T).fill(BigInt(NONE))
  const mask = new Float32Array(B * T)
  const pool = new Float32Array(B * N * T)
  const sentence = new BigInt64Array(B * N).fill(-1n)
  windows.forEach((window, b) => {
    let at = b * T
    ids[at++] = BigInt(special.bos)
    window.split.forEach((pieces, n) => {
      const form = BigInt(SHAPES.indexOf(shapeOf(tokens[window.first + n]?.form ?? '')))
      sentence[b * N + n] = BigInt(window.sentence[n] ?? -1)
      for (const piece of pieces) {
        pool[(b * N + n) * T + (at - b * T)] = 1 / pieces.length
        shape[at] = form
        ids[at++] = BigInt(piece)
      }
    })
    ids[at++] = BigInt(special.eos)
    mask.fill(1, b * T, at)
  })
  return {
    ids: { dims: [B, T], values: ids },
    shape: { dims: [B, T], values: shape },
    mask: { dims: [B, T], values: mask },
    pool: { dims: [B, N, T], values: pool },
    sentence: { dims: [B, N], values: sentence },
  }
}
