import { sql, type RawBuilder } from 'kysely'

/** Whether a stored text was read; `not-read` is another language than English, or a text still to be read. */
export const READING_STATES = ['read', 'not-read', 'not-about-this'] as const
export type ReadingState = (typeof READING_STATES)[number]

/** The state of a row of `dispatch` as of an entry; of a text that another has followed, as it was at its end. */
export function readingStateAsOf(asOf: number): RawBuilder<ReadingState> {
  const at = sql`case when dispatch.until <= ${asOf} then dispatch.until - 1 else ${asOf} end`
  return sql<ReadingState>`case
    when exists (
      select 1 from reading where reading.dispatch_id = dispatch.id and reading.text_hash = dispatch.text_hash
        and reading.since <= ${at} and reading.until > ${at}
    ) then 'read'
    when exists (
      select 1 from passed_over where passed_over.dispatch_id = dispatch.id and passed_over.text_hash = dispatch.text_hash
        and passed_over.since <= ${at} and passed_over.until > ${at}
    ) then 'not-about-this'
    else 'not-read' end`
}
