import type { Time } from '../../text/document.ts'
import { formatDay, mondayOf, monthStart, partsOf, weekOf, type Day } from './calendar.ts'

/** The doubt where a date hangs on the day of publication and nothing says it. */
export const NO_PUBLICATION = 'no day of publication to reckon from'

/** What an expression of time means. */
export interface When {
  readonly type: Time['type']
  /** TIMEX3 value; empty where the words name no possible time or nothing says which. */
  readonly value: string
  readonly edtf: string | null
  /** First and last possible day; null where open or unknown. */
  readonly first: Day | null
  readonly last: Day | null
  /** Why there is no value, where there is none. */
  readonly doubt?: string
}

/** One day. */
export function onDay(day: Day): When {
  const text = formatDay(day)
  return { type: 'DATE', value: text, edtf: text, first: day, last: day }
}

/** An ISO 8601 week, Monday to Sunday. */
export function inWeek(year: number, week: number): When {
  const monday = mondayOf(year, week)
  const [realYear, realWeek] = weekOf(monday)
  return interval(`${realYear}-W${two(realWeek)}`, monday, monday + 6)
}

/** Saturday and Sunday of the week of the day. */
export function onWeekend(day: Day): When {
  const [year, week] = weekOf(day)
  const monday = mondayOf(year, week)
  return interval(`${year}-W${two(week)}-WE`, monday + 5, monday + 6)
}

/** A month; numbers beyond 12 or below 1 run into other years. */
export function inMonth(year: number, month: number): When {
  const first = monthStart(year, month)
  const [y, m] = partsOf(first)
  const value = `${four(y)}-${two(m)}`
  return { type: 'DATE', value, edtf: value, first, last: monthStart(y, m + 1) - 1 }
}

/** A quarter of a year; numbers beyond 4 or below 1 run into other years. EDTF, level 2: 33 to 36 are the quarters. */
export function inQuarter(year: number, quarter: number): When {
  const first = monthStart(year, quarter * 3 - 2)
  const [y, m] = partsOf(first)
  const number = (m + 2) / 3
  return { ...interval(`${y}-Q${number}`, first, monthStart(y, m + 3) - 1), edtf: `${y}-${32 + number}` }
}

/** A calendar year. */
export function inYear(year: number): When {
  const value = four(year)
  return { type: 'DATE', value, edtf: value, first: monthStart(year, 1), last: monthStart(year + 1, 1) - 1 }
}

/** The ten years from a year that ends in 0. */
export function inDecade(year: number): When {
  const value = `${four(year).slice(0, 3)}X`
  return { type: 'DATE', value, edtf: value, first: monthStart(year, 1), last: monthStart(year + 10, 1) - 1 }
}

const SEASON_MONTH: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 }

/** A season of the northern half of the earth; winter runs into the next year. EDTF, level 1: 21 to 24 are the seasons. */
export function inSeason(year: number, season: string): When {
  const month = SEASON_MONTH[season] ?? 3
  return {
    ...interval(`${year}-${season}`, monthStart(year, month), monthStart(year, month + 3) - 1),
    edtf: `${year}-${20 + month / 3}`,
  }
}

/** A length of time: bounded by nothing but itself. */
export function lasting(value: string): When {
  return { type: 'DURATION', value, edtf: null, first: null, last: null }
}

/** A time that comes again. */
export function recurring(value: string): When {
  return { type: 'SET', value, edtf: null, first: null, last: null }
}

/** A time that the words leave open: `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`. */
export function vaguely(value: string): When {
  return { type: 'DATE', value, edtf: null, first: null, last: null }
}

/** An expression of time to which no value can be given, and why. */
export function unresolved(doubt: string, type: Time['type'] = 'DATE'): When {
  return { type, value: '', edtf: null, first: null, last: null, doubt }
}

/** A stretch of days under a value of its own. */
export function interval(value: string, first: Day, last: Day): When {
  return { type: 'DATE', value, edtf: `${formatDay(first)}/${formatDay(last)}`, first, last }
}

/** The same value, with fewer possible days: "early June". */
export function within(when: When, first: Day, last: Day): When {
  return { ...when, first, last, edtf: `${formatDay(first)}/${formatDay(last)}` }
}

/** A part of a day, or a time of the clock. */
export function atTime(when: When, clock: string): When {
  return { ...when, type: 'TIME', value: `${when.value}T${clock}` }
}

/** Two digits. */
export function two(value: number): string {
  return String(value).padStart(2, '0')
}

function four(value: number): string {
  return String(value).padStart(4, '0')
}
