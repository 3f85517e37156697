import { dayPoints } from './days.ts'
import { matchOf } from './figures.ts'
import { MUTUAL } from './kinds.ts'
import { lieOf } from './places.ts'
import type { Features } from './features.ts'

/** Points from which two records are taken to report one occurrence. docs/happenings.md lists what gives points. */
export const SAME = 5

/**
 * How much speaks for two records reporting one occurrence, in points; null where something speaks against it that no likeness
 * outweighs: another kind, day, party or place. Status does not count: what was planned and then held is one.
 */
export function alikeness(a: Features, b: Features): number | null {
  if (a.kind !== b.kind) return null
  const days = dayPoints(a, b)
  if (days === null) return null
  const parties = partyPoints(a, b)
  const lie = lieOf(a.places, b.places)
  if (parties === null || lie === 'apart') return null
  // Two parties meet, agree or exchange once a day, where they shoot at each other many times.
  const rare = MUTUAL.has(a.kind) && parties >= 2 && days >= 1 ? 1 : 0
  return days + parties + (lie === 'same' ? 2 : lie === 'within' ? 1 : 0) + rare + aboutPoints(a, b) + wordPoints(a, b)
}

function aboutPoints(a: Features, b: Features): number {
  const figures = { equal: 2.5, near: 0.5, far: -2.5 }
  const match = matchOf(a.figures, b.figures)
  return sharePoints(broad(a.mode), broad(b.mode), -0.5) + issuePoints(a, b) + (match === null ? 0 : figures[match])
}

// What flies is a drone to one report, a missile or an air strike to the next.
const FROM_THE_AIR: ReadonlySet<string> = new Set(['drone', 'aerial', 'missile', 'bombing'])
const broad = (modes: readonly string[]) => modes.map(mode => (FROM_THE_AIR.has(mode) ? 'aerial' : mode))

function issuePoints({ kind, issue }: Features, { issue: other }: Features): number {
  if (issue === null || other === null) return 0
  if (issue === other) return 1
  return kind === 'release' ? -1 : -0.5
}

function sharePoints(a: readonly string[], b: readonly string[], otherwise: number): number {
  if (a.length === 0 || b.length === 0) return 0
  return a.some(one => b.includes(one)) ? 1 : otherwise
}

/** Up to two points for parties in common; null where both records name parties on one side, and no party is on both. */
function partyPoints(a: Features, b: Features): number | null {
  if (MUTUAL.has(a.kind)) return sidePoints([...a.actors, ...a.recipients], [...b.actors, ...b.recipients], 2)
  const actors = sidePoints(a.actors, b.actors, 1)
  const recipients = sidePoints(a.recipients, b.recipients, 1)
  return actors === null || recipients === null ? null : actors + recipients
}

function sidePoints(a: readonly string[], b: readonly string[], most: number): number | null {
  if (a.length === 0 || b.length === 0) return 0
  const common = new Set(a.filter(party => b.includes(party))).size
  if (common === 0) return null
  // Two of two on both sides are more than one of many.
  return most === 1 || Math.min(new Set(a).size, new Set(b).size) === 1 ? 1 : Math.min(most, common)
}

/** A sentence of fewer words has its like by chance. */
const FEWEST_STEMS = 5

function wordPoints({ stems: a }: Features, { stems: b }: Features): number {
  const [numbers, others] = [a.filter(isNumber), b.filter(isNumber)]
  // "Shells fell on Post 7" and "Shells fell on Post 9": the words say nothing then, and the numbers something.
  if (numbers.length > 0 && others.length > 0 && !numbers.some(number => others.includes(number))) return -0.5
  const fewest = Math.min(a.length - numbers.length, b.length - others.length)
  if (fewest < FEWEST_STEMS) return 0
  const known = new Set(b)
  const share = a.filter(stem => !isNumber(stem) && known.has(stem)).length / fewest
  if (share >= 0.5) return 2
  return share >= 0.3 ? 1 : 0
}

const isNumber = (stem: string) => stem.startsWith('#')
