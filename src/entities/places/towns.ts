import { ParleyError } from '../../errors.ts'
import type { ReadFile } from '../table.ts'
import { fold, wordsOf } from '../words.ts'
import type { GazetteerRow } from './gazetteer.ts'

const CELLS = 9
const PLAIN = /^[A-Za-z ]+$/

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
      const cells = line.split('\t')
      if (cells.length !== CELLS) this.faults.push(brokenLine(path, index, cells.length))
      else if (named) this.#add(cells[0] ?? '', cells[1] ?? '', index)
      else named = true
    })
  }

  #add(name: string, spellings: string, index: number): void {
    this.#addKey(keyOf(name), index)
    if (spellings !== '') for (const spelling of spellings.split('|')) this.#addKey(keyOf(spelling), index)
  }

  #addKey(key: string, index: number): void {
    const known = this.#byKey.get(key)
    if (known === undefined) this.#byKey.set(key, index)
    else if (typeof known === 'number') this.#byKey.set(key, [known, index])
    else known.push(index)
  }

  rowsOf(key: string): readonly GazetteerRow[] {
    const lines = this.#byKey.get(key)
    if (lines === undefined) return []
    return (typeof lines === 'number' ? [lines] : [...new Set(lines)]).map(line => rowOf(this.#lines[line] ?? '', key))
  }
}

function keyOf(name: string): string {
  return PLAIN.test(name) ? name.toLowerCase() : wordsOf(name).map(word => word.key).join(' ') // prettier-ignore
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
