import { tokensIn } from '../syntax/walk.ts'
import type { Document, Name } from '../text/document.ts'
import { hasUse, type TextAndTables } from './words.ts'

/** A delegation's noun and the person who leads it. */
export interface Leader {
  readonly noun: number
  readonly person: Name
}

/** Words between the noun and the verb or name that it goes with. */
const REACH = 14
/** Words between a title and the name beside it. */
const TITLE_REACH = 8

/** Who leads a delegation, by the words beside its noun. */
export function leadersOf(reading: TextAndTables): Leader[] {
  return reading.document.tokens.flatMap((_, noun) => {
    if (hasUse(reading, noun, 'envoy')) return asLeader(noun, byTitle(reading, noun))
    if (!hasUse(reading, noun, 'delegation')) return []
    return asLeader(noun, byVerb(reading, noun) ?? byOffice(reading, noun) ?? under(reading, noun))
  })
}

const asLeader = (noun: number, person: Name | null): Leader[] => (person === null ? [] : [{ noun, person }])

/** "The team headed by X", "X, who leads the team". */
function byVerb(reading: TextAndTables, noun: number): Name | null {
  const { document } = reading
  const verb = around(document, noun).find(
    i => hasUse(reading, i, 'leads') && /^(?:VERB|ADJ)$/.test(document.tokens[i]?.upos ?? ''),
  )
  if (verb === undefined) return null
  const isPassive = document.tokens[verb + 1]?.form === 'by'
  // An active "led" takes the delegation as its object, after it.
  if (isPassive) return personAfter(document, verb, REACH)
  return verb < noun ? personBefore(document, verb, REACH) : null
}

/** "X, leader of the official team", "the chief of its delegation, X". */
function byOffice(reading: TextAndTables, noun: number): Name | null {
  const { document } = reading
  const office = around(document, noun).find(
    i => i < noun && noun - i <= TITLE_REACH && hasUse(reading, i, 'leader') && document.tokens[i + 1]?.form === 'of',
  )
  if (office === undefined) return null
  return personBefore(document, office, TITLE_REACH) ?? personAfter(document, noun, TITLE_REACH)
}

/** "The delegation under X", "teams under X". */
function under(reading: TextAndTables, noun: number): Name | null {
  const { document } = reading
  const preposition = around(document, noun).find(
    i => i > noun && i - noun <= 3 && document.tokens[i]?.form === 'under',
  )
  return preposition === undefined ? null : personAfter(document, preposition, 4)
}

/** "Chief negotiator X", "X, Bangkok's chief negotiator"; a negotiator of no rank only right beside the name. */
function byTitle(reading: TextAndTables, noun: number): Name | null {
  const { document } = reading
  const isChief = [noun - 1, noun - 2, noun - 3].some(i => hasUse(reading, i, 'chief'))
  const reach = isChief ? TITLE_REACH : 3
  const after = personAfter(document, noun, isChief ? 5 : 2)
  return after ?? personBefore(document, noun, reach)
}

function around(document: Document, noun: number): number[] {
  const sentence = document.tokens[noun]?.sentence
  return Array.from({ length: 2 * REACH + 1 }, (_, i) => noun - REACH + i)
    .filter(i => i !== noun && sentence !== undefined && document.tokens[i]?.sentence === sentence)
    .sort((a, b) => Math.abs(a - noun) - Math.abs(b - noun))
}

function personAfter(document: Document, token: number, reach: number): Name | null {
  const isNear = ({ first }: Ends) => first > token && first - token <= reach
  return document.names.find(name => name.kind === 'PER' && isNear(endsOf(document, name, token))) ?? null
}

function personBefore(document: Document, token: number, reach: number): Name | null {
  const isNear = ({ last }: Ends) => last < token && token - last <= reach
  return document.names.findLast(name => name.kind === 'PER' && isNear(endsOf(document, name, token))) ?? null
}

interface Ends {
  readonly first: number
  readonly last: number
}

/** The name's first and last token; not numbers where it stands in another sentence than `token`. */
function endsOf(document: Document, name: Name, token: number): Ends {
  const inside = tokensIn(document, name)
  const [first = Number.NaN, last = Number.NaN] = [inside[0], inside.at(-1)]
  const isSame = document.tokens[first]?.sentence === document.tokens[token]?.sentence
  return isSame ? { first, last } : { first: Number.NaN, last: Number.NaN }
}
