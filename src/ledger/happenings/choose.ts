import { alikeness, SAME } from './alike.ts'
import type { Features } from './features.ts'

/** A record that is in a happening already. */
export interface Member {
  readonly happening: string
  readonly dispatch: string
  readonly features: Features
}

/** A record whose happening is looked for. */
export interface Newcomer {
  readonly dispatch: string
  readonly features: Features
}

/** The happening that a record most likely reports, and how much speaks for it, in points. */
export interface Choice {
  readonly happening: string
  readonly points: number
}

/** One report tells one occurrence once, unless it says the same of it: points more for a second mention. */
const SECOND_MENTION = 2

/**
 * The happening that the record reports; null where it is the first to report it. Of several the likest, of equally like ones the
 * one that is there longest. A happening of whose records most contradict the newcomer is not taken, however like one of them is.
 */
export function chooseHappening(newcomer: Newcomer, members: readonly Member[]): Choice | null {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const group = groups.get(member.happening)
    if (group === undefined) groups.set(member.happening, [member])
    else group.push(member)
  }
  let best: Choice | null = null
  for (const [happening, group] of groups) {
    const points = pointsOf(newcomer, group)
    if (points >= SAME && (best === null || points > best.points)) best = { happening, points }
  }
  return best
}

function pointsOf({ dispatch, features }: Newcomer, group: readonly Member[]): number {
  const all = group.map(member => alikeness(features, member.features))
  const fitting = all.filter(points => points !== null)
  if (fitting.length * 2 < all.length) return -Infinity
  const points = Math.max(...fitting)
  return group.some(member => member.dispatch === dispatch)
    ? secondMention(points, group, { dispatch, features })
    : points
}

function secondMention(points: number, group: readonly Member[], { dispatch, features }: Newcomer): number {
  const own = group.filter(member => member.dispatch === dispatch)
  // What one sentence tells as two is two.
  const isTwo = own.some(
    member =>
      member.features.status !== features.status ||
      member.features.span !== features.span ||
      member.features.stems.join() === features.stems.join(),
  )
  return isTwo ? -Infinity : points - SECOND_MENTION
}
