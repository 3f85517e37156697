import type { EventRecord, PlaceRecord } from '../contract.ts'
import { partiesOf } from './party.ts'

/** What is agreed, and done at the table, in the sentence that tells of talks: it was there. */
const AT_TALKS = /^(?:AGREE|SUPPORT|CONSULT)$/
const HAS_BEEN = /^(?:happened|ongoing|denied)$/

/** Gives an agreement that names no place the venue of the talks that its sentence tells of. */
export function fillVenues(events: readonly EventRecord[]): EventRecord[] {
  return events.map(event => {
    const venue = event.places.length === 0 && isAtTalks(event) ? venueFor(event, events) : null
    return venue === null ? event : { ...event, places: venue, why: [...event.why, 'place: of the talks in its sentence'] } // prettier-ignore
  })
}

const isAtTalks = ({ event, status }: EventRecord) => AT_TALKS.test(event) && HAS_BEEN.test(status)

function venueFor(event: EventRecord, events: readonly EventRecord[]): readonly PlaceRecord[] | null {
  const own = partiesOf([...event.actor, ...event.recipient])
  const talks = events.find(other => {
    if (other.event !== 'CONSULT' || other.places.length === 0 || !HAS_BEEN.test(other.status)) return false
    if (other.evidence.start !== event.evidence.start) return false
    const parties = partiesOf([...other.actor, ...other.recipient])
    return own.length === 0 || parties.length === 0 || own.some(party => parties.includes(party))
  })
  return talks?.places ?? null
}
