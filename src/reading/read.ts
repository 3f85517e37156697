import { NO_PROCESS } from '../text/document.ts'
import type { Dispatch, Reading } from '../contract.ts'

export interface ReadOptions {
  /** Adds the text layers to the reading, for scoring and for tools. */
  readonly layers?: boolean
}

export interface ReaderVersion {
  /** Version of this package. */
  readonly engine: string
  /** SHA-256 of the weights, hex. */
  readonly model: string
  /** `native` or `wasm`. */
  readonly session: string
}

/** Reads dispatches with one loaded model. Safe to call again before an earlier call has ended. */
export interface Reader {
  readonly version: ReaderVersion
  read(dispatch: Dispatch, options?: ReadOptions): Promise<Reading>
  close(): Promise<void>
}

/** Loads the model and the dictionaries. */
export function openReader(): Promise<Reader> {
  return Promise.resolve({
    version: { engine: '0.1.0', model: '', session: 'native' },
    read: dispatch => Promise.resolve({ document: dispatch, events: [], process: NO_PROCESS }),
    close: () => Promise.resolve(),
  })
}
