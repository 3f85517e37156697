import { dayNumber, weekOf } from '../../process/across/days.ts'
import { hash32, timedKey } from '../hash.ts'
import { reachOf } from './days.ts'
import { MUTUAL } from './kinds.ts'
import type { Features, Span } from './features.ts'

/** Days of a stretch that are kept; of a longer one only the first and the last. */
const STRETCH = 7
/** Days of a stretch that are looked under; of a longer one, of months, only those at its ends. */
const LONGEST = 2 * 31
/** Parties of a record that are looked under. */
const MOST_PARTIES = 4

/** Under which a record is kept: kind; party, country or town; how its days lie; and a day or week it is known by. */
export function keysOf(features: Features): number[] {
  const days = knownDays(features)
  const heads = headsOf(features)
  const byWeek = keysFor(heads, features.span, weeksOf(days))
  return features.span === 'dated' ? [...keysFor(heads, 'day', days), ...byWeek] : byWeek
}

/** Under which the records are kept that could be of one occurrence with this: only those are compared. */
export function probesOf(features: Features): number[] {
  const heads = headsOf(features)
  return (['dated', 'past', 'coming'] as const satisfies readonly Span[]).flatMap(span => {
    if (isAwaited(features, span) && !MUTUAL.has(features.kind)) return []
    const [from, to] = reachOf(features, span)
    const days = daysFrom(dayNumber(from), dayNumber(to))
    const byDay = features.span === 'dated' && span === 'dated'
    return byDay ? keysFor(heads, 'day', days) : keysFor(heads, span, weeksOf(days))
  })
}

function keysFor(heads: readonly string[], by: Span | 'day', times: readonly number[]): number[] {
  return heads.flatMap(head => {
    const hash = hash32(`${head}|${by}`)
    return times.map(time => timedKey(time, hash))
  })
}

/** What is to come and what came are looked for in each other only where they are told as one: meetings, deals and releases. */
function isAwaited({ span }: Features, other: Span): boolean {
  return (span === 'coming') !== (other === 'coming')
}

function headsOf({ kind, actors, recipients, places }: Features): string[] {
  const parties = [...new Set([...actors, ...recipients])].slice(0, MOST_PARTIES)
  // Also by where it was: one report names who did it, the next only the town.
  const [place] = places
  const country = place?.country ?? null
  const town = place?.geonameid ?? null
  const where = [...(country === null ? [] : [`@${country}`]), ...(town === null ? [] : [`#${town}`])]
  return [...parties, ...where].map(one => `${kind}|${one}`)
}

function knownDays({ span, start, end }: Features): number[] {
  const first = span === 'past' ? end : start
  if (first === null) return []
  const from = dayNumber(first)
  if (span !== 'dated' || end === null) return [from]
  const to = dayNumber(end)
  return to - from <= STRETCH ? daysFrom(from, to) : [from, to]
}

function daysFrom(from: number, to: number): number[] {
  if (to - from > LONGEST) return [from, from + 1, to - 1, to]
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => from + i)
}

const weeksOf = (days: readonly number[]) => [...new Set(days.map(weekOf))]
