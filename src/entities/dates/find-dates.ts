import { span } from '../../span.ts'
import type { Document, Time } from '../../text/document.ts'
import type { Stage } from '../../text/stage.ts'
import { ABSOLUTE } from './absolute.ts'
import { formatDay, parseDay } from './calendar.ts'
import { directionAt } from './direction.ts'
import { CLOCK } from './clock.ts'
import { DISTANCES } from './distances.ts'
import { LENGTHS } from './lengths.ts'
import { MONTHS } from './months.ts'
import { compile, type DateTables } from './lexicon.ts'
import { RELATIVE, stretch } from './relative.ts'
import { Words, type DateRule, type Setting } from './rule.ts'
import { onDay, type When } from './when.ts'

/** All rules; at equal length the earlier one is asked first. */
const RULES: readonly DateRule[] = [...CLOCK, ...ABSOLUTE, ...MONTHS, ...RELATIVE, ...DISTANCES, ...LENGTHS]

interface Compiled {
  readonly rule: DateRule
  readonly pattern: RegExp
}

interface Match {
  readonly start: number
  readonly end: number
  readonly rule: DateRule
  readonly words: Words
}

/** A match with what it means. */
interface Reading extends Match {
  readonly when: When
}

/** The stage that finds expressions of time and gives them days, from the day of publication and the dates told before. */
export function createDatesStage(tables: DateTables): Stage {
  const rules = RULES.map(rule => ({ rule, pattern: compile(rule.pattern, tables) }))
  const lead = compile('(?:the )?{stretch}[ -]?$', tables)
  return {
    name: 'dates',
    reads: ['sentences', 'tokens', 'syntax'],
    writes: ['times'],
    run(document, trace) {
      const times = readTimes(document, { tables, rules, lead: new RegExp(lead.source.replace(/\(\?!\[[^)]*\)$/, ''), 'iu') })
      trace(() => times.map(time => `${document.text.slice(time.start, time.end)} → ${time.value}: ${time.why}`).join('\n'))
      return { ...document, times }
    },
  }
} // prettier-ignore

interface Kit {
  readonly tables: DateTables
  readonly rules: readonly Compiled[]
  /** What widens an expression to its left: "early", "the end of". */
  readonly lead: RegExp
}

function readTimes(document: Document, kit: Kit): Time[] {
  const published = document.dispatch.published === null ? null : parseDay(document.dispatch.published)
  const found: Reading[] = []
  const next = cursorOver(document.text, kit.rules)
  let reach = 0
  for (let group = next(reach); group.length > 0; group = next(reach)) {
    const reading = firstReading(group, { document, kit, published, found })
    if (reading !== null) found.push(reading)
    reach = reading?.end ?? (group[0]?.match.index ?? reach) + 1
  }
  return found.map(reading => timeOf(reading, document, kit.lead))
}

interface Raw {
  readonly match: RegExpExecArray
  readonly rule: DateRule
}

/** Gives the matches that begin first at or after an offset, the longest first; at equal length the earlier rule. */
function cursorOver(text: string, rules: readonly Compiled[]): (reach: number) => readonly Raw[] {
  const ahead = new Map<Compiled, RegExpExecArray | null | undefined>()
  return reach => {
    const found: Raw[] = []
    for (const compiled of rules) {
      let match = ahead.get(compiled)
      if (match === undefined || (match !== null && match.index < reach)) {
        match = matchFrom(text, compiled.pattern, reach)
        ahead.set(compiled, match)
      }
      if (match !== null) found.push({ match, rule: compiled.rule })
    }
    const first = Math.min(...found.map(raw => raw.match.index))
    return found.filter(raw => raw.match.index === first).sort((a, b) => b.match[0].length - a.match[0].length)
  }
}

function matchFrom(text: string, pattern: RegExp, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset
  return pattern.exec(text)
}

interface Situation {
  readonly document: Document
  readonly kit: Kit
  readonly published: number | null
  readonly found: readonly Reading[]
}

function firstReading(group: readonly Raw[], situation: Situation): Reading | null {
  for (const { match, rule } of group) {
    const start = match.index
    const words = new Words(match, situation.kit.tables)
    const end = start + trimmed(match[0])
    const when = rule.resolve(words, settingAt({ start, end }, situation))
    if (when !== null) return { start, end, rule, words, when }
  }
  return null
}

// A full stop ends the sentence unless it belongs to the word ("a.m.", "Sept.").
function trimmed(text: string): number {
  return text.replace(/(?<=\p{L}{5}|\bMay|\bJune|\bJuly)\.$|\s+$/iu, '').length
}

function settingAt({ start, end }: { start: number; end: number }, situation: Situation): Setting {
  const { document, kit, published, found } = situation
  const { text } = document
  const dated = found.filter(reading => reading.when.type !== 'DURATION' && reading.when.first !== null)
  const towards = directionAt(document, start, kit.tables)
  const days = dated.filter(({ when }) => when.first === when.last).map(({ when }) => when.first)
  const isPast = (day: number | null) => day !== null && published !== null && day <= published
  const setting = {
    tables: kit.tables,
    numbers: kit.tables.numbers,
    published,
    anchor: dated.at(-1)?.when ?? null,
    // What happened is reckoned from a day that has been, not from one that was set for later.
    day: (towards === 'past' ? days.findLast(isPast) : undefined) ?? days.at(-1) ?? null,
    lead: days.find(isPast) ?? null,
    quarter: found.findLast(reading => reading.rule.name.startsWith('quarter'))?.when ?? null,
    towards,
    before: text.slice(Math.max(0, start - 40), start),
    after: text.slice(end, end + 40),
  }
  return { ...setting, dayOf: words => dayNamed(words, { ...setting, dayOf: () => null }) }
}

/** The day that a time of the clock falls on: the one named with it, else the one told last, else publication. */
function dayNamed(words: Words, setting: Setting): When | null {
  const named = (name: string) => RULES.find(rule => rule.name === name)?.resolve(words, setting) ?? null
  if (words.has('day')) return named('named-day')
  if (words.has('weekday')) return named('weekday')
  if (words.has('month')) return named('month-day')
  const day = setting.day ?? setting.published
  return day === null ? null : onDay(day)
} // prettier-ignore

function timeOf({ start, end, rule, when }: Reading, document: Document, lead: RegExp): Time {
  const widening = leadOf(when, document.text.slice(Math.max(0, start - 24), start), lead)
  const { type, value, edtf, first, last } = widening === '' ? when : stretch(when, widening.toLowerCase())
  const day = (number: number | null) => (number === null ? null : formatDay(number))
  const why = `${rule.name}${when.doubt === undefined ? '' : `: ${when.doubt}`}`
  return { ...span(start - widening.length, end), type, value, edtf, first: day(first), last: day(last), why }
}

// "early June", "earlier this year"; "earlier" stays outside of weeks and days.
function leadOf(when: When, before: string, lead: RegExp): string {
  if (when.type !== 'DATE' && when.type !== 'TIME') return ''
  const widening = lead.exec(before)?.[0] ?? ''
  return /^(?:earlier|later)/i.test(widening) && !/^\d{4}(?:-\d\d)?$/.test(when.value) ? '' : widening
}
