import type { DateRecord, EventRecord, RoundRecord } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import { ordinalOf, precedesPresent } from './ordinals.ts'
import { isMediation, type Sides } from './parties.ts'
import { firstOf, hasUse, triggerTokens, type TextAndTables } from './words.ts'
import { venueOf } from './venues.ts'

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
export function findRounds(reading: TextAndTables, events: readonly EventRecord[], sides: Sides): RoundOfEvent[] {
  const found: RoundOfEvent[] = []
  const meetings = events.filter(event => isRound(reading, event, sides))
  const deals = meetings.some(hasHappened) ? [] : events.filter(event => isDeal(event, sides)).slice(0, 1)
  for (const event of [...meetings, ...deals]) {
    const { status, evidence } = event
    const date = dateOf(event, events)
    const ordinal = ordinalOf(reading, event)
    const round: RoundRecord = { ordinal, place: venueOf(reading, event), date, status, evidence }
    const twin = found.findIndex(other => isSameRound(other.round, round))
    const known = found[twin]
    if (known === undefined) found.push({ round, event })
    else found[twin] = { ...known, round: fullerOf(known.round, round) }
  }
  return firstOf(
    inferOrdinals(reading, found).filter(isPlacedOrNumbered),
    ({ round }) => `${round.ordinal ?? ''} ${round.place ?? ''}`,
  )
}

function isRound(reading: TextAndTables, event: EventRecord, sides: Sides): boolean {
  if (!isConsultation(event) || event.mode.some(mode => mode === 'visit' || mode === 'phone')) return false
  const triggers = triggerTokens(reading.document, event.evidence)
  const isVerb = (token: number) => reading.document.tokens[token]?.upos === 'VERB'
  if (!triggers.some(token => hasUse(reading, token, isVerb(token) ? 'meets' : 'talks'))) return false
  const present = partiesOf([...event.actor, ...event.recipient])
  const opposed = present.filter(code => sides.parties.some(party => party.code === code))
  if (opposed.length >= 2) return !isMediation(event)
  // "The talks in Doha" of a dispatch with two sides are theirs, whoever is named beside the word.
  const isKnown = sides.parties.length >= 2 || event.places.length > 0
  return isKnown && triggers.some(token => !isVerb(token) && hasUse(reading, token, 'negotiation'))
}

/** A meeting; one that is still to be held is filed as an agreement to meet (PLOVER, intent). */
const isConsultation = ({ event, status }: EventRecord) =>
  event === 'CONSULT' || (event === 'AGREE' && status !== 'happened' && status !== 'ongoing' && status !== 'denied')

/** The event's day, or, where it has no certain one, that of what was agreed there, as the same sentence gives it. */
function dateOf({ date, evidence, status }: EventRecord, events: readonly EventRecord[]): DateRecord | null {
  if (isOneDay(date) || status === 'planned') return date
  const deal = events.find(
    other =>
      other.event === 'AGREE' &&
      other.status === 'happened' &&
      other.evidence.start === evidence.start &&
      isOneDay(other.date),
  )
  return deal?.date ?? date
}

const hasHappened = ({ status }: EventRecord) => status === 'happened' || status === 'ongoing'

/** An agreement that both sides came to: they must have met, though the dispatch may not say it. */
function isDeal({ event, status, actor, recipient }: EventRecord, sides: Sides): boolean {
  const present = partiesOf([...actor, ...recipient])
  const opposed = present.filter(code => sides.parties.some(party => party.code === code))
  return event === 'AGREE' && status === 'happened' && opposed.length >= 2
}

function isSameRound(a: RoundRecord, b: RoundRecord): boolean {
  if (a.ordinal !== null && b.ordinal !== null) return a.ordinal === b.ordinal
  if (a.place !== null && b.place !== null && a.place !== b.place) return false
  if (isAhead(a) !== isAhead(b)) return false
  return a.place === b.place || daysMeet(a, b)
}

/** A round that nothing tells apart from another is none, unless it is to be held on a certain day. */
const isPlacedOrNumbered = ({ round, event }: RoundOfEvent) =>
  round.place !== null || round.ordinal !== null || (!hasHappened(event) && isOneDay(round.date))

const isOneDay = (date: DateRecord | null) => date !== null && date.start !== null && date.start === date.end

const isAhead = ({ status }: RoundRecord) => status !== 'happened' && status !== 'ongoing'

function daysMeet({ date: a }: RoundRecord, { date: b }: RoundRecord): boolean {
  const startsBeforeEnd = (from: string | null | undefined, to: string | null | undefined) =>
    from === null || from === undefined || to === null || to === undefined || from <= to
  return startsBeforeEnd(a?.start, b?.end) && startsBeforeEnd(b?.start, a?.end)
}

const fullerOf = (a: RoundRecord, b: RoundRecord): RoundRecord => ({
  ...a,
  ordinal: a.ordinal ?? b.ordinal,
  place: a.place ?? b.place,
  date: a.date ?? b.date,
})

/** "The previous talks" in a dispatch that tells of round n were round n - 1. */
function inferOrdinals(reading: TextAndTables, rounds: readonly RoundOfEvent[]): RoundOfEvent[] {
  const present = Math.max(0, ...rounds.map(({ round }) => round.ordinal ?? 0))
  return rounds.map(({ round, event }) => {
    const isPrevious = present > 1 && precedesPresent(reading, event)
    return { round: { ...round, ordinal: round.ordinal ?? (isPrevious ? present - 1 : null) }, event }
  })
}
