import { distance } from '../../entities/places/distance.ts'
import type { Resolution } from '../../contract.ts'
import type { FeaturePlace } from './features.ts'

/** Kilometres within which two towns can be told as one, and within which a town lies in a province. */
const SAME_TOWN = 30
const WITHIN = 300

const WIDE: ReadonlySet<Resolution> = new Set<Resolution>(['district', 'province', 'region', 'sea'])

/** How two places lie to each other. */
export type Lie = 'same' | 'within' | 'apart'

/** How the nearest two of the places lie; null where one of the records names none. */
export function lieOf(a: readonly FeaturePlace[], b: readonly FeaturePlace[]): Lie | null {
  if (a.length === 0 || b.length === 0) return null
  const lies = a.flatMap(one => b.map(other => lieOfTwo(one, other)))
  if (lies.includes('same')) return 'same'
  return lies.includes('within') ? 'within' : 'apart'
}

function lieOfTwo(a: FeaturePlace, b: FeaturePlace): Lie {
  if (isOne(a, b)) return 'same'
  const resolutions = [a.resolution, b.resolution]
  if (resolutions.includes('world')) return 'within'
  if (a.country !== b.country) return 'apart'
  if (resolutions.includes('country')) return 'within'
  const between = kilometres(a, b)
  if (resolutions.some(one => WIDE.has(one))) return between <= WITHIN ? 'within' : 'apart'
  return between <= SAME_TOWN ? 'same' : 'apart'
}

function isOne(a: FeaturePlace, b: FeaturePlace): boolean {
  return (a.geonameid !== null && a.geonameid === b.geonameid) || (a.name === b.name && a.country === b.country)
}

/** Infinite where one of the places has no coordinates. */
function kilometres(a: FeaturePlace, b: FeaturePlace): number {
  const [one, other] = [pointOf(a), pointOf(b)]
  return one === null || other === null ? Infinity : distance(one, other)
}

function pointOf({ lat, lon }: FeaturePlace) {
  return lat === null || lon === null ? null : { lat, lon }
}
