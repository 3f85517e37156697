/** Where days stand on an axis; long stretches without anything are shortened, and say so. */
export interface TimeScale {
  /** Place of a day, 0 to 1. */
  readonly at: (day: number) => number
  /** Days to be named, far enough apart for their names. */
  readonly ticks: readonly number[]
  /** Middle of each shortened stretch, 0 to 1. */
  readonly breaks: readonly number[]
}

// A stretch without anything takes no more room than so many days.
const LONGEST_GAP_DAYS = 45
const ROOM_AT_ENDS = 0.03
const TICK_DISTANCE = 0.13

/**
 * The scale for these days.
 *
 * @param days - Days since 1970, at least one.
 */
export function timeScale(days: readonly number[]): TimeScale {
  const known = [...new Set(days)].sort((a, b) => a - b)
  const places = [0]
  const broken: number[] = []
  for (const [i, day] of known.entries()) {
    if (i === 0) continue
    const gap = day - (known[i - 1] ?? day)
    const before = places[i - 1] ?? 0
    const room = Math.min(gap, LONGEST_GAP_DAYS)
    if (room < gap) broken.push(before + room / 2)
    places.push(before + room)
  }
  const whole = Math.max(1, places.at(-1) ?? 1)
  const toShare = (place: number) => ROOM_AT_ENDS + (place / whole) * (1 - 2 * ROOM_AT_ENDS)
  const shares = new Map(known.map((day, i) => [day, toShare(places[i] ?? 0)]))
  const at = (day: number) => shares.get(day) ?? ROOM_AT_ENDS
  return { at, ticks: spaced(known, at), breaks: broken.map(toShare) }
}

function spaced(days: readonly number[], at: (day: number) => number): number[] {
  const kept: number[] = []
  for (const day of days) {
    const last = kept.at(-1)
    const fits = at(day) <= 1 - TICK_DISTANCE + ROOM_AT_ENDS
    if (fits && (last === undefined || at(day) - at(last) >= TICK_DISTANCE)) kept.push(day)
  }
  return kept
}
