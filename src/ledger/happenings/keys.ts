import { daysBetween, shifted, weekOf } from '../../process/across/days.ts'
import { hash53 } from '../hash.ts'
import { reachOf } from './days.ts'
import { MUTUAL } from './kinds.ts'
import type { Features, Span } from './features.ts'

/** Days of a stretch that are kept; of a longer one only the first and the last. */
const STRETCH = 7
/** Parties of a record that are looked under. */
const MOST_PARTIES = 4

/** Under which a record is kept: kind; party, country or town; how its days lie; and a day or week it is known by. */
export function keysOf(features: Features): number[] {
  const days = knownDays(features)
  const weeks = [...new Set(days.map(weekKey))]
  const when = features.span === 'dated' ? [...days, ...weeks] : weeks
  return headsOf(features).flatMap(head => when.map(time => hash53(`${head}|${features.span}|${time}`)))
}

/** Under which the records are kept that could be of one occurrence with this: only those are compared. */
export function probesOf(features: Features): number[] {
  const probes: number[] = []
  for (const span of ['dated', 'past', 'coming'] as const satisfies readonly Span[]) {
    if (isAwaited(features, span) && !MUTUAL.has(features.kind)) continue
    const days = daysFrom(...reachOf(features, span))
    const when = features.span === 'dated' && span === 'dated' ? days : [...new Set(days.map(weekKey))]
    for (const head of headsOf(features)) probes.push(...when.map(time => hash53(`${head}|${span}|${time}`)))
  }
  return probes
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

function knownDays({ span, start, end }: Features): string[] {
  if (span === 'past') return end === null ? [] : [end]
  if (start === null) return []
  if (end === null || start === end) return [start]
  return (daysBetween(start, end) ?? 0) <= STRETCH ? daysFrom(start, end) : [start, end]
}

function daysFrom(from: string, to: string): string[] {
  const length = Math.max(0, daysBetween(from, to) ?? 0)
  // A stretch of months is looked under at its ends.
  if (length > 2 * 31) return [from, shifted(from, 1), shifted(to, -1), to]
  return Array.from({ length: length + 1 }, (_, i) => shifted(from, i))
}

const weekKey = (day: string) => `w${weekOf(day)}`
