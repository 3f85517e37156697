import { dependents, tokensIn } from '../syntax/walk.ts'
import type { Document, Place } from '../text/document.ts'
import { prepositionOf } from './arguments.ts'
import type { Trigger } from './triggers.ts'

const WHERE = /^(?:in|at|near|on|outside|inside|around|across|over|off|along|throughout|within|into|onto)$/
const CARRIED = /^(?:obj|obl|nsubj|nsubj:pass|nmod)$/
/** Categories whose object can be the land that is taken, struck or given back. */
const OF_LAND = /^(?:ASSAULT|RETREAT)$/

/** Words that a locative preposition ties to a trigger or to the verb that carries it; the land that it takes. */
export function locativesOf(document: Document, { token, category }: Trigger): number[] {
  const { upos = '', deprel = '', head = -1 } = document.tokens[token] ?? {}
  const isCarried = upos === 'NOUN' && CARRIED.test(deprel) && document.tokens[head]?.upos === 'VERB'
  const below = [...dependents(document, token), ...(isCarried ? dependents(document, head) : [])]
  const isOfLand = OF_LAND.test(category) && upos === 'VERB'
  const located = below.filter(word => {
    const relation = document.tokens[word]?.deprel ?? ''
    if (/^(?:obl|nmod)$/.test(relation)) return WHERE.test(prepositionOf(document, word))
    return isOfLand && /^(?:obj|nsubj:pass)$/.test(relation)
  })
  // "the city of Lashio, captured last August"
  return isOfLand && deprel === 'acl' ? [...located, head] : located
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
