/** Days since 1970-01-01, a Thursday. All arithmetic on dates is on these. */
export type Day = number

const DAY_MS = 86_400_000

/** The day of a year, month (1 to 12) and day of month; null where the calendar has none, as for February 30. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const time = new Date(Date.UTC(year, month - 1, date))
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== date) return null
  return time.getTime() / DAY_MS
}

/** The day of an ISO date; null where it is none. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** ISO 8601, `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Year, month (1 to 12) and day of month. */
export function partsOf(day: Day): readonly [year: number, month: number, date: number] {
  const time = new Date(day * DAY_MS)
  return [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()]
}

/** ISO 8601 number of the weekday, 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Year and number of the ISO 8601 week that holds the day. */
export function weekOf(day: Day): readonly [year: number, week: number] {
  const thursday = day - weekdayOf(day) + 4
  const [year] = partsOf(thursday)
  return [year, Math.floor((thursday - (dayOf(year, 1, 1) ?? 0)) / 7) + 1]
}

/** Monday of an ISO 8601 week. */
export function mondayOf(year: number, week: number): Day {
  const fourth = dayOf(year, 1, 4) ?? 0 // ISO 8601: week 1 holds January 4
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7
}

/** First day of a month; months beyond 12 or below 1 run into other years. */
export function monthStart(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / DAY_MS
}

/** Easter Sunday of the western churches. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms). */
export function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1) ?? 0
}
