import type { ReviewState } from '../views/effective.ts'

/** What is needed to name a record's dispatch and to go to it. */
export interface DispatchLabel {
  readonly id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly url: string | null
}

/** What rows of events and of process objects have in common. */
export interface RecordRow {
  readonly id: string
  readonly dispatch: DispatchLabel
  /** Place in the reading, among its kind. */
  readonly position: number
  readonly review: ReviewState
  /** How many corrections are in the record. */
  readonly corrections: number
  /** Entry that made the record what it is: its reading, or the last review or correction. */
  readonly sequence: number
  readonly recordedAt: string
}

/** A stored record with its dispatch, as the queries join them. */
export interface JoinedRecord {
  readonly number: number
  readonly sort_day: string
  readonly id: string
  readonly position: number
  readonly review: string
  readonly corrections: number
  readonly since: number
  readonly record: string
  readonly dispatch_id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly url: string | null
  readonly recorded_at: string
}

/** The row as callers see it, without the record. */
export function recordRow(row: JoinedRecord): RecordRow {
  const { title, publisher, published, url } = row
  return {
    id: row.id,
    dispatch: { id: row.dispatch_id, title, publisher, published, url },
    position: row.position,
    review: row.review as ReviewState,
    corrections: row.corrections,
    sequence: row.since,
    recordedAt: row.recorded_at,
  }
}

/** Columns of a dispatch and of the entry that a record row shows. */
// prettier-ignore
export const LABEL_COLUMNS = [
  'dispatch.title', 'dispatch.publisher', 'dispatch.published', 'dispatch.url', 'entry.recorded_at',
] as const

/** Days that a list may be narrowed to: a record counts whose possible days touch the stretch. */
export interface Days {
  readonly from?: string | undefined
  readonly to?: string | undefined
}
