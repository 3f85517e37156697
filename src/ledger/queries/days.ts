import { sql, type RawBuilder } from 'kysely'
import { shifted } from '../../process/across/days.ts'
import type { Days } from './record-row.ts'

/** Days that an open side reaches: what is told without a day happened, or comes, within about a month of its report. */
const OPEN_DAYS = 31
/** Days that a stretch with two ends spans at most; of a longer one, the first that many count. */
const LONGEST = 366

/**
 * What the rows of a table meet whose possible days touch the stretch. The bounds on `sort_day` change nothing but which rows are
 * looked at: it is the first known day, so it lies near all others.
 */
export function dayConditions(table: 'event' | 'happening', { from, to }: Days): RawBuilder<boolean>[] {
  const [sort, start, end] = ['sort_day', 'start_day', 'end_day'].map(column => sql.ref(`${table}.${column}`))
  const conditions: RawBuilder<boolean>[] = []
  if (from !== undefined) {
    const open = shifted(from, -OPEN_DAYS)
    conditions.push(sql`${sort} >= ${shifted(from, -LONGEST)}`)
    conditions.push(sql`(${end} >= ${from} or (${end} is null and ${start} >= ${open}))`)
  }
  if (to !== undefined) {
    const open = shifted(to, OPEN_DAYS)
    conditions.push(sql`${sort} <= ${open}`)
    conditions.push(sql`(${start} <= ${to} or (${start} is null and ${end} <= ${open}))`)
  }
  return conditions
}
