import type { EventRecord, LinkRecord } from '../contract.ts'

const RETALIATION = /\bin (?:retaliation|response|revenge)\b|\bretaliat/i
const SAME_DAY = /\b(?:on )?the same day\b|\bhours (?:later|after)\b/i

/** Links that a connective of the sentence states: retaliation and same day, to the happening told before. */
export function linkEvents(events: readonly EventRecord[]): EventRecord[] {
  return events.map((event, i) => {
    const before = events.slice(0, i).reverse()
    const links: LinkRecord[] = []
    if (RETALIATION.test(lead(event))) {
      const provoked = before.find(other => other.event === 'ASSAULT' && other.evidence.start < event.evidence.start)
      if (provoked !== undefined && event.event === 'ASSAULT')
        links.push({ kind: 'retaliation-for', event: provoked.id })
    }
    if (SAME_DAY.test(lead(event))) {
      const dated = before.find(other => other.evidence.start < event.evidence.start)
      if (dated !== undefined) links.push({ kind: 'same-day', event: dated.id })
    }
    return links.length === 0 ? event : { ...event, links }
  })
}

/** The sentence up to the trigger: where its connectives stand. */
function lead({ evidence }: EventRecord): string {
  return evidence.quote.slice(0, Math.max(0, (evidence.trigger?.end ?? evidence.end) - evidence.start))
}
