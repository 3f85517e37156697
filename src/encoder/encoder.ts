import type { Document } from '../text/document.ts'
import { ParleyError } from '../errors.ts'
import { readLabels, readLemmas, type Labels } from './labels.ts'
import { readPieces, type Pieces } from './pieces.ts'
import { joinScores, OUTPUTS, scoresOfWindow, type WindowScores } from './scores.ts'
import { openSession, type Session } from './session.ts'
import { tensorsOf } from './tensors.ts'
import { cutWindows } from './windows.ts'

/** The files of model/, as read from wherever they lie. */
export interface ModelFiles {
  readonly network: Uint8Array
  readonly labels: unknown
  readonly pieces: unknown
  readonly lemmas: unknown
  /** SHA-256 of `network`, hex. */
  readonly hash: string
}

/** Words to scores: the one asynchronous step of reading. */
export interface Encoder {
  readonly kind: Session['kind']
  readonly labels: Labels
  /** `form tag` → lemma rule, for words that always take one. */
  readonly lemmas: ReadonlyMap<string, string>
  /**
   * The document with `scores`. Each window runs alone (decision 0002): int8 ranges are taken over a whole run, so scores would
   * otherwise depend on what is read beside, and differ between the two runtimes.
   */
  encode(document: Document): Promise<Document>
  close(): Promise<void>
}

/**
 * Loads the model.
 *
 * @param prefer - `wasm` leaves the native runtime aside.
 * @throws {ParleyError} `MODEL_UNREADABLE` or `MODEL_LABELS`
 */
export async function openEncoder(files: ModelFiles, prefer?: 'native' | 'wasm'): Promise<Encoder> {
  const labels = readLabels(files.labels)
  if (labels.onnx !== files.hash)
    throw new ParleyError('MODEL_UNREADABLE', {
      file: 'parley.onnx',
      reason: 'not the file that labels.json describes',
    })
  const pieces = readPieces(files.pieces, labels.special.unk)
  const session = await openSession(files.network, prefer)
  return {
    kind: session.kind,
    labels,
    lemmas: readLemmas(files.lemmas, labels),
    encode: document => encode(document, { labels, pieces, session }),
    close: () => session.close(),
  }
}

interface Parts {
  readonly labels: Labels
  readonly pieces: Pieces
  readonly session: Session
}

async function encode(document: Document, { labels, pieces, session }: Parts): Promise<Document> {
  const encoded: WindowScores[] = []
  for (const window of cutWindows(document, pieces)) {
    const outputs = await session.run(tensorsOf(window, document.tokens, labels.special))
    const missing = OUTPUTS.find(name => !(name in outputs))
    if (missing !== undefined) throw new ParleyError('MODEL_LABELS', { problem: `the network gives no ${missing}` })
    encoded.push(scoresOfWindow(outputs, window))
  }
  return { ...document, scores: joinScores(encoded, labels, document.tokens.length) }
}
