import type { Category, EntityRecord, EventRecord, Status } from '../contract.ts'
import type { Document } from '../text/document.ts'
import { partiesOf, partyOf } from './party.ts'
import { isCaptive } from './settle.ts'
import { mentionOf, otherSide, sidesOf, type Sides } from './sides.ts'

/** What one side does to the other, also where a report leaves the other unsaid. */
const DIRECTED: ReadonlySet<Category> = new Set(['ASSAULT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'SANCTION'])
/** What one side puts to the other, where it is not done yet. */
const OFFERED: ReadonlySet<Category> = new Set(['AGREE', 'CONCEDE'])
const UNDONE: ReadonlySet<Status> = new Set(['proposed', 'planned', 'conditional', 'demanded', 'denied'])
/** What the sides do together where a report names nobody ("the truce", "the talks"). */
const JOINT: ReadonlySet<Category> = new Set(['CONSULT', 'AGREE', 'RETREAT'])
/** What a third party says or does about the two. */
const ABOUT_BOTH: ReadonlySet<Category> = new Set(['SUPPORT', 'AID'])
const GIVEN_BACK: ReadonlySet<string> = new Set(['release', 'return'])
const WEAPONS: ReadonlySet<string> = new Set(['drone', 'missile', 'rocket', 'artillery', 'aerial'])

/**
 * Fills roles that a report leaves to its reader, from the two sides that it is about.
 *
 * Gold rule: annotators write what a desk analyst would record from the text alone plus common knowledge of who is who.
 */
export function fillImplied(document: Document, events: readonly EventRecord[]): EventRecord[] {
  const sides = sidesOf(events)
  return sides === null ? [...events] : events.map(event => filled(document, event, sides))
}

type Rule = (document: Document, event: EventRecord, sides: Sides) => EventRecord | null

/** The first rule that knows something. */
function filled(document: Document, event: EventRecord, sides: Sides): EventRecord {
  const rules: readonly Rule[] = [
    weaponOverOther,
    offeredBySpeaker,
    exchanged,
    bothActing,
    givenBackByOther,
    ownedByOther,
    otherActedOn,
    bothActedOn,
  ]
  return rules.reduce<EventRecord | null>((found, rule) => found ?? rule(document, event, sides), null) ?? event
}

/** "drones struck airfields in Russia": where only a weapon is named and one side's land is hit, a reader takes it for the other's. */
const weaponOverOther: Rule = (document, event, [one, other]) => {
  const { mode, actor, places, recipient } = event
  const isWeapon = mode.some(name => WEAPONS.has(name)) && actor.every(({ code }) => code === 'UNK')
  if (event.event !== 'ASSAULT' || !isWeapon) return null
  const hit = new Set([...places.map(({ country }) => country), ...recipient.map(({ code }) => code)])
  if (hit.has(stateOf(one)) === hit.has(stateOf(other))) return null
  const [attacked, attacker] = hit.has(stateOf(one)) ? [one, other] : [other, one]
  const [by, on] = [mentionOf(document, attacker, event), mentionOf(document, attacked, event)]
  if (by === null || on === null) return null
  const known = recipient.filter(({ code }) => code !== 'UNK')
  return because(
    { ...event, actor: [by], recipient: known.length > 0 ? known : [on] },
    'a weapon over the other side’s land',
  )
}

const stateOf = (party: string) => party.split('/')[0] ?? party

/** "Umerov said his side had proposed a meeting between the presidents": what a side says is offered, it offers to the other. */
const offeredBySpeaker: Rule = (document, event, sides) => {
  const acting = partiesOf(event.actor)
  if (!isOffer(event) || acting.length === 1) return null
  const speakers = event.attribution.flatMap(speaker => partyOf(speaker) ?? []).map(stateOf)
  const by = sides.find(side => stateOf(side) === speakers.at(-1))
  const other = by === undefined ? null : otherSide([by], sides)
  if (by === undefined || other === null) return null
  const [offering, offered] = [mentionOf(document, by, event), mentionOf(document, other, event)]
  if (offering === null || offered === null) return null
  return because({ ...event, actor: [offering], recipient: [offered] }, 'offered by the side that says so')
}

const IN_RETURN = /\bin (?:exchange|return)\b|\bthe same number of\b|\bfrom the other side\b/i

/** "303 servicemen were returned, and the same number were handed over in exchange": both give back. */
const exchanged: Rule = (document, event, sides) => {
  const isGivenBack = event.event === 'RETREAT' && event.mode.some(name => GIVEN_BACK.has(name))
  if (!isGivenBack || event.actor.some(entity => !isCaptive(entity)) || !IN_RETURN.test(event.evidence.quote))
    return null
  const actor = sides.flatMap(side => mentionOf(document, side, event) ?? [])
  return actor.length < 2 ? null : because({ ...event, actor, recipient: [] }, 'each gives back to the other')
}

const bothActing: Rule = (document, event, sides) => {
  const isMutual = event.recipient.length === 0 || (event.event === 'RETREAT' && event.recipient.some(isOfEachSide))
  if (event.actor.length > 0 || !isMutual || !JOINT.has(event.event) || isOffer(event)) return null
  const actor = sides.flatMap(side => mentionOf(document, side, event) ?? [])
  return actor.length < 2 ? null : because({ ...event, actor, recipient: [] }, 'both sides of the dispatch')
}

const EACH_SIDE = /\b(?:each|both|either)\b/i
const isOfEachSide = ({ text }: EntityRecord) => EACH_SIDE.test(text)

/** "Eight residents of Kursk were handed back": who is given back is given back by the other side. */
const givenBackByOther: Rule = (document, event, sides) => {
  const isGivenBack = event.event === 'RETREAT' && event.mode.some(name => GIVEN_BACK.has(name))
  if (!isGivenBack || event.actor.length > 0) return null
  const states = [...new Set(event.recipient.map(({ code }) => code))]
  const own = sides.filter(side => states.includes(stateOf(side)))
  const other = own.length === 1 && states.length === 1 ? otherSide(own, sides) : null
  const mention = other === null ? null : mentionOf(document, other, event)
  return mention === null ? null : because({ ...event, actor: [mention] }, 'given back by the other side')
}

/** "struck airfields", "captured two villages": what nobody is said to own, and is not the attacker's, is the other side's. */
const ownedByOther: Rule = (document, event, sides) => {
  const other = otherSide(partiesOf(event.actor), sides)
  if (event.event !== 'ASSAULT' || other === null || event.actor.some(({ code }) => code === stateOf(other)))
    return null
  const own = new Set(event.actor.map(({ code }) => code))
  if (!event.recipient.every(entity => entity.code === 'UNK' || (own.has(entity.code) && isUnnamed(entity))))
    return null
  const mention = mentionOf(document, other, event)
  return mention === null ? null : because({ ...event, recipient: [mention] }, 'the other side')
}

/** "one woman", "two villages": nothing in the words says whose. */
const isUnnamed = ({ text }: EntityRecord) => !/[A-Z]/.test(text.slice(1))

const otherActedOn: Rule = (document, event, sides) => {
  if (event.recipient.length > 0 || !isDirected(event)) return null
  const other = otherSide(partiesOf(event.actor), sides)
  const mention = other === null ? null : mentionOf(document, other, event)
  if (mention === null) return null
  if (isMeeting(event)) return because({ ...event, actor: [...event.actor, mention] }, 'both sides meet')
  return because({ ...event, recipient: [mention] }, 'the other side')
}

const MEETING = /^(?:meet|talk|summit|round|session|negotiat|dialogue|consultation)/i
const isMeeting = ({ event, status, evidence }: EventRecord) =>
  event === 'AGREE' && status !== 'proposed' && MEETING.test(evidence.trigger?.text ?? '')

function isDirected({ event, status, mode }: EventRecord): boolean {
  const givesBack = event === 'RETREAT' && mode.some(name => GIVEN_BACK.has(name))
  return DIRECTED.has(event) || givesBack || (OFFERED.has(event) && UNDONE.has(status))
}

/** "The African Union welcomed the declaration": what a third party says of a deal it says of both. */
const bothActedOn: Rule = (document, event, sides) => {
  const acting = partiesOf(event.actor)
  const isThird =
    acting.length > 0 && acting.every(party => !sides.includes(party) && !sides.map(stateOf).includes(party))
  const isAbout = ABOUT_BOTH.has(event.event) || event.mode.includes('third-party') || isOffer(event)
  if (event.recipient.length > 0 || !isThird || !isAbout) return null
  const recipient = sides.flatMap(side => mentionOf(document, side, event) ?? [])
  return recipient.length < 2 ? null : because({ ...event, recipient }, 'both sides, by a third')
}

const isOffer = ({ event, status }: EventRecord) => event === 'AGREE' && status === 'proposed'

const because = (event: EventRecord, reason: string): EventRecord => ({
  ...event,
  why: [...event.why, `implied: ${reason}`],
})
