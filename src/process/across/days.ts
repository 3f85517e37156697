import type { DateRecord } from '../../contract.ts'

const DAY_MS = 86_400_000

/** Days from one day to another, negative where it lies before; null where one of them is unknown. */
export function daysBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The day so many days later. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The days from 1 January 1970 to a day; 0 for what is no day. */
export function dayNumber(day: string): number {
  const time = Date.parse(day)
  return Number.isNaN(time) ? 0 : Math.floor(time / DAY_MS)
}

/** The week of a day that is given by its number, counted from 1 January 1970. */
export function weekOf(day: number): number {
  return Math.floor(day / 7)
}

/** Whether two days lie at most so many days apart; an unknown day is near none. */
export function isNear(a: string | null, b: string | null, days: number): boolean {
  const apart = daysBetween(a, b)
  return apart !== null && Math.abs(apart) <= days
}

/** The one day of a date that has one. */
export function exactDay(date: DateRecord | null): string | null {
  return date !== null && date.start !== null && date.start === date.end ? date.start : null
}

/** The day by which a date is put in order: the certain one, else the first or last possible one, else that of publication. */
export function dayBy(date: DateRecord | null, published: string | null): string | null {
  return exactDay(date) ?? date?.start ?? date?.end ?? published
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** Whether a sentence names the day by month and number: "June 2", "2 June". */
export function namesDay(sentence: string, day: string): boolean {
  const [, month = 0, number = 0] = day.split('-').map(Number)
  const name = MONTHS[month - 1]
  if (name === undefined) return false
  const written = `${name}[a-z]{0,6}\\.? ${number}(?!\\d)|(?<!\\d)${number}(?:st|nd|rd|th)? (?:of )?${name}[a-z]{0,6}\\b`
  return new RegExp(`\\b(?:${written})`, 'i').test(sentence)
}

/** The value that occurs most often, the earlier one of a tie; null where there is none. */
export function mostFrequent<Value extends string | number>(values: readonly Value[]): Value | null {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
