import { distance } from './distance.ts'
import type { GazetteerRow, PlaceTables } from './gazetteer.ts'
import { placeKey } from './key.ts'

/** Most senses weighed of one name, the largest ones; there are 70 Springfields. */
const MOST = 24
/** Two rows of a town of one name that lie nearer than this are the same town, in kilometres. */
const SAME_TOWN = 40

/** All places that a name can stand for, each once, with what two tables say of the same town joined. */
export function candidatesOf(key: string, tables: PlaceTables): readonly GazetteerRow[] {
  const found = tables.rowsOf(key)
  if (found.length === 0) return found
  const rows = found.map(row => complete(row, tables))
  const kept: GazetteerRow[] = []
  for (const row of rows) {
    if (!kept.some(other => isSameTown(other, row))) kept.push(row)
  }
  return kept.sort((a, b) => importance(b) - importance(a)).slice(0, MOST)
}

// Towns written by hand lack people and number, provinces written by hand their code: the compiled tables have them.
function complete(row: GazetteerRow, tables: PlaceTables): GazetteerRow {
  if (row.file !== 'areas.tsv' || row.country === null) return row
  const others = tables.rowsOf(placeKey(row.name)).filter(other => other.country === row.country)
  if (row.resolution === 'city') {
    const town = others.find(other => other.file !== row.file && isSameTown(row, other))
    if (town === undefined) return row
    const { admin, population, geonameid, seat } = town
    return { ...row, admin, population, geonameid, seat }
  }
  const region = others.find(other => other.resolution === row.resolution && other.admin !== '')
  return region === undefined ? row : { ...row, admin: region.admin }
}

function isSameTown(a: GazetteerRow, b: GazetteerRow): boolean {
  return a.resolution === 'city' && b.resolution === 'city' && a.country === b.country && distance(a, b) < SAME_TOWN
}

const IMPORTANCE = {
  world: 8,
  country: 8,
  region: 7.2,
  sea: 7,
  province: 6.3,
  district: 5.5,
  point: 6,
  city: 0,
} as const
const HAND_WRITTEN_TOWN = 5.3
/** Most regions of the compiled table bear the name of their main town, which is then meant unless "region" follows. */
const LIKE_ITS_TOWN = 1.3
const SEAT: Readonly<Record<string, number>> = { C: 0.9, A: 0.3 }

/** How likely a place is meant where nothing else is known, as the logarithm of people: the larger, the likelier. */
export function importance(row: GazetteerRow): number {
  if (row.resolution !== 'city') return IMPORTANCE[row.resolution] - (row.file === 'regions.tsv' ? LIKE_ITS_TOWN : 0)
  const least = row.file === 'areas.tsv' ? HAND_WRITTEN_TOWN : 0
  return Math.max(least, Math.log10(row.population + 10)) + (SEAT[row.seat] ?? 0)
}
