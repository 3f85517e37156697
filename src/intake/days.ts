/** A day written out in full, and where. */
export interface WrittenDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** Offsets in the line that was searched. */
  readonly start: number
  readonly end: number
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
// A page copied from the web may run the time into the year: "July 23, 20254:13 PM".
const YEAR = '(\\d{4})(?!\\d(?!\\d?:))'
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)?'

type Parts = readonly [year: string | undefined, month: string | undefined, day: string | undefined]

// Tried in this order; the first that gives a day of the calendar holds.
const FORMS: readonly { readonly pattern: RegExp; readonly parts: (found: RegExpExecArray) => Parts }[] = [
  { pattern: /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, parts: ([, y, m, d]) => [y, m, d] },
  { pattern: new RegExp(`\\b${MONTH}\\s${ORDINAL},?\\s${YEAR}`, 'i'), parts: ([, m, d, y]) => [y, m, d] },
  { pattern: new RegExp(`(?<!\\d)${ORDINAL}\\s${MONTH},?\\s${YEAR}`, 'i'), parts: ([, d, m, y]) => [y, m, d] },
  // Day first, as most of the world writes it; month first only where the other order gives no day.
  { pattern: /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/, parts: ([, d, m, y]) => [y, m, d] },
  { pattern: /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/, parts: ([, m, d, y]) => [y, m, d] },
]

const WITHOUT_YEAR = [
  { pattern: new RegExp(`\\b${MONTH}\\s${ORDINAL}(?!\\d)`, 'i'), parts: ([, m, d]: RegExpExecArray) => [m, d] },
  {
    pattern: new RegExp(`(?<!\\d)${ORDINAL}\\s${MONTH}(?!\\p{L})`, 'iu'),
    parts: ([, d, m]: RegExpExecArray) => [m, d],
  },
]

/** The first form of a full date that the line holds; null where it holds none. */
export function findDay(line: string): WrittenDay | null {
  for (const { pattern, parts } of FORMS) {
    const found = pattern.exec(line)
    const day = found && calendarDay(parts(found))
    if (found && day) return { day, start: found.index, end: found.index + found[0].length }
  }
  return null
}

/** The day of a date that does not name its year ("May 16"), in the year given; null where there is none. */
export function findDayInYear(line: string, year: string): string | null {
  for (const { pattern, parts } of WITHOUT_YEAR) {
    const found = pattern.exec(line)
    const [month, day] = found ? parts(found) : []
    if (month !== undefined) return calendarDay([year, month, day])
  }
  return null
}

/** `YYYY-MM-DD` of a day that the calendar has, between 1900 and 2199; null for any other. */
function calendarDay([year = '', month = '', day = '']: Parts): string | null {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const iso = `${year}-${String(named || Number(month)).padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
  return exists && year >= '1900' && year < '2200' ? iso : null
}
