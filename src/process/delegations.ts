import type { DelegationRecord, Evidence } from '../contract.ts'
import { isBelow, tokensIn } from '../syntax/walk.ts'
import type { Document, Mention, Name } from '../text/document.ts'
import { partyOf } from '../events/party.ts'

const DELEGATION = /^(?:delegation|team|negotiator|side|panel|mission)$/i
const LEADS = /^(?:lead|head|chair)$/i
const CHIEF = /^(?:chief|lead|head|top)$/i
/** Words between the noun and the verb or name that it goes with. */
const REACH = 14

/**
 * Delegations and who leads them: "Russia's delegation, led by presidential aide Vladimir Medinsky", "Umerov, who heads the
 * Ukrainian team", "chief negotiator Juan Camilo Restrepo".
 */
export function findDelegations(document: Document): DelegationRecord[] {
  const found = document.tokens.flatMap((token, i) =>
    DELEGATION.test(token.lemma) ? (byLeader(document, i) ?? byTitle(document, i) ?? []) : [],
  )
  return found.filter((record, i) => found.findIndex(other => isSame(other, record)) === i)
}

const isSame = (a: DelegationRecord, b: DelegationRecord) => a.party === b.party && a.head.name === b.head.name

function byLeader(document: Document, noun: number): DelegationRecord | null {
  const verb = near(document, noun).find(i => {
    const token = document.tokens[i]
    return token !== undefined && LEADS.test(token.lemma) && (token.upos === 'VERB' || token.upos === 'ADJ')
  })
  if (verb === undefined) return null
  const passive = /^(?:VBN|VBD)$/.test(document.tokens[verb]?.xpos ?? '') && document.tokens[verb + 1]?.form === 'by'
  const person = passive ? personAfter(document, verb) : personBefore(document, verb)
  return person === null ? null : recordOf(document, noun, person)
}

function byTitle(document: Document, noun: number): DelegationRecord | null {
  if (!/^negotiator$/i.test(document.tokens[noun]?.lemma ?? '')) return null
  const isChief = near(document, noun).some(
    i => i < noun && noun - i <= 3 && CHIEF.test(document.tokens[i]?.form ?? ''),
  )
  const person = isChief ? personAfter(document, noun, 5) : null
  return person === null ? null : recordOf(document, noun, person)
}

function near(document: Document, noun: number): number[] {
  const sentence = document.tokens[noun]?.sentence
  const around = Array.from({ length: 2 * REACH + 1 }, (_, i) => noun - REACH + i)
  return around
    .filter(i => i !== noun && document.tokens[i]?.sentence === sentence && sentence !== undefined)
    .sort((a, b) => Math.abs(a - noun) - Math.abs(b - noun))
}

function personAfter(document: Document, token: number, reach = REACH): Name | null {
  const isNear = (name: Name) => stepsTo(document, name, token) > 0 && stepsTo(document, name, token) <= reach
  return document.names.find(name => name.kind === 'PER' && isNear(name)) ?? null
}

function personBefore(document: Document, token: number): Name | null {
  const isNear = (name: Name) => stepsTo(document, name, token) < 0 && stepsTo(document, name, token) >= -REACH
  return document.names.findLast(name => name.kind === 'PER' && isNear(name)) ?? null
}

/** Words from the token to the name's first, negative when it stands before; not a number across sentences. */
function stepsTo(document: Document, name: Name, token: number): number {
  const [first = -1] = tokensIn(document, name)
  const sameSentence = document.tokens[first]?.sentence === document.tokens[token]?.sentence
  return sameSentence ? first - token : Number.NaN
}

function recordOf(document: Document, noun: number, person: Name): DelegationRecord | null {
  const party = partyNear(document, noun, person)
  if (party === null) return null
  return {
    party,
    head: { name: document.text.slice(person.start, person.end), office: officeOf(document, person) },
    round: null,
    evidence: evidenceOf(document, noun),
  }
}

/** Whose delegation: what stands below the noun, else who the person is. */
function partyNear(document: Document, noun: number, person: Name): string | null {
  const isOwn = (mention: Mention) =>
    tokensIn(document, mention).some(i => isBelow(document, i, noun)) && !overlaps(mention, person)
  const own = document.mentions.filter(isOwn).flatMap(({ entity }) => partyOf(entity) ?? [])
  const theirs = document.mentions
    .filter(mention => overlaps(mention, person))
    .flatMap(({ entity }) => partyOf(entity) ?? [])
  return own[0] ?? theirs[0] ?? null
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end

/** The title before the name: "presidential aide", "Defense Minister". */
function officeOf(document: Document, person: Name): string | null {
  const [first = 0] = tokensIn(document, person)
  let from = first
  while (from > 0 && /^(?:NOUN|ADJ|PROPN)$/.test(document.tokens[from - 1]?.upos ?? '') && first - from < 6) from--
  return from === first ? null : document.text.slice(document.tokens[from]?.start, person.start).trim()
}

function evidenceOf(document: Document, token: number): Evidence {
  const sentence = document.sentences[document.tokens[token]?.sentence ?? 0] ?? { start: 0, end: 0 }
  return { start: sentence.start, end: sentence.end, quote: document.text.slice(sentence.start, sentence.end) }
}
