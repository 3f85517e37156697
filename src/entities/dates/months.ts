import { relativeYear } from './absolute.ts'
import { monthStart, partsOf, weekdayOf, weekOf, type Day } from './calendar.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import { inMonth, inQuarter, inSeason, inWeek, interval, NO_PUBLICATION, unresolved, type When } from './when.ts'

/** Months, their weeks, seasons and quarters. A missing year comes from the publication and the clause's direction. */
export const MONTHS: readonly DateRule[] = [
  { name: 'month-year', pattern: '{month}(?:,? | of ){year}', resolve: words => inMonth(words.int('year') ?? 0, words.int('month') ?? 0) },
  { name: 'month-relative-year', pattern: '{month}(?: of)? (?<rel>this|last|next) year', resolve: monthOfYear },
  { name: 'month', pattern: '(?:(?<rel>last|next|this|this past|this coming|the following) )?{month}', resolve: month },
  { name: 'week-of-month', pattern: '(?:the )?(?<which>first|second|third|fourth|last|final) (?:week|(?<weekend>weekend)) (?:of|in) (?:{month}(?:,? {year})?|(?<that>the month|this month|last month|next month))', resolve: weekOfMonth },
  { name: 'season-year', pattern: '(?:the )?{season}(?: of|,)? {year}', resolve: words => inSeason(words.int('year') ?? 0, words.value('season') ?? '') },
  { name: 'season', pattern: '(?:(?<rel>last|next|this|this past|this coming|the) )?{season}', resolve: season },
  { name: 'quarter', pattern: '(?:the (?!\\w+-))?(?:(?<rel>this|last|next) year[\'’]s )?(?:{year} )?(?:fiscal )?(?<ord>first|second|third|fourth)(?: fiscal)?[ -]quarter(?: of (?:{y2:year}|fiscal {y3:year}|(?<rel2>this|last|next) year))?', resolve: quarter },
  { name: 'quarter-number', pattern: 'Q(?<ord>[1-4])(?:[ -]{year})?', resolve: quarter },
] // prettier-ignore

const MONTH_CONTEXT = /(?:\b(?:in|of|since|until|till|by|from|to|during|through|before|after|between|and|last|next|early|late|mid|for|on|as|end|beginning|start|middle|around|every|each|or|ending|ended|ends|starting|beginning)|[,(]|-)\s*$/i // prettier-ignore

/** Months that are also words or names of persons. */
const AMBIGUOUS = /^(?:may|march|august|april|june)$/

function month(words: Words, setting: Setting): When | null {
  const [number, rel] = [words.int('month'), words.get('rel')]
  if (number === null || !words.isCapital('month') || (rel === '' && isOtherWord(words, setting))) return null
  if (setting.published === null) return unresolved(NO_PUBLICATION)
  return inMonth(yearOfMonth(number, rel, setting), number)
}

// "May" the verb, "March" the walk, "April Glaspie", "Jan Egeland".
function isOtherWord(words: Words, { before, after }: Setting): boolean {
  const name = words.get('month').replace('.', '')
  if (/^(?:mar|jan)$/.test(name)) return true
  if (!AMBIGUOUS.test(name)) return false
  return !MONTH_CONTEXT.test(before) || (!words.text.endsWith('.') && /^ \p{Lu}\p{Ll}/u.test(after))
}

function yearOfMonth(number: number, rel: string, { published, towards }: Setting): number {
  const [year, current] = partsOf(published ?? 0)
  if (rel === '') return yearByClause(number, [year, current], towards)
  if (rel === 'this') return year
  return /last|past/.test(rel) ? yearBack(number, [year, current]) : yearAhead(number, [year, current])
}

type YearMonth = readonly [year: number, month: number]

function yearByClause(number: number, now: YearMonth, towards: Setting['towards']): number {
  const [year, current] = now
  if (number === current) return year
  if (towards === null) return number - current > 6 ? year - 1 : year
  return towards === 'past' ? yearBack(number, now) : yearAhead(number, now)
}

function yearBack(number: number, [year, current]: YearMonth): number {
  return number < current ? year : year - 1
}

function yearAhead(number: number, [year, current]: YearMonth): number {
  return number > current ? year : year + 1
}

const SEASON_CONTEXT =
  /\b(?:in|of|during|by|since|until|early|late|mid-?|every|each|last|next|this|past|coming) (?:the )?$/

function season(words: Words, setting: Setting): When | null {
  const [name, rel] = [words.value('season') ?? '', words.get('rel')]
  const framed =
    /^(?:last|next|this)/.test(rel) || SEASON_CONTEXT.test(`${setting.before}${rel === 'the' ? 'the ' : ''}`)
  if (!framed || /^(?: school| camp| Olympics|ed|ing)/.test(setting.after)) return null
  return setting.published === null
    ? unresolved(NO_PUBLICATION)
    : nearSeason(name, rel, { ...setting, published: setting.published })
}

function nearSeason(name: string, rel: string, { published, towards }: Setting & { published: Day }): When | null {
  const [year] = partsOf(published)
  if (rel === 'this') return inSeason(year, name)
  const near = [year - 1, year, year + 1].map(y => inSeason(y, name))
  const begins = (when: When) => (when.first ?? 0) - published
  const ends = (when: When) => (when.last ?? 0) - published
  if (rel === 'last') return near.findLast(when => ends(when) < 0) ?? null
  if (rel === 'next') return near.find(when => begins(when) > 0) ?? null
  const ahead = rel === 'this coming' || towards === 'future'
  return (ahead ? near.find(when => ends(when) >= 0) : near.findLast(when => begins(when) <= 0)) ?? null
}

function monthOfYear(words: Words, { published }: Setting): When | null {
  if (!words.isCapital('month')) return null
  if (published === null) return unresolved(NO_PUBLICATION)
  return inMonth(relativeYear(words.get('rel'), published), words.int('month') ?? 1)
}

function weekOfMonth(words: Words, setting: Setting): When | null {
  const first = monthMeant(words, setting)
  if (first === null) return setting.published === null ? unresolved(NO_PUBLICATION) : null
  const [year, number] = partsOf(first)
  const last = monthStart(year, number + 1) - 1
  const index = ['first', 'second', 'third', 'fourth'].indexOf(words.get('which'))
  if (words.has('weekend')) return weekendOf(index, first, last)
  // Gold format: the first week of May is May 1 to 7, as a desk counts, whatever the weekday.
  const from = index === -1 ? last - 6 : first + index * 7
  const [weekYear, week] = weekOf(from)
  return { ...inWeek(weekYear, week), ...interval(inWeek(weekYear, week).value, from, from + 6) }
}

function weekendOf(index: number, first: Day, last: Day): When {
  const saturday = index === -1 ? last - ((weekdayOf(last) + 1) % 7) : first + ((13 - weekdayOf(first)) % 7) + index * 7
  const [year, week] = weekOf(saturday)
  return interval(`${year}-W${String(week).padStart(2, '0')}-WE`, saturday, saturday + 1)
}

function monthMeant(words: Words, setting: Setting): Day | null {
  const number = words.int('month')
  if (number !== null) {
    const year = words.int('year')
    if (year === null && setting.published === null) return null
    return monthStart(year ?? yearOfMonth(number, '', setting), number)
  }
  if (setting.published === null) return null
  const [year, current] = partsOf(setting.published)
  const shift = words.get('that').startsWith('last') ? -1 : words.get('that').startsWith('next') ? 1 : 0
  return monthStart(year, current + shift)
}

function quarter(words: Words, setting: Setting): When | null {
  const number = words.int('ord', 'ord') ?? 1
  const year = words.int('year') ?? words.int('y2') ?? words.int('y3')
  if (year !== null) return inQuarter(year, number)
  if (setting.published === null) return unresolved(NO_PUBLICATION)
  const rel = words.get('rel') || words.get('rel2')
  if (rel !== '') return inQuarter(relativeYear(rel, setting.published), number)
  const [current, month] = partsOf(setting.published)
  const isYetToCome = number * 3 - 2 > month + 2
  return inQuarter(isYetToCome && setting.towards !== 'future' ? current - 1 : current, number)
}
