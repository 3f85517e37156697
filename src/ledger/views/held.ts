import type { ReviewState } from './effective.ts'
import type { DateRecord } from '../../contract.ts'

/** Where a record stands: what its row says besides the record itself. */
export interface Standing {
  /** Number of the row to be. */
  readonly number: number
  readonly id: string
  readonly dispatch: string
  readonly position: number
  /** The dispatch's day of publication. */
  readonly published: string | null
  readonly review: ReviewState
  readonly corrections: number
  /** Entry from which on the row holds. */
  readonly since: number
}

/** The columns that rows of events and of process objects share. */
export function heldColumns(standing: Standing, date: DateRecord | null, until: number) {
  return {
    number: standing.number,
    id: standing.id,
    dispatch_id: standing.dispatch,
    position: standing.position,
    start_day: date?.start ?? null,
    end_day: date?.end ?? null,
    sort_day: date?.start ?? date?.end ?? standing.published ?? '',
    review: standing.review,
    corrections: standing.corrections,
    since: standing.since,
    until,
  }
}
