import type { EventRecord, Evidence, RoundRecord } from '../contract.ts'
import { dependents, tokensIn } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { partiesOf } from '../events/party.ts'
import { isMediation } from './parties.ts'

const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, i) => [word, i + 1]),
)
const TALKS = /^(?:talk|negotiation|round|summit|meeting|dialogue|conference|consultation|session|process)$/i
const MEET = /^(?:talk|meet|negotiate|convene|sit)$/i

/** A round with the event that tells of it. */
export interface RoundOfEvent {
  readonly round: RoundRecord
  readonly event: EventRecord
}

/**
 * Rounds of talks: meetings of two or more parties.
 *
 * Gold rule: "signing ceremonies are no rounds, summits are".
 */
export function findRounds(document: Document, events: readonly EventRecord[]): RoundOfEvent[] {
  const found: RoundOfEvent[] = []
  for (const event of events.filter(event => isRound(document, event))) {
    const ordinal = statedOrdinal(document, event)
    const place = event.places.find(({ resolution }) => resolution !== 'country')?.name ?? event.places[0]?.name ?? null
    const round: RoundRecord = { ordinal, place, date: event.date, status: event.status, evidence: event.evidence }
    if (!found.some(other => isSameRound(other.round, round))) found.push({ round, event })
  }
  return inferOrdinals(document, found)
}

function isRound(document: Document, event: EventRecord): boolean {
  if (event.event !== 'CONSULT' || isMediation(event)) return false
  if (partiesOf([...event.actor, ...event.recipient]).length < 2) return false
  if (event.mode.some(mode => mode === 'visit' || mode === 'phone')) return false
  return triggerTokens(document, event.evidence).some(token => {
    const { lemma = '', upos = '' } = document.tokens[token] ?? {}
    return upos === 'VERB' ? MEET.test(lemma) : TALKS.test(lemma)
  })
}

export function triggerTokens(document: Document, { trigger }: Evidence): number[] {
  return trigger === undefined ? [] : tokensIn(document, trigger)
}

/** "the second round of talks", "the third meeting": an ordinal on the trigger or on the noun that it belongs to. */
function statedOrdinal(document: Document, event: EventRecord): number | null {
  for (const token of triggerTokens(document, event.evidence)) {
    const head = document.tokens[token]?.head ?? -1
    const near = [
      ...dependents(document, token),
      ...(head >= 0 && isRoundNoun(document, head) ? dependents(document, head) : []),
    ]
    const below = dependents(document, token)
      .filter(i => isRoundNoun(document, i))
      .flatMap(i => dependents(document, i))
    for (const i of [...near, ...below]) {
      const ordinal = ORDINALS.get(document.tokens[i]?.lemma.toLowerCase() ?? '')
      if (ordinal !== undefined) return ordinal
    }
  }
  return null
}

const isRoundNoun = (document: Document, token: number) => TALKS.test(document.tokens[token]?.lemma ?? '')

function isSameRound(a: RoundRecord, b: RoundRecord): boolean {
  if (a.ordinal !== null && b.ordinal !== null) return a.ordinal === b.ordinal
  if (a.place !== null && b.place !== null && a.place !== b.place) return false
  return daysOf(a) === daysOf(b)
}

const daysOf = ({ date }: RoundRecord) => `${date?.start ?? ''}/${date?.end ?? ''}`

const PREVIOUS = /^(?:previous|earlier|preceding|last|prior)$/i

/** "The previous talks" in a dispatch that tells of round n were round n - 1. */
function inferOrdinals(document: Document, rounds: readonly RoundOfEvent[]): RoundOfEvent[] {
  const present = Math.max(0, ...rounds.map(({ round }) => round.ordinal ?? 0))
  return rounds.map(({ round, event }) => {
    const isPrevious = triggerTokens(document, event.evidence)
      .flatMap(token => dependents(document, token))
      .some(token => PREVIOUS.test(document.tokens[token]?.form ?? ''))
    const ordinal = round.ordinal ?? (isPrevious && present > 1 ? present - 1 : null)
    return { round: { ...round, ordinal }, event }
  })
}
