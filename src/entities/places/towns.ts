import { ParleyError } from '../../errors.ts'
import type { ReadFile } from '../table.ts'
import { fold } from '../words.ts'
import type { GazetteerRow } from './gazetteer.ts'
import { placeKey } from './key.ts'

const CELLS = 9
const NONE: readonly GazetteerRow[] = []

/** The compiled table of towns: lines by folded name, made into rows only when asked for, since a dispatch names few. */
export class TownIndex {
  readonly #lines: readonly string[]
  readonly #byKey = new Map<string, number | number[]>()
  readonly faults: ParleyError[] = []

  constructor(read: ReadFile, path: string) {
    this.#lines = read(path).split('\n')
    let named = false
    this.#lines.forEach((line, index) => {
      if (line === '' || line.startsWith('#')) return
      const cells = cellsIn(line)
      if (cells !== CELLS) this.faults.push(brokenLine(path, index, cells))
      else if (named) this.#add(line, index)
      else named = true
    })
  }

  #add(line: string, index: number): void {
    const [first, second] = [line.indexOf('\t'), line.indexOf('\t', line.indexOf('\t') + 1)]
    this.#addKey(placeKey(line.slice(0, first)), index)
    if (second === first + 1) return
    for (const spelling of line.slice(first + 1, second).split('|')) this.#addKey(placeKey(spelling), index)
  }

  #addKey(key: string, index: number): void {
    const known = this.#byKey.get(key)
    if (known === undefined) this.#byKey.set(key, index)
    else if (typeof known === 'number') this.#byKey.set(key, [known, index])
    else known.push(index)
  }

  rowsOf(key: string): readonly GazetteerRow[] {
    const lines = this.#byKey.get(key)
    if (lines === undefined) return NONE
    return (typeof lines === 'number' ? [lines] : [...new Set(lines)]).map(line => rowOf(this.#lines[line] ?? '', key))
  }
}

function cellsIn(line: string): number {
  let cells = 1
  for (let tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', tab + 1)) cells++
  return cells
}

function rowOf(line: string, key: string): GazetteerRow {
  const [name = '', , country = '', admin = '', lat, lon, population, geonameid, seat = ''] = line.split('\t')
  return {
    name,
    form: fold(name) === key ? name : (key[0] ?? '').toUpperCase() + key.slice(1),
    country,
    admin,
    lat: Number(lat),
    lon: Number(lon),
    resolution: 'city',
    population: Number(population),
    geonameid: Number(geonameid),
    seat,
    file: 'cities.tsv',
  }
}

function brokenLine(name: string, index: number, cells: number): ParleyError {
  const problem = `${cells} cells instead of ${CELLS}`
  return new ParleyError('TABLE_ROW_BROKEN', { name, line: index + 1, problem })
}
