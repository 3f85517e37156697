import type { Document, Layer } from './document.ts'

/** One step of reading: takes a document and returns it with more layers. Pure; keeps no state between documents. */
export interface Stage {
  /** Kebab-case; stands in `why`, in traces and in benchmark rows. */
  readonly name: string
  /** Checked against the stages before it when the pipeline is built. */
  readonly reads: readonly Layer[]
  readonly writes: readonly Layer[]
  run(document: Document, trace: Trace): Document
}

/** Receives what a stage did and why. Costs nothing when nobody listens: `note` is only called when wanted. */
export type Trace = (note: () => string) => void

/** A trace that nobody reads. */
export const noTrace: Trace = () => undefined
