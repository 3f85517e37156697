import { dependents, tokensIn } from '../syntax/walk.ts'
import type { Document, Place, Token } from '../text/document.ts'
import { prepositionOf } from './arguments.ts'
import type { Trigger } from './triggers.ts'

const WHERE = /^(?:in|at|near|on|outside|inside|around|across|over|off|along|throughout|within|into|onto)$/
const CARRIED = /^(?:obj|obl|nsubj|nsubj:pass|nmod)$/
/** Categories whose object can be the land that is taken, struck or given back. */
const OF_LAND = /^(?:ASSAULT|RETREAT)$/

/** Words that a locative preposition ties to a trigger or to the verb that carries it; the land that it takes. */
export function locativesOf(document: Document, { token: index, category }: Trigger): number[] {
  const token = document.tokens[index]
  if (token === undefined) return []
  const isOfLand = OF_LAND.test(category) && token.upos === 'VERB'
  const below = [...dependents(document, index), ...(isCarried(document, token) ? dependents(document, token.head) : [])] // prettier-ignore
  const located = below.filter(word => isLocative(document, word) || (isOfLand && isObject(document, word)))
  // "the city of Lashio, captured last August"
  return isOfLand && token.deprel === 'acl' ? [...located, token.head] : located
}

function isCarried(document: Document, { upos, deprel, head }: Token): boolean {
  return upos === 'NOUN' && CARRIED.test(deprel) && document.tokens[head]?.upos === 'VERB'
}

function isLocative(document: Document, word: number): boolean {
  return /^(?:obl|nmod)$/.test(document.tokens[word]?.deprel ?? '') && WHERE.test(prepositionOf(document, word))
}

function isObject(document: Document, word: number): boolean {
  return /^(?:obj|nsubj:pass)$/.test(document.tokens[word]?.deprel ?? '')
}

/** Whether the place only says where the report was written. */
export function isDateline(document: Document, { start, end }: Place): boolean {
  const text = document.text.slice(start, end)
  const [first] = document.sentences
  return first !== undefined && end <= first.end && text.length > 3 && text === text.toUpperCase()
}

const STATELY = /^(?:with|against|by|for|between|among|that|than|like|as)$/

/** Whether a country or city stands for who acts there: "cooperation with Baku", "Moscow's chief negotiator", "London said". */
export function isMetonym(document: Document, place: Place): boolean {
  if (place.resolution !== 'city') return false
  const words = tokensIn(document, place)
  const head = words.find(word => !words.includes(document.tokens[word]?.head ?? -1)) ?? -1
  const relation = document.tokens[head]?.deprel ?? ''
  if (relation === 'nsubj') return true
  return /^(?:obl|nmod)$/.test(relation) && STATELY.test(prepositionOf(document, head))
}
