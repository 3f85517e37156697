import type { Category, Issue } from '../contract.ts'
import type { AlertKind } from './alert-rules.ts'

/** A sentence that a change stands on. */
export interface ChangeEvidence {
  readonly dispatch: string
  readonly publisher: string | null
  readonly published: string | null
  readonly quote: string
}

/** Something that the ledger did not hold before, or that has come to another state. */
export interface Change {
  readonly kind: Exclude<AlertKind, 'feed'>
  /** The process's key; null for an event. */
  readonly process: string | null
  /** Codes of who takes part, such as `RUS` or `COD/REB`: of a process its parties, of an event actors, then recipients. */
  readonly parties: readonly string[]
  /** Who acts on whom; null for what is no event. */
  readonly sides: { readonly actors: readonly string[]; readonly recipients: readonly string[] } | null
  readonly category: Category | null
  readonly issue: Issue | null
  /** The state before; null for what is new. */
  readonly was: string | null
  readonly state: string
  /** When it happened, else when it was reported; of what has come to another state, when that was reported. */
  readonly day: string | null
  /** One line for a person. */
  readonly title: string
  /** Of an event. */
  readonly confidence: number | null
  /** Sentences of dispatches, those that brought the change. */
  readonly evidence: readonly ChangeEvidence[]
  /** Names of private persons that may stand in the title and the evidence. */
  readonly privateNames: ReadonlySet<string>
}

/** The parts that there are, as one phrase. */
export const phrase = (...parts: readonly (string | number | null)[]) => parts.filter(part => part !== null).join(' ')

/** By what a sentence is known again: offsets change when a text is corrected elsewhere. */
export const sentenceOf = ({ dispatch, quote }: Pick<ChangeEvidence, 'dispatch' | 'quote'>) => `${dispatch}\n${quote}`
