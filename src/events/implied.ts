import type { Category, EntityRecord, EventRecord } from '../contract.ts'
import type { Document, Mention } from '../text/document.ts'
import { NO_STATE, partiesOf, partyOf } from './party.ts'

/** What one side does to the other, also where a report leaves the other unsaid. */
const DIRECTED: ReadonlySet<Category> = new Set(['ASSAULT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'])
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
  const acting = partiesOf(event.actor)
  if (event.actor.length === 0 && event.recipient.length === 0 && JOINT.has(event.event)) {
    const actor = sides.flatMap(side => mentionOf(document, side, event) ?? [])
    return actor.length < 2 ? event : { ...event, actor, why: [...event.why, 'implied: both sides of the dispatch'] }
  }
  const [only, ...others] = acting
  const opposite = only === sides[0] ? sides[1] : only === sides[1] ? sides[0] : null
  if (event.recipient.length > 0 || opposite === null || others.length > 0 || !DIRECTED.has(event.event)) return event
  const other = mentionOf(document, opposite, event)
  return other === null ? event : { ...event, recipient: [other], why: [...event.why, 'implied: the other side'] }
}

/** The last mention of the party before the trigger, else its first. */
function mentionOf(document: Document, party: string, { evidence }: EventRecord): EntityRecord | null {
  const own = document.mentions.filter(({ entity }) => partyOf(entity) === party)
  const mention = own.findLast(({ start }) => start < (evidence.trigger?.start ?? 0)) ?? own[0]
  return mention === undefined ? null : recordOf(document, mention)
}

function recordOf(document: Document, { start, end, entity: { name, code, sector } }: Mention): EntityRecord {
  return { text: document.text.slice(start, end), start, end, name, code, sector }
}
