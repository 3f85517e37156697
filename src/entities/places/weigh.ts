import { distance } from './distance.ts'
import type { GazetteerRow } from './gazetteer.ts'

/** Kilometres within which two places count as neighbours. */
const NEAR = 120

/** Whether the second lies in the first: a town in its region or country, a region in its country. */
export function contains(outer: GazetteerRow, inner: GazetteerRow): boolean {
  if (outer === inner || outer.country === null || outer.country !== inner.country) return false
  if (outer.resolution === 'country') return inner.resolution !== 'country'
  if (outer.resolution === 'province') return outer.admin !== '' && outer.admin === inner.admin
  if (outer.resolution === 'district' || outer.resolution === 'region') return distance(outer, inner) < NEAR * 2
  return false
}

/** How much one place speaks for another being meant in the same dispatch, 0 to 2. */
export function closeness(a: GazetteerRow, b: GazetteerRow): number {
  const near = Math.exp(-distance(a, b) / NEAR)
  if (a.country === null || a.country !== b.country) return near * 0.5
  if (a.admin !== '' && a.admin === b.admin) return 1.2 + near * 0.8
  return 0.6 + near * 0.8
}
