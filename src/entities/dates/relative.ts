import { monthStart, partsOf, weekdayOf, weekOf, type Day } from './calendar.ts'
import { resolveWeekday } from './weekday.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import {
  atTime,
  inMonth,
  inQuarter,
  inWeek,
  inYear,
  interval,
  lasting,
  onDay,
  onWeekend,
  unresolved,
  vaguely,
  NO_PUBLICATION,
  within,
  type When,
} from './when.ts'

/** Dates reckoned from the day of publication, or from the date last mentioned. */
export const RELATIVE: readonly DateRule[] = [
  { name: 'named-day', pattern: '(?:the )?(?<day>day before yesterday|day after tomorrow|today|yesterday|tomorrow)(?: (?<part>morning|afternoon|evening|night))?', resolve: namedDay },
  { name: 'tonight', pattern: 'tonight|last night|overnight|(?<this>this) {part}', resolve: partOfToday },
  { name: 'weekday', pattern: '(?:(?<rel>last|next|this|this past|this coming|the following|the previous) )?(?:{weekday}|{weekday-short})(?: {part})?', resolve: weekday },
  { name: 'part-of-weekday', pattern: '(?:the )?{part} of {weekday}', resolve: weekday },
  { name: 'weekend', pattern: '(?:(?<rel>last|next|this|this past|this coming|the|the following|the past) )weekend', resolve: weekend },
  { name: 'unit', pattern: '(?:the )?(?<rel>last|next|this|previous|following|coming|current|same|that|past|prior|preceding|latest)(?: (?:very|same|fiscal|calendar))? (?<unit>day|week|month|quarter|year|decade|period|morning|afternoon|evening|night)(?: (?<part>morning|afternoon|evening|night))?', resolve: unit },
  { name: 'the-period', pattern: 'the (?<unit>quarter|period|year)(?! (?:ended|to)\\b)', resolve: thePeriod },
  { name: 'end-of', pattern: '(?<stretch>the end of|the beginning of|the start of|the middle of|the rest of) (?<rel>the|this|last|next|that) (?<unit>day|week|month|quarter|year)', resolve: unit },
  { name: 'year-end', pattern: '(?:the )?(?:year[ -]end|end of the year)', resolve: (_, s) => lastOfYear(s) },
  { name: 'the-year-start', pattern: '(?:the )?(?<stretch>beginning|start|end|middle) of (?<rel>the|this|last|next|that) (?<unit>day|week|month|year)', resolve: unit },
  { name: 'the-day', pattern: '(?<way>later|earlier) (?:that|the same) (?<unit>day|week|month|year)|(?<=later in |later on |earlier in |earlier on )the (?<u3>day|week|month|year)|(?:the|that) same (?<u2>day|week|month|year)', resolve: sameUnit },
  { name: 'vague', pattern: '{vague}(?! years?\\b| months?\\b| weeks?\\b| days?\\b| \\d| two\\b| three\\b| few\\b| several\\b)', resolve: words => vaguely(words.value('vague') ?? '') },
  { name: 'recent-years', pattern: '(?<ref>recent|coming|the coming|earlier|past) (?<unit>years|months|weeks|days|decades)', resolve: recentUnits },
] // prettier-ignore

// "recent years" points somewhere back; "recent weeks" has a length, if an open one.
function recentUnits(words: Words): When {
  const unit = words.value('unit') ?? 'Y'
  if (/coming/.test(words.get('ref'))) return vaguely('FUTURE_REF')
  return unit.endsWith('Y') ? vaguely('PAST_REF') : lasting(`PX${unit}`)
}

const PART: Readonly<Record<string, string>> = { morning: 'MO', afternoon: 'AF', evening: 'EV', night: 'NI' }
const DISTANCE: Readonly<Record<string, number>> = {
  'day before yesterday': -2, yesterday: -1, today: 0, tomorrow: 1, 'day after tomorrow': 2,
} // prettier-ignore

function namedDay(words: Words, { published }: Setting): When {
  if (published === null) return unresolved(NO_PUBLICATION)
  return withPart(onDay(published + (DISTANCE[words.get('day')] ?? 0)), words)
}

function withPart(when: When, words: Words): When {
  const part = words.value('part')
  return part === null || when.value === '' ? when : atTime(when, part)
}

function partOfToday(words: Words, { published }: Setting): When {
  if (published === null) return unresolved(NO_PUBLICATION, 'TIME')
  const text = words.text.toLowerCase()
  // Gold format: "overnight" covers both days.
  if (text === 'overnight') return within(atTime(onDay(published - 1), 'NI'), published - 1, published)
  if (/^last/.test(text)) return atTime(onDay(published - 1), 'NI')
  return atTime(onDay(published), words.value('part') ?? 'NI')
}

function weekday(words: Words, setting: Setting): When | null {
  const number = words.int('weekday') ?? words.int('weekdayshort', 'weekday-short')
  if (number === null) return null
  if (setting.published === null) return unresolved(NO_PUBLICATION)
  return withPart(onDay(dayOfWeekday(number, words.get('rel'), { ...setting, published: setting.published })), words)
}

function dayOfWeekday(number: number, rel: string, { published, day, towards }: Setting & { published: Day }): Day {
  if (rel === 'the following') return resolveWeekday(number, day ?? published, 'future')
  if (rel === 'the previous') return resolveWeekday(number, (day ?? published) - 1, 'past')
  if (/next|coming/.test(rel)) return resolveWeekday(number, published, 'future')
  if (/last|past/.test(rel)) return resolveWeekday(number, published - 1, 'past')
  return resolveWeekday(number, published, towards ?? 'past')
}

function weekend(words: Words, { published, towards }: Setting): When {
  if (published === null) return unresolved(NO_PUBLICATION)
  const rel = words.get('rel')
  if (rel === 'next') return onWeekend(published + 7)
  if (/coming/.test(rel) || towards === 'future') return onWeekend(published)
  if (rel === 'this') return weekdayOf(published) > 4 ? onWeekend(published) : onWeekend(published - 7)
  return weekdayOf(published) > 5 && rel !== 'last' ? onWeekend(published) : onWeekend(published - 7)
}

const SHIFT: Readonly<Record<string, number>> = {
  last: -1, previous: -1, past: -1, prior: -1, preceding: -1, next: 1, following: 1, coming: 1,
} // prettier-ignore
/** Words that reckon from the date last mentioned, not from publication. */
const NARRATIVE = new Set(['previous', 'following', 'same', 'that', 'preceding', 'prior'])

function unit(words: Words, setting: Setting): When | null {
  const [rel, name] = [words.get('rel'), words.get('unit')]
  if (name === 'period' || rel === 'latest') return latestQuarter(name, setting)
  if (PART[name] !== undefined && /^(?:this|current|the)$/.test(rel)) return null
  const base = baseOf(words, setting)
  if (base === null) return unresolved(NO_PUBLICATION)
  const shifted = shift(base, PART[name] === undefined ? name : 'day', SHIFT[rel] ?? 0)
  const when = atPart(shifted, PART[name] ?? PART[words.get('part')])
  return words.has('stretch') ? stretch(when, words.get('stretch')) : when
}

function atPart(when: When, part: string | undefined): When {
  return part === undefined ? when : atTime(when, part)
}

// "the next day" goes on from the day told last, "next week" from publication.
function baseOf(words: Words, setting: Setting): Day | null {
  const [rel, name] = [words.get('rel'), words.get('unit')]
  const isDaily = name === 'day' || PART[name] !== undefined
  if (!NARRATIVE.has(rel) && !(isDaily && /^the next/i.test(words.text))) return setting.published
  const told = isDaily ? setting.day : name === 'quarter' ? setting.quarter?.first : setting.anchor?.first
  return told ?? setting.published
}

function latestQuarter(name: string, setting: Setting): When | null {
  if (name !== 'quarter' && name !== 'period') return null
  return setting.quarter ?? lastQuarter(setting)
}

function lastQuarter({ published }: Setting): When | null {
  if (published === null) return null
  const [year, month] = partsOf(published)
  return inQuarter(year, Math.ceil(month / 3) - 1)
}

/** The unit that holds the day, moved by so many units. */
export function shift(day: Day, name: string, by: number): When {
  const [year, month] = partsOf(day)
  if (name === 'day') return onDay(day + by)
  if (name === 'week') return inWeek(...weekOf(day + 7 * by))
  if (name === 'month') return inMonth(year, month + by)
  if (name === 'quarter') return inQuarter(year, Math.ceil(month / 3) + by)
  if (name === 'decade') return inYearSpan(year + 10 * by)
  return inYear(year + by)
}

function inYearSpan(year: number): When {
  const start = year - (year % 10)
  return interval(`${String(start).slice(0, 3)}X`, monthStart(start, 1), monthStart(start + 10, 1) - 1)
}

/** The first, middle or last part of an interval: "early June", "the end of the year". */
export function stretch(when: When, name: string): When {
  if (when.first === null || when.last === null || when.last === when.first) return when
  const [first, last] = [when.first, when.last]
  const length = last - first + 1
  const third = Math.ceil(length / 3)
  if (/early|beginning|start/.test(name)) return within(when, first, first + third - 1)
  if (/mid/.test(name)) return within(when, first + third - 1, first + 2 * third - 1)
  if (/late|end/.test(name)) return within(when, last - third + 1, last)
  if (/first/.test(name)) return within(when, first, first + Math.floor(length / 2))
  return /second/.test(name) ? within(when, first + Math.floor(length / 2), last) : when
}

function thePeriod(words: Words, setting: Setting): When | null {
  if (words.get('unit') === 'year') return null
  return setting.quarter
}

function lastOfYear({ published }: Setting): When {
  if (published === null) return unresolved(NO_PUBLICATION)
  return onDay(monthStart(partsOf(published)[0] + 1, 1) - 1)
}

function sameUnit(words: Words, { anchor, published }: Setting): When | null {
  const base = anchor?.first ?? published
  if (base === null) return unresolved('no date before it to reckon from')
  return shift(base, words.get('unit') || words.get('u2') || words.get('u3'), 0)
}
