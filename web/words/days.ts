import type { DateRecord } from '../../src/contract.ts'

const LONG = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

interface Form {
  readonly short?: boolean
}

/** A day in words: `2 June 2025`; `2 Jun 2025` where room is short. */
export function dayInWords(day: string, { short = false }: Form = {}): string {
  const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(time)) return day
  return (short ? SHORT : LONG).format(time)
}

/** First and last possible day in words; an open side says so. */
export function rangeInWords(first: string | null, last: string | null, form: Form = {}): string {
  if (first === null && last === null) return 'day not stated'
  if (first === null) return `by ${dayInWords(last ?? '', form)}`
  if (last === null) return `from ${dayInWords(first, form)}`
  return first === last ? dayInWords(first, form) : `${dayInWords(first, form)} – ${dayInWords(last, form)}`
}

/** When a record's happening was, in words. */
export function dateInWords(date: DateRecord | null, form: Form = {}): string {
  return date === null ? 'day not stated' : rangeInWords(date.start, date.end, form)
}

/** Days since 1970 of an ISO day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

/** The moment of an entry, in UTC. */
export function momentInWords(moment: string): string {
  return `${dayInWords(moment)}, ${moment.slice(11, 16)} UTC`
}
