import type { PlaceRecord } from '../contract.ts'
import { isBelow, phraseHead } from '../syntax/walk.ts'
import type { Document, Place } from '../text/document.ts'
import { tokensIn } from '../syntax/walk.ts'

/** Places that the role head ties to a happening; the phrase's own place where the word itself is none ("the city of Goma"). */
export function placesOf(document: Document, words: readonly number[]): PlaceRecord[] {
  const found: Place[] = []
  for (const word of words) {
    const [place] = placesAt(document, word)
    if (place !== undefined && !found.includes(place)) found.push(place)
  }
  return found.map(({ start, end, name, country, lat, lon, resolution, geonameid }) => {
    return { text: document.text.slice(start, end), start, end, name, country, lat, lon, resolution, geonameid }
  })
}

function placesAt(document: Document, word: number): Place[] {
  const holds = (place: Place) => tokensIn(document, place).includes(word)
  const at = document.places.filter(holds)
  if (at.length > 0) return at
  const head = phraseHead(document, word)
  return document.places.filter(place => tokensIn(document, place).some(token => isBelow(document, token, head)))
}
