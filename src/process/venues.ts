import type { EventRecord, PlaceRecord } from '../contract.ts'
import { tokensIn } from '../syntax/walk.ts'
import type { Document, Place } from '../text/document.ts'
import { hasUse, sentenceOf, triggerTokens, type TextAndTables } from './words.ts'

/** Where in the text a dateline ends at the latest. */
const DATELINE_END = 40

/** Where talks were held: the event's own place, else a town of the sentence, else, for talks that took place, the dateline. */
export function venueOf(reading: TextAndTables, event: EventRecord): string | null {
  const { document } = reading
  const exact = event.places.find(({ resolution }) => resolution !== 'country') ?? event.places[0]
  const town = event.places.find(({ resolution }) => resolution === 'city')
  if (town !== undefined) return town.text
  if (exact !== undefined) return townAround(document, exact) ?? exact.text
  const [token] = triggerTokens(document, event.evidence)
  if (token === undefined) return null
  const near = venueBeside(reading, token)
  if (near !== null) return near
  return event.status === 'happened' || event.status === 'ongoing' ? datelineOf(document) : null
}

/** Degrees within which a palace or hotel belongs to a town that the dispatch names. */
const NEAR = 0.5

/** The town of a venue that is no town itself, as the dispatch spells it. */
function townAround(document: Document, { lat, lon, resolution }: PlaceRecord): string | null {
  if (resolution !== 'point' || lat === null || lon === null) return null
  const town = document.places.find(
    place =>
      place.resolution === 'city' &&
      Math.abs((place.lat ?? Infinity) - lat) < NEAR &&
      Math.abs((place.lon ?? Infinity) - lon) < NEAR,
  )
  return town === undefined ? null : document.text.slice(town.start, town.end)
}

/** A town of the token's sentence, where something is said to be in it. */
export function venueBeside(reading: TextAndTables, token: number): string | null {
  const { document } = reading
  const { start, end } = sentenceOf(document, token)
  const towns = document.places.filter(isTown)
  const near = towns.find(place => place.start >= start && place.end <= end && isVenue(reading, place))
  return near === undefined ? null : document.text.slice(near.start, near.end)
}

/** The town that the text begins with. */
function datelineOf(document: Document): string | null {
  const town = document.places.find(place => isTown(place) && place.end <= DATELINE_END)
  return town === undefined ? null : document.text.slice(town.start, town.end)
}

const WHERE = /\b(?:in|at|near|outside|from|to)(?: the)?(?: [a-z]+ (?:city|town|capital|resort|port)(?: of)?)?\s*$/i

/** Whether a place is where something is ("in Doha", "the Doha talks"), rather than a capital that stands for its government. */
function isVenue(reading: TextAndTables, place: Place): boolean {
  const { document } = reading
  const past = tokensIn(document, place).at(-1)
  const isBesideTalks = past !== undefined && hasUse(reading, past + 1, 'talks')
  return isBesideTalks || WHERE.test(document.text.slice(Math.max(0, place.start - 40), place.start))
}

const isTown = ({ resolution }: Place) => resolution === 'city' || resolution === 'point' || resolution === 'district'
