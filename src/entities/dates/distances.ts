import { numberOf, type NumberWords } from '../numbers.ts'
import type { DateTables } from './lexicon.ts'
import { shift } from './relative.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import { NO_PUBLICATION, onDay, unresolved, vaguely, type When } from './when.ts'

/** Dates at a distance: from publication ("two weeks ago"), or from the date told last ("two days later"). */
export const DISTANCES: readonly DateRule[] = [
  { name: 'day-before', pattern: '(?:the|a|one) day (?<way>before|after|earlier|later)', resolve: dayBefore },
  { name: 'distance', pattern: '(?:(?<about>{approximation}) )?(?:{num}|(?<a>an?|a couple of)|{amount}) (?:more )?{unit}(?: or so)? (?<way>ago|earlier|later|from now|before that|after that|previously|afterwards?|on)', resolve: distance },
  { name: 'year-earlier', pattern: '(?:the )?year[ -](?<way>earlier|ago)(?: (?:quarter|period|third quarter))?', resolve: yearEarlier },
] // prettier-ignore

const UNIT_NAME: Readonly<Record<string, readonly [name: string, each: number]>> = {
  D: ['day', 1], W: ['week', 1], '2W': ['week', 2], M: ['month', 1], Y: ['year', 1], '10Y': ['year', 10], '100Y': ['year', 100],
} // prettier-ignore

// "a day before the talks": from the happening that the report is about, not from the day it told last.
function dayBefore(words: Words, { day, lead, published, after }: Setting): When {
  const base = (/^ (?:the|these|those) /.test(after) ? lead : null) ?? day ?? published
  if (base === null) return unresolved('no date before it to reckon from')
  return onDay(/before|earlier/.test(words.get('way')) ? base - 1 : base + 1)
}

function moved(move: { name: string; by: number; way: string }, setting: Setting): When {
  const back = /ago|earlier|before|previously/.test(move.way)
  const isYearBack = move.name === 'year' && move.by === 1 && back
  const quarter = isYearBack ? setting.quarter?.first : null
  if (quarter != null) return shift(quarter, 'quarter', -4) // what is compared is a quarter
  return movedFrom(/ago|now/.test(move.way) ? setting.published : toldBase(move, setting), {
    ...move,
    by: Math.round(back ? -move.by : move.by),
  })
}

function movedFrom(base: number | null, { name, by, way }: { name: string; by: number; way: string }): When {
  if (base === null) return unresolved(NO_PUBLICATION)
  return name === 'week' && !/ago|now/.test(way) ? onDay(base + 7 * by) : shift(base, name, by)
}

function toldBase({ name }: { name: string }, { day, anchor, published }: Setting): number | null {
  return name === 'day' ? (day ?? published) : (anchor?.first ?? published)
}

function distance(words: Words, setting: Setting): When | null {
  const unitOf = UNIT_NAME[words.value('unit') ?? '']
  const way = words.get('way')
  if (way === 'on' && !/^(?:,|\.| from)/.test(setting.after)) return null
  if (unitOf === undefined || /^minute/.test(words.get('unit'))) return way === 'ago' ? vaguely('PAST_REF') : null
  const count = countOf(words, setting)
  if (count === null) return vaguely(/ago|earlier|before|previously/.test(way) ? 'PAST_REF' : 'FUTURE_REF')
  return moved({ name: unitOf[0], by: count * unitOf[1], way }, setting)
}

function countOf(words: Words, { tables, numbers }: Setting): number | null {
  if (words.has('num')) return numberIn(words.get('num'), { tables, numbers })
  if (words.has('a')) return words.get('a') === 'a couple of' ? 2 : 1
  const amount = Number(words.value('amount') ?? 'X')
  return Number.isNaN(amount) ? null : amount
}

function yearEarlier(words: Words, setting: Setting): When {
  return moved({ name: 'year', by: 1, way: words.get('way') }, setting)
}

/** The value of a numeral of a time, halves included: `2 1/2`. */
export function numberIn(text: string, { numbers }: { tables: DateTables; numbers: NumberWords }): number | null {
  const half = /^(.*?)(?:\s?1\/2|½)$/.exec(text)
  const whole = numberOf(half?.[1] ?? text, numbers)
  return whole === null ? null : half === null ? whole : whole + 0.5
}
