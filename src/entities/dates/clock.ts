import { numberIn } from './distances.ts'
import type { DateRule, Setting, Words } from './rule.ts'
import { two, unresolved, vaguely, type When } from './when.ts'

/** Times of the clock. */
export const CLOCK: readonly DateRule[] = [
  { name: 'clock', pattern: '(?:{clock}|(?<hour>{num}) (?:o[\'’]clock|in the (?<early>morning|afternoon|evening)))(?:,? (?:local time|\\(?{zone}\\)?))?(?:(?:,? on|,| of)? (?:(?<day>today|yesterday|tomorrow)|{weekday}|{month} {dd}))?', resolve: clock },
] // prettier-ignore

function clock(words: Words, setting: Setting): When | null {
  const time = timeOf(words, setting)
  if (time === null) return /^\d/.test(words.get('clock')) ? unresolved(`no clock shows ${words.text}`, 'TIME') : null
  const day = setting.dayOf(words)
  if (day === null) return vaguelyAt(time)
  return { ...day, type: 'TIME', value: `${day.value}T${time}` }
}

function vaguelyAt(time: string): When {
  return { ...vaguely(`T${time}`), type: 'TIME' }
}

const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '24:00' }

function timeOf(words: Words, setting: Setting): string | null {
  const text = words.get('clock')
  if (NAMED[text] !== undefined) return NAMED[text]
  const match = /^(\d{1,2})(?::(\d\d))?(?::\d\d)?\s?(?:([ap])\.?m)?/.exec(text)
  if (match !== null) return timeText(Number(match[1]), Number(match[2] ?? 0), match[3] ?? '')
  const hour = numberIn(words.get('hour'), setting)
  return hour === null ? null : timeText(hour, 0, { '': '', morning: 'a' }[words.get('early')] ?? 'p')
}

/** @param half - `a` or `p` for the half of the day, empty where none is said. */
function timeText(hour: number, minute: number, half: string): string | null {
  const isPossible = half === '' ? hour <= 24 : hour >= 1 && hour <= 12
  if (!isPossible || minute > 59) return null
  const full = half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  return `${two(full)}:${two(minute)}`
}
