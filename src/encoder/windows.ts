import type { Document, Sentence } from '../text/document.ts'
import type { Pieces } from './pieces.ts'

/** Word pieces that a window holds at most, its two marks included; the model's positions end at 512. */
const MOST_PIECES = 510
/** Pieces that consecutive sentences are packed to: context decides, but attention grows with the square. */
export const WINDOW_PIECES = 128

/** Consecutive sentences that the encoder reads at once: the tokens `[first, past)` of the document. */
export interface Window {
  readonly first: number
  readonly past: number
  /** Piece numbers of each token of the window. */
  readonly split: readonly (readonly number[])[]
  /** Pieces with the two marks. */
  readonly pieces: number
  /** Sentence number of each token, counted from the document's first. */
  readonly sentence: readonly number[]
}

/** Packs a document's sentences into windows of about equal size, each as large as fits. */
export function cutWindows(document: Document, pieces: Pieces): Window[] {
  const split = document.tokens.map(token => pieces.split(token.form))
  const sizes = document.sentences.map(sentence => sizeOf(split, sentence))
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  const room = WINDOW_PIECES - 2
  const even = whole / Math.max(1, Math.ceil(whole / room)) // so that the last window is not a stub
  const windows: Window[] = []
  let open: Sentence[] = []
  let held = 0
  document.sentences.forEach((sentence, i) => {
    const size = sizes[i] ?? 0
    const full = held + size > room || held >= even
    if (open.length > 0 && full) {
      windows.push(windowOf(open, split))
      open = []
      held = 0
    }
    if (size > 0) open.push(sentence)
    held += size
  })
  if (open.length > 0) windows.push(windowOf(open, split))
  return windows
}

function sizeOf(split: readonly (readonly number[])[], { first, past }: Sentence): number {
  let size = 0
  for (let i = first; i < past; i++) size += split[i]?.length ?? 0
  return size
}

function windowOf(sentences: readonly Sentence[], split: readonly (readonly number[])[]): Window {
  const first = sentences[0]?.first ?? 0
  const past = sentences.at(-1)?.past ?? first
  const shortened = shorten(split.slice(first, past))
  const sentence = sentences.flatMap(({ first, past }, i) => new Array<number>(past - first).fill(i))
  return { first, past, split: shortened, sentence, pieces: 2 + shortened.reduce((sum, word) => sum + word.length, 0) }
}

/** A sentence of more pieces than the model has positions keeps fewer pieces a word. */
function shorten(split: readonly (readonly number[])[]): readonly (readonly number[])[] {
  for (let most = 8; most > 0; most--) {
    const kept = split.map(word => word.slice(0, most))
    if (kept.reduce((sum, word) => sum + word.length, 2) <= MOST_PIECES) return kept
  }
  return split.map((word, i) => (i < MOST_PIECES - 2 ? word.slice(0, 1) : []))
}
