import type { Category, EntityRecord, EventRecord, Status } from '../contract.ts'
import type { Document, Mention } from '../text/document.ts'
import { NO_STATE, partiesOf, partyOf } from './party.ts'

/** What one side does to the other, also where a report leaves the other unsaid. */
const DIRECTED: ReadonlySet<Category> = new Set(['ASSAULT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'])
/** What one side puts to the other, where it is not done yet. */
const OFFERED: ReadonlySet<Category> = new Set(['AGREE', 'RETREAT', 'CONCEDE'])
const UNDONE: ReadonlySet<Status> = new Set(['proposed', 'planned', 'conditional', 'demanded'])
/** What the sides do together where a report names nobody ("the truce", "the talks"). */
const JOINT: ReadonlySet<Category> = new Set(['CONSULT', 'AGREE', 'RETREAT'])
/** Times that two must stand together in a dispatch to be its two sides. */
const PAIR_LEAST = 2

/**
 * Fills roles that a report leaves to its reader, from the two sides that it is about.
 *
 * Gold rule: annotators write what a desk analyst would record from the text alone plus common knowledge of who is who.
 */
export function fillImplied(document: Document, events: readonly EventRecord[]): EventRecord[] {
  const sides = sidesOf(events)
  return sides === null ? [...events] : events.map(event => filled(document, event, sides))
}

type Sides = readonly [string, string]

/** The two parties that most happenings put together. */
function sidesOf(events: readonly EventRecord[]): Sides | null {
  const counts = new Map<string, number>()
  for (const { actor, recipient } of events) {
    const parties = partiesOf([...actor, ...recipient])
      .filter(party => !NO_STATE.has(party))
      .sort()
    for (const [i, one] of parties.entries()) {
      for (const other of parties.slice(i + 1)) counts.set(`${one} ${other}`, (counts.get(`${one} ${other}`) ?? 0) + 1)
    }
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a)
  if (best === undefined || best[1] < PAIR_LEAST) return null
  const [one = '', other = ''] = best[0].split(' ')
  return [one, other]
}

function filled(document: Document, event: EventRecord, sides: Sides): EventRecord {
  const struck = struckSide(event, sides)
  if (struck !== null) return withAttacker(document, event, struck)
  if (event.recipient.length > 0) return event
  return event.actor.length === 0 ? withBoth(document, event, sides) : withOther(document, event, sides)
}

function withBoth(document: Document, event: EventRecord, sides: Sides): EventRecord {
  const actor = JOINT.has(event.event) ? sides.flatMap(side => mentionOf(document, side, event) ?? []) : []
  return actor.length < 2 ? event : { ...event, actor, why: [...event.why, 'implied: both sides of the dispatch'] }
}

function withOther(document: Document, event: EventRecord, [one, other]: Sides): EventRecord {
  const acting = partiesOf(event.actor)
  if (!isDirected(event) || acting.length !== 1) return event
  const opposite = acting[0] === one ? other : acting[0] === other ? one : null
  const mention = opposite === null ? null : mentionOf(document, opposite, event)
  return mention === null ? event : { ...event, recipient: [mention], why: [...event.why, 'implied: the other side'] }
}

interface Struck {
  readonly attacker: string
  readonly attacked: string
}

/** "drones struck airfields in Russia": where only a weapon is named and one side's land is hit, a reader takes it for the other's. */
function struckSide({ event, actor, mode, places, recipient }: EventRecord, [one, other]: Sides): Struck | null {
  const isWeapon = mode.some(name => WEAPONS.has(name)) && actor.length > 0 && actor.every(({ code }) => code === 'UNK')
  if (event !== 'ASSAULT' || !isWeapon) return null
  const hit = new Set([...places.map(({ country }) => country), ...recipient.map(({ code }) => code)])
  if (hit.has(one) && !hit.has(other)) return { attacker: other, attacked: one }
  return hit.has(other) && !hit.has(one) ? { attacker: one, attacked: other } : null
}

const WEAPONS: ReadonlySet<string> = new Set(['drone', 'missile', 'rocket', 'artillery', 'aerial'])

function withAttacker(document: Document, event: EventRecord, { attacker, attacked }: Struck): EventRecord {
  const [actor, recipient] = [mentionOf(document, attacker, event), mentionOf(document, attacked, event)]
  if (actor === null || recipient === null) return event
  const both = { actor: [actor], recipient: event.recipient.length > 0 ? event.recipient : [recipient] }
  return { ...event, ...both, why: [...event.why, 'implied: a weapon over the other side’s land'] }
}

const isDirected = ({ event, status }: EventRecord) => DIRECTED.has(event) || (OFFERED.has(event) && UNDONE.has(status))

/** The last mention of the party before the trigger, else its first. */
function mentionOf(document: Document, party: string, { evidence }: EventRecord): EntityRecord | null {
  const own = document.mentions.filter(({ entity }) => partyOf(entity) === party)
  const mention = own.findLast(({ start }) => start < (evidence.trigger?.start ?? 0)) ?? own[0]
  return mention === undefined ? null : recordOf(document, mention)
}

function recordOf(document: Document, { start, end, entity: { name, code, sector } }: Mention): EntityRecord {
  return { text: document.text.slice(start, end), start, end, name, code, sector }
}
