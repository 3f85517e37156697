import type { PlaceRecord } from '../contract.ts'
import type { ResolveGround } from '../entities/places/grounds.ts'
import { isBelow, phraseHead, tokensIn } from '../syntax/walk.ts'
import type { Document, Place, Scores } from '../text/document.ts'
import { isDateline, isMetonym, locativesOf } from './located.ts'
import type { Happening } from './gather.ts'
import type { Trigger } from './triggers.ts'

/** What places are looked for with. */
export interface PlaceContext {
  readonly document: Document
  readonly scores: Scores
  readonly ground: ResolveGround
}

/** From here on a place belongs to a happening. */
const SURE = 0.45
/** A place far behind the likeliest belongs to another happening of the sentence. */
const SHARE_OF_BEST = 0.5
/** What a locative relation to the trigger adds to the role head's probability. */
const GRAMMAR_ADDS = 0.3
/** Where no place is sure, the likeliest is taken from here on; one of another sentence, or that another happening has, must be likelier. */
const LIKELY = 0.15
const ELSEWHERE_ADDS = 0.05
const CLAIMED_ADDS = 0.15
/** So must one of acts that are seldom told with a place of their own; for some only a sure one counts. */
const SELDOM = /^(?:AGREE|RETREAT|SANCTION)$/
const SELDOM_ADDS = 0.1
const PLACELESS = /^(?:REQUEST|REJECT|THREATEN|CONCEDE|ACCUSE)$/

/** Categories that a dateline says nothing of. */
const BOUND = /^(?:RETREAT|REJECT|THREATEN|REQUEST|ACCUSE|ASSAULT|CONCEDE)$/

type Worths = ReadonlyMap<Place, number>

/** Places by happening: those that the role head and the grammar tie to its mentions, what "the enclave" stands for among them. */
export function placesOf(
  context: PlaceContext,
  happenings: readonly Happening[],
): ReadonlyMap<Happening, readonly PlaceRecord[]> {
  const weighed = happenings.map(happening => {
    const worths = [happening.lead, ...happening.others].map(trigger => worthOfPlaces(context, trigger))
    return { happening, worths, sure: worths.map(sureOf).find(places => places.length > 0) ?? [] }
  })
  const claimed = new Set(weighed.flatMap(({ sure }) => sure.map(({ start }) => start)))
  return new Map(
    weighed.map(({ happening, worths, sure }) => {
      const places = sure.length > 0 ? sure : likeliest(context, happening.lead, { worths: worths[0], claimed })
      return [happening, places.map(place => placeRecord(context.document, place))]
    }),
  )
}

/** A place as the record has it. */
export function placeRecord(document: Document, place: Place): PlaceRecord {
  const { start, end, name, country, lat, lon, resolution, geonameid } = place
  return { text: document.text.slice(start, end), start, end, name, country, lat, lon, resolution, geonameid }
}

function sureOf(worths: Worths): Place[] {
  const best = Math.max(0, ...worths.values())
  return [...worths].filter(([, worth]) => worth >= Math.max(SURE, SHARE_OF_BEST * best)).map(([place]) => place)
}

interface Left {
  readonly worths: Worths | undefined
  /** Offsets of the places that happenings surely have. */
  readonly claimed: ReadonlySet<number>
}

function likeliest({ document }: PlaceContext, { token, category }: Trigger, { worths, claimed }: Left): Place[] {
  if (PLACELESS.test(category)) return []
  const sentence = document.tokens[token]?.sentence
  const least = (place: Place) => {
    const isNear = tokensIn(document, place).some(i => document.tokens[i]?.sentence === sentence)
    return (
      LIKELY +
      (isNear ? 0 : ELSEWHERE_ADDS) +
      (claimed.has(place.start) ? CLAIMED_ADDS : 0) +
      (SELDOM.test(category) ? SELDOM_ADDS : 0)
    )
  }
  const [best] = [...(worths ?? [])].filter(([place, worth]) => worth >= least(place)).sort(([, a], [, b]) => b - a)
  return best === undefined ? [] : [best[0]]
}

function worthOfPlaces({ document, scores, ground }: PlaceContext, trigger: Trigger): Worths {
  const likelihoodOf = likelihoods(scores, trigger)
  const attached = new Set(locativesOf(document, trigger))
  const isLeftOut = (place: Place) =>
    isMetonym(document, place) || (BOUND.test(trigger.category) && isDateline(document, place))
  const worths = new Map<Place, number>()
  for (const word of document.tokens.keys()) {
    const worth = likelihoodOf(word) + (attached.has(word) ? GRAMMAR_ADDS : 0)
    const place = worth < LIKELY ? null : (placeAt(document, word) ?? ground(document, word))
    if (place !== null && !isLeftOut(place)) worths.set(place, Math.max(worths.get(place) ?? 0, worth))
  }
  return worths
}

/** How likely the head holds each word to be the trigger's place; 0 out of its reach. */
function likelihoods(scores: PlaceContext['scores'], { token }: Trigger): (word: number) => number {
  const pairs = scores.pairs('role', token)
  const column = scores.labels('role').indexOf('place')
  if (pairs === null) return () => 0
  return word => (word >= pairs.first && word < pairs.past ? pairs.probability(word, column) : 0)
}

/** The place that a word is part of; else the phrase's own ("the city of Goma", "a base on the edge of Anchorage"). */
function placeAt(document: Document, word: number): Place | null {
  const at = document.places.find(place => tokensIn(document, place).includes(word))
  if (at !== undefined) return at
  const head = phraseHead(document, word)
  if (!/^(?:NOUN|PROPN)$/.test(document.tokens[head]?.upos ?? '')) return null
  const isPart = (place: Place) => tokensIn(document, place).some(token => isBelow(document, token, head))
  return document.places.find(isPart) ?? null
}
