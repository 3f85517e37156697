import type { Dispatch, Reading } from '../contract.ts'
import type { ParleyError } from '../errors.ts'
import type { ActorFile } from '../entities/actors/own.ts'
import { emptyDocument, type Document } from '../text/document.ts'
import { assembleReading } from './assemble.ts'
import type { Explained } from '../events/explain.ts'
import type { FrameFile } from '../events/frames/tables.ts'
import { openEngine } from './engine.ts'
import { engineVersion, readData, readModel } from './packaged.ts'
import { refuse } from './refuse.ts'

export type { Dispatch, Reading } from '../contract.ts'
export type { ActorFile } from '../entities/actors/own.ts'

export interface ReadOptions {
  /** Adds the text layers to the reading, for scoring and for tools. */
  readonly layers?: boolean
}

export interface ReaderVersion {
  /** Version of this package. */
  readonly engine: string
  /** SHA-256 of the weights, hex. */
  readonly model: string
  /** The runtime that was chosen when the reader was opened. */
  readonly session: 'native' | 'wasm'
}

/** Reads dispatches with one loaded model. May be called again before an earlier call has ended. */
export interface Reader {
  readonly version: ReaderVersion
  /**
   * All that the engine says of a dispatch. The same text, version and session give the same reading.
   *
   * @throws {ParleyError} `DISPATCH_LANGUAGE` where the text is not English, `DISPATCH_LONG` where it is no report.
   */
  read(dispatch: Dispatch, options?: ReadOptions): Promise<Reading>
  /**
   * How a dispatch was read: all layers, and each word that may name a happening with what the heads say of it.
   *
   * @throws {ParleyError} as `read`
   */
  explain(dispatch: Dispatch): Promise<Explanation>
  /** Rows of the users' tables that could not be read, each with its file and line. */
  readonly faults: readonly ParleyError[]
  /** Sentences, words, tags, lemmas and trees alone; the document's own sentences and words are kept where it has any. */
  parse(document: Document): Promise<Document>
  close(): Promise<void>
}

/** A dispatch's layers, and its candidates for happenings in text order. */
export interface Explanation {
  readonly document: Document
  readonly candidates: readonly Explained[]
}

export interface OpenReaderOptions {
  /** Tables of frames in the columns of `data/frames/frames.tsv`, which go before ours. */
  readonly frames?: readonly FrameFile[]
  /** `wasm` leaves the native runtime aside; by default it is taken where its package is installed. */
  readonly session?: 'native' | 'wasm'
  /** A model folder, ending with a slash, in place of the package's own. */
  readonly model?: URL
  /** Dictionaries of actors beside the package's own, whose rows come first: in the columns of docs/dictionaries.md or in PETRARCH's format. */
  readonly actors?: readonly ActorFile[]
}

/**
 * Loads the model and the dictionaries: once, then `read` as often as wanted.
 *
 * @throws {ParleyError} `MODEL_UNREADABLE`, `MODEL_LABELS` or `ACTORS_FORMAT`
 */
export async function openReader(options: OpenReaderOptions = {}): Promise<Reader> {
  const model = readModel(options.model)
  const prefer = options.session ?? (process.env.PARLEY_SESSION === 'wasm' ? 'wasm' : 'native')
  const { actors = [], frames = [] } = options
  const engine = await openEngine({ model, readData, prefer, actors, frames })
  return {
    version: { engine: engineVersion([...actors, ...frames]), model: model.hash, session: engine.encoder.kind },
    async read(dispatch, { layers = false } = {}) {
      refuse(dispatch)
      const document = await engine.annotate(emptyDocument(dispatch))
      return assembleReading(document, { layers, doubts: doubtsOf(dispatch) })
    },
    async explain(dispatch) {
      refuse(dispatch)
      const document = await engine.annotate(emptyDocument(dispatch))
      return { document, candidates: engine.explain(document) }
    },
    faults: engine.faults,
    parse: document => engine.parse(document),
    close: () => engine.encoder.close(),
  }
}

function doubtsOf({ published }: Dispatch): string[] {
  return published === null ? ['No day of publication: days that depend on it are left open'] : []
}
