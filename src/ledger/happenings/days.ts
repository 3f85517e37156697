import { daysBetween, shifted } from '../../process/across/days.ts'
import type { Features } from './features.ts'

/** Days by which a report may follow what it tells without a day. */
const REPORTED_WITHIN = 7
/** Days between two reports of one thing whose day neither says. */
const TOLD_WITHIN = 4
/** Days within which what is yet to come is awaited. */
const AWAITED = 30
/** A stretch longer than this says little about the day. */
const LONG = 4

/** How the days of two records speak for one occurrence, in points; null where they cannot be of one. */
export function dayPoints(a: Features, b: Features): number | null {
  if (a.span === 'dated' && b.span === 'dated') return bothDated(a, b)
  if (a.span === b.span) return sameSide(a, b)
  if (a.span === 'coming') return awaited(a, b)
  if (b.span === 'coming') return awaited(b, a)
  const [dated, past] = a.span === 'dated' ? [a, b] : [b, a]
  return within(dated.end, past.end, REPORTED_WITHIN) ? 0 : null
}

function awaited(coming: Features, came: Features): number | null {
  const day = came.span === 'dated' ? came.start : came.end
  return within(coming.start, day, AWAITED) ? -0.5 : null
}

function bothDated(a: Features, b: Features): number | null {
  const gap = Math.max(daysBetween(a.end, b.start) ?? 0, daysBetween(b.end, a.start) ?? 0)
  // One day apart: a night has two days, and zones differ.
  if (gap > 0) return gap === 1 ? 0 : null
  const longest = Math.max(lengthOf(a), lengthOf(b))
  if (longest > LONG) return a.start === b.start && a.end === b.end ? 1 : 0
  return longest === 0 ? 2 : 1.5
}

const lengthOf = ({ start, end }: Features) => daysBetween(start, end) ?? 0

function sameSide(a: Features, b: Features): number | null {
  const apart = Math.abs(daysBetween(a.start ?? a.end, b.start ?? b.end) ?? Infinity)
  return apart <= TOLD_WITHIN ? 0.5 : null
}

/** Whether `to` lies on `from` or at most so many days after. */
function within(from: string | null, to: string | null, most: number): boolean {
  const days = daysBetween(from, to)
  return days !== null && days >= 0 && days <= most
}

/** First and last day on which a record of that span must have its known day to be of one occurrence with this. */
export function reachOf({ span, start, end }: Features, other: Features['span']): readonly [from: string, to: string] {
  const day = (span === 'past' ? end : start) ?? ''
  const last = end ?? day
  if (span === 'dated' && other === 'dated') return [shifted(day, -1), shifted(last, 1)]
  if (span === other) return [shifted(day, -TOLD_WITHIN), shifted(day, TOLD_WITHIN)]
  if (other === 'coming') return [shifted(day, -AWAITED), day]
  if (span === 'coming') return [day, shifted(day, AWAITED)]
  return span === 'dated' ? [last, shifted(last, REPORTED_WITHIN)] : [shifted(day, -REPORTED_WITHIN), day]
}
