import * as tokenizers from '@huggingface/tokenizers'
import { z } from 'zod'
import { ParleyError } from '../errors.ts'
import { modelForm } from './forms.ts'

// The package's declarations do not resolve under `nodenext`; this is the part that is used.
interface PieceTokenizer {
  encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: readonly number[] }
}
const { Tokenizer } = tokenizers as unknown as { Tokenizer: new (file: object, config: object) => PieceTokenizer }

const MARK = '▁' // begins a word
const MOST_PIECES_A_WORD = 8
const MOST_WORDS_KEPT = 200_000

const piecesFile = z.object({ pieces: z.array(z.string()), scores: z.array(z.number()) })

/** Splits words into the model's pieces. */
export interface Pieces {
  /** Piece numbers of one word: at least one, at most eight. */
  split(form: string): readonly number[]
}

/**
 * Reads model/pieces.json: sentence pieces with their log probabilities (a unigram model, best path a word).
 *
 * @param unknown - Number of the piece for what the vocabulary does not hold.
 * @throws {ParleyError} `MODEL_UNREADABLE`
 */
export function readPieces(json: unknown, unknown: number): Pieces {
  const read = piecesFile.safeParse(json)
  if (!read.success) throw new ParleyError('MODEL_UNREADABLE', { file: 'pieces.json', reason: 'not a list of pieces' })
  const { pieces, scores } = read.data
  const vocab = pieces.map((piece, i) => [piece, scores[i]])
  const bare = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] }
  const tokenizer = new Tokenizer({ ...bare, model: { type: 'Unigram', unk_id: unknown, vocab } }, {})
  const known = new Map<string, readonly number[]>()
  return {
    split(form) {
      const before = known.get(form)
      if (before !== undefined) return before
      const { ids } = tokenizer.encode(MARK + modelForm(form), { add_special_tokens: false })
      const split = ids.length === 0 ? [unknown] : ids.slice(0, MOST_PIECES_A_WORD)
      if (known.size < MOST_WORDS_KEPT) known.set(form, split)
      return split
    },
  }
}
