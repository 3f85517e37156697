import { expect, test } from 'vitest'
import { createGrounds } from '../../src/entities/places/grounds.ts'
import { createPlacesStage } from '../../src/entities/places/find-places.ts'
import { namesStage } from '../../src/entities/names.ts'
import { loadTables } from '../../src/entities/tables.ts'
import { readData } from '../../src/reading/packaged.ts'
import { emptyDocument } from '../../src/text/document.ts'
import { noTrace } from '../../src/text/stage.ts'
import { sharedReader } from '../support/reader.ts'

const tables = loadTables(readData)
const ground = createGrounds(tables.places, tables.actors)

/** What the last word of that form means. */
async function groundOf(text: string, word: string): Promise<string | null> {
  const dispatch = { id: 'x', title: null, text, publisher: null, published: null, url: null, language: 'en' }
  const parsed = await (await sharedReader()).parse(emptyDocument(dispatch))
  const document = createPlacesStage(tables.places).run(namesStage.run(parsed, noTrace), noTrace)
  const place = ground(
    document,
    document.tokens.findLastIndex(({ form }) => form === word),
  )
  return place === null ? null : `${place.name} ${place.resolution}`
}

test.each([
  ['Strikes went on in the Gaza Strip. They hit the enclave again.', 'enclave', 'Gaza Strip region'],
  ['They met in Istanbul. Nobody left the city.', 'city', 'Istanbul city'],
  ['The talks in the Omani capital ended.', 'capital', 'Muscat city'],
  ['The talks in the capital of Kenya ended.', 'capital', 'Nairobi city'],
  ['Drones struck 13 Russian regions.', 'regions', 'Russia country'],
  ['He flew to Cairo. He signed it there.', 'there', 'Cairo city'],
])('%s: %s is %s', async (text, word, expected) => {
  expect(await groundOf(text, word)).toBe(expected)
})

test.each([
  ['The talks in the capital ended.', 'capital'],
  ['They met in Istanbul. A city was named.', 'city'],
  ['They met in Istanbul. The region was calm.', 'region'],
  ['There was no deal.', 'There'],
  ['The table broke.', 'table'],
])('%s: %s says no place', async (text, word) => {
  expect(await groundOf(text, word)).toBeNull()
})
