import type { DispatchTable } from '../tables.ts'
import type { ReadingState } from './reading-state.ts'

/** A dispatch without its text, as lists show it. */
export interface DispatchRow {
  readonly id: string
  /** 1 for the first text under this id. */
  readonly version: number
  readonly title: string | null
  readonly publisher: string | null
  /** Day of publication. */
  readonly published: string | null
  readonly url: string | null
  readonly language: string
  /** Where it came from. */
  readonly name: string
  readonly receivedAt: string | null
  readonly recordedAt: string
  /** SHA-256 of the text as UTF-8. */
  readonly textHash: string
  /** Whether its words were taken away. */
  readonly isRedacted: boolean
  /** Whether it was read. */
  readonly reading: ReadingState
  /** Entry that stored it. */
  readonly sequence: number
}

/** A dispatch with what became of it, as the queries select it. */
export type StoredDispatch = DispatchTable & { readonly reading: ReadingState }

/** The row as callers see it. */
export function dispatchRow(row: StoredDispatch): DispatchRow {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    publisher: row.publisher,
    published: row.published,
    url: row.url,
    language: row.language,
    name: row.name,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    textHash: row.text_hash,
    isRedacted: row.redacted === 1,
    reading: row.reading,
    sequence: row.since,
  }
}
