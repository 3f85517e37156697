interface Point {
  readonly lat: number
  readonly lon: number
}

const RADIANS = Math.PI / 180
/** Diameter of the earth, in kilometres. */
const DIAMETER = 12742

/** Great-circle distance in kilometres (haversine). */
export function distance(a: Point, b: Point): number {
  const lat = Math.sin(((b.lat - a.lat) * RADIANS) / 2)
  const lon = Math.sin(((b.lon - a.lon) * RADIANS) / 2)
  const chord = lat * lat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * lon * lon
  return DIAMETER * Math.asin(Math.min(1, Math.sqrt(chord)))
}
