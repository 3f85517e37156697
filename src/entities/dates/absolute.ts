import { numberOf } from '../numbers.ts'
import { dayOf, easter, monthStart, partsOf, weekdayOf, weekOf, type Day } from './calendar.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import { inDecade, inWeek, inYear, interval, NO_PUBLICATION, onDay, unresolved, type When } from './when.ts'

/** Dates that name their day, and years. A missing year comes from the publication and the clause's direction. */
export const ABSOLUTE: readonly DateRule[] = [
  { name: 'iso-date', pattern: '{year}-(?<month>\\d\\d)-(?<dd>\\d\\d)(?:T[\\d:.]+Z?)?', resolve: fullDate },
  { name: 'numeric-date', pattern: '(?<a>\\d{1,2})(?<sep>[./])(?<b>\\d{1,2})[./](?<y>\\d{4}|\\d\\d)', resolve: numericDate },
  { name: 'month-day-range', pattern: '{month} {dd}(?:\\s?[-–]\\s?| to | and )(?<until>\\d{1,2})(?:\\s?,? {year})?', resolve: dayRange },
  { name: 'month-day', pattern: '(?:(?:{weekday}|{weekday-short})\\s?,? )?(?:last )?{month} {dd}(?:\\s?, {year}| {y2:year})?', resolve: fullDate },
  { name: 'day-month', pattern: '(?:(?:{weekday}|{weekday-short})\\s?,? )?(?:the )?{dd}(?: of)? {month}(?:\\s?,? {year})?', resolve: fullDate },
  { name: 'day-of-month', pattern: '(?:{weekday}, )?{month} {ord}', resolve: ordinalDate },
  { name: 'week-of-day', pattern: '(?:the )?week of {month} {dd}', resolve: weekOfDay },
  { name: 'year', pattern: '(?:(?:fiscal|the year) )?{year}', resolve: year },
  { name: 'year-words', pattern: '(?:the year )?(?:(?<hundreds>nineteen|eighteen) (?<rest>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)|(?<=the year )two thousand)', resolve: yearInWords },
  { name: 'decade', pattern: '(?:the )?(?<full>(?:1[5-9]|20)\\d0)s|(?:the )?[\'’](?<short>\\d0)s|the {decade}', resolve: decade },
  { name: 'century', pattern: '(?:the )?{ord}[ -]century', resolve: century },
  { name: 'holiday', pattern: '(?:(?<rel>last|next|this) )?{holiday}(?:,? {year})?', resolve: holiday },
] // prettier-ignore

function fullDate(words: Words, setting: Setting): When | null {
  const [month, date] = [words.int('month'), words.int('dd')]
  const year = words.int('year') ?? words.int('y2')
  if (month === null || date === null || !isCapitalMonth(words)) return null
  if (year !== null) return dayOrDoubt(dayOf(year, month, date), words.text)
  if (words.get('dd').length > 2 && date > 31) return null
  return nearDay(month, date, { setting, text: words.text })
}

// "may 16 men were freed": a month has its capital.
function isCapitalMonth(words: Words): boolean {
  return words.isCapital('month') || /^\d/.test(words.get('month'))
}

function dayOrDoubt(day: Day | null, text: string): When {
  return day === null ? unresolved(`the calendar has no ${text}`) : onDay(day)
}

/** The day of a month in the year that the clause points to. */
function nearDay(month: number, date: number, { setting, text }: { setting: Setting; text: string }): When {
  if (dayOf(2024, month, date) === null) return unresolved(`the calendar has no ${text}`)
  if (setting.published === null) return unresolved(NO_PUBLICATION)
  const { published } = setting
  const [year] = partsOf(published)
  const days = [year - 1, year, year + 1].flatMap(y => dayOf(y, month, date) ?? [])
  return dayOrDoubt(nearest(days, published, setting), text)
}

// Back or ahead of publication as the clause says, and by no more than a good half year against it.
function nearest(days: readonly Day[], published: Day, { towards }: Setting): Day | null {
  const cost = (day: Day) => Math.abs(day - published) + (isAgainst(day - published, towards) ? 200 : 0)
  return [...days].sort((a, b) => cost(a) - cost(b))[0] ?? null
}

function isAgainst(distance: number, towards: Setting['towards']): boolean {
  return (towards === 'past' && distance > 0) || (towards === 'future' && distance < 0)
}

function numericDate(words: Words): When | null {
  const [a, b] = [words.int('a') ?? 0, words.int('b') ?? 0]
  const short = words.int('y') ?? 0
  const year = short > 99 ? short : short < 50 ? 2000 + short : 1900 + short
  const [month, date] = words.get('sep') === '/' && a <= 12 ? [a, b] : [b, a]
  return dayOrDoubt(dayOf(year, month, date), words.text)
}

function dayRange(words: Words, setting: Setting): When | null {
  const [month, date, until] = [words.int('month') ?? 0, words.int('dd') ?? 0, words.int('until') ?? 0]
  if (!words.isCapital('month') || until <= date) return null
  const year = words.int('year')
  const from = year === null ? nearDay(month, date, { setting, text: words.text }) : dayOrDoubt(dayOf(year, month, date), words.text)
  if (from.first === null) return from
  const [y] = partsOf(from.first)
  const last = dayOf(y, month, until)
  if (last === null) return unresolved(`the calendar has no ${words.text}`)
  return interval(`${from.value}/${onDay(last).value}`, from.first, last)
} // prettier-ignore

function ordinalDate(words: Words, setting: Setting): When | null {
  const [month, date] = [words.int('month'), words.int('ord', 'ord')]
  if (month === null || date === null || !words.isCapital('month')) return null
  return nearDay(month, date, { setting, text: words.text })
}

/** The year that "this", "last" or "next year" means. */
export function relativeYear(word: string, published: Day): number {
  const [year] = partsOf(published)
  return word === 'last' ? year - 1 : word === 'next' ? year + 1 : year
}

function weekOfDay(words: Words, setting: Setting): When | null {
  const day = fullDate(words, setting)
  return day?.first == null ? day : inWeek(...weekOf(day.first))
}

const COUNTED = /^[ -](?:\p{Ll}+ )?(?:people|men|women|soldiers|troops|prisoners|civilians|houses|homes|dollars|rounds|tons|tonnes|miles|kilometers|km|feet|meters|shares|points|barrels|votes|workers|jobs|pounds|families|fighters|refugees|GMT|hours|UTC|resolution)\b/u // prettier-ignore

function year(words: Words, setting: Setting): When | null {
  const number = words.int('year') ?? 0
  const isFramed = /^(?:the year|fiscal)/.test(words.text.toLowerCase())
  if (!isFramed && (number < 1500 || number > 2099 || COUNTED.test(setting.after))) return null
  if (/(?:No\.|number|resolution|Resolution|#|Flight|Route|\bat|about|some|than|nearly) $/.test(setting.before))
    return null
  return inYear(number)
}

// "nineteen ninety-six", as broadcasts spell it.
function yearInWords(words: Words, { numbers }: Setting): When {
  if (!words.has('rest')) return inYear(2000)
  return inYear((numberOf(words.get('hundreds'), numbers) ?? 0) * 100 + (numberOf(words.get('rest'), numbers) ?? 0))
}

function decade(words: Words): When | null {
  const named = words.int('decade')
  const short = words.int('short')
  return inDecade(named ?? words.int('full') ?? 1900 + (short ?? 0))
}

function century(words: Words): When {
  const start = ((words.int('ord', 'ord') ?? 1) - 1) * 100
  const value = String(start / 100).padStart(2, '0') // ISO 8601: a century is its first two digits
  return { ...interval(value, monthStart(start, 1), monthStart(start + 100, 1) - 1), edtf: `${value}XX` }
}

function holiday(words: Words, setting: Setting): When | null {
  const key = words.value('holiday') ?? ''
  if (!words.isCapital('holiday')) return null
  const year = words.int('year')
  if (year !== null) return dayOrDoubt(holidayIn(key, year), words.text)
  if (setting.published === null) return unresolved(NO_PUBLICATION)
  const [current] = partsOf(setting.published)
  const days = [current - 1, current, current + 1].flatMap(y => holidayIn(key, y) ?? [])
  const { published } = setting
  if (words.get('rel') === 'last') return dayOrDoubt(days.findLast(day => day < published) ?? null, words.text)
  return dayOrDoubt(nearest(days, published, setting), words.text)
}

function holidayIn(key: string, year: number): Day | null {
  if (key.startsWith('easter')) return easter(year) + Number(key.slice('easter'.length) || 0)
  if (key === 'thanksgiving') return (dayOf(year, 11, 1) ?? 0) + ((11 - weekdayOf(dayOf(year, 11, 1) ?? 0)) % 7) + 21 // fourth Thursday of November
  const [month = 1, date = 1] = key.split('-').map(Number)
  return dayOf(year, month, date)
} // prettier-ignore
