import { beforeAll, describe, expect, test } from 'vitest'
import { namesStage } from '../../src/entities/names.ts'
import { loadPlaces } from '../../src/entities/places/gazetteer.ts'
import { createPlacesStage } from '../../src/entities/places/find-places.ts'
import { readData } from '../../src/reading/packaged.ts'
import { emptyDocument, type Place } from '../../src/text/document.ts'
import { noTrace, type Trace } from '../../src/text/stage.ts'
import { cases } from '../support/cases.ts'
import { sharedReader } from '../support/reader.ts'
import { traceOnFailure } from '../support/trace.ts'

const tables = loadPlaces(readData)
const stage = createPlacesStage(tables)

beforeAll(() => sharedReader())

async function placesOf(text: string, trace: Trace = noTrace): Promise<readonly Place[]> {
  const dispatch = { id: 'x', title: null, text, publisher: null, published: null, url: null, language: 'en' }
  const parsed = await (await sharedReader()).parse(emptyDocument(dispatch))
  return stage.run(namesStage.run(parsed, trace), trace).places
}

const shown = ({ name, country, resolution }: Place) => `${name} ${country ?? '-'} ${resolution}`

test.each(cases('places'))('places.txt:$line reads "$input"', async ({ input, expected }) => {
  const places = await placesOf(input, traceOnFailure())
  expect(places.map(shown).join('; ')).toBe(expected ?? '')
})

describe('resolvePlaces', () => {
  test('gives all mentions of a name the one sense that any of them is said to have', async () => {
    const places = await placesOf('Firefighters from Paris came first. Paris, Texas, has two engines.')
    expect(places.filter(({ name }) => name === 'Paris').map(({ country }) => country)).toEqual(['USA', 'USA'])
  })

  test('takes the small town of a name where the other places are near it', async () => {
    const [alone] = await placesOf('They met in Tripoli.')
    const [beside] = await placesOf('They met in Tripoli. Clashes went on in Beirut, Sidon and Zahle in Lebanon.')
    expect([alone?.country, beside?.country]).toEqual(['LBY', 'LBN'])
  })

  test('says which row it took and why', async () => {
    const [goma] = await placesOf('Rebels took Goma in North Kivu.')
    expect(goma?.why).toMatch(/^places\/cities\.tsv: Goma, COD .*said to lie in North Kivu$/)
  })

  test('gives a town its GeoNames number, an area none', async () => {
    const places = await placesOf('Rebels took Goma in North Kivu.')
    expect(places.map(({ geonameid }) => geonameid)).toEqual([216281, null])
  })
})

describe('loadPlaces', () => {
  test('reads its own tables without a fault', () => {
    expect(tables.faults).toEqual([])
  })

  test('names file and line of a broken row and loads the rest', () => {
    const read = (path: string) => (path === 'places/cities.tsv' ? `${readData(path)}Nowhere\tXXX\n` : readData(path))
    const { faults, rowsOf } = loadPlaces(read)
    expect(faults.map(fault => fault.message).join()).toMatch(/places\/cities\.tsv.*2 cells instead of 9/)
    expect(rowsOf('goma').length).toBeGreaterThan(0)
  })
})
