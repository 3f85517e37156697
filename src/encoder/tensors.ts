import { SHAPES, shapeOf } from './forms.ts'
import type { Labels } from './labels.ts'
import type { Tensor } from './session.ts'
import type { Token } from '../text/document.ts'
import type { Window } from './windows.ts'

const NONE = SHAPES.indexOf('none')

/**
 * The network's inputs for a window of N words and T pieces, as a batch of one.
 *
 * `ids`, `shape` [1, T]: pieces, each with its word's shape. `pool` [1, N, T]: each row takes the mean of a word's pieces. `sentence` [1, N]: the number of the word's sentence.
 */
export function tensorsOf(
  window: Window,
  tokens: readonly Token[],
  special: Labels['special'],
): Record<string, Tensor> {
  const T = window.pieces
  const N = window.past - window.first
  const ids = new BigInt64Array(T)
  const shape = new BigInt64Array(T).fill(BigInt(NONE))
  const pool = new Float32Array(N * T)
  let at = 0
  ids[at++] = BigInt(special.bos)
  window.split.forEach((pieces, n) => {
    const form = BigInt(SHAPES.indexOf(shapeOf(tokens[window.first + n]?.form ?? '')))
    for (const piece of pieces) {
      pool[n * T + at] = 1 / pieces.length
      shape[at] = form
      ids[at++] = BigInt(piece)
    }
  })
  ids[at] = BigInt(special.eos)
  return {
    ids: { dims: [1, T], values: ids },
    shape: { dims: [1, T], values: shape },
    pool: { dims: [1, N, T], values: pool },
    sentence: { dims: [1, N], values: BigInt64Array.from(window.sentence, BigInt) },
  }
}
