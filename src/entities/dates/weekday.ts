import { weekdayOf, type Day } from './calendar.ts'

/**
 * The day a bare weekday name stands for in a dispatch.
 *
 * Looking back, the name of the publication's own weekday means that same day; looking forward it means a week
 * later, since a desk writes "today" for a meeting still to come.
 *
 * @param weekday - ISO 8601 number, 1 (Monday) to 7 (Sunday).
 * @param towards - Where the clause points: `past` for "arrived on Sunday", `future` for "will meet on Friday".
 *
 * Source: gold format, "weekday names resolve against it".
 */
export function resolveWeekday(weekday: number, published: Day, towards: 'past' | 'future'): Day {
  const back = (weekdayOf(published) - weekday + 7) % 7
  return towards === 'past' ? published - back : published + 7 - back
}
