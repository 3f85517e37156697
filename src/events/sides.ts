import type { EntityRecord, EventRecord } from '../contract.ts'
import type { Document, Mention } from '../text/document.ts'
import { NO_STATE, partiesOf, partyOf } from './party.ts'

/** The two parties that a dispatch is about. */
export type Sides = readonly [string, string]

/** Happenings in which each of the two must stand, if no happening puts them together. */
const APART_LEAST = 3
/** What one happening that holds both counts for, beside happenings that hold either. */
const TOGETHER = 3

/** The two parties that most happenings put together, or that stand in most; null where the dispatch has no such two. */
export function sidesOf(events: readonly EventRecord[]): Sides | null {
  const [alone, together] = [new Map<string, number>(), new Map<string, number>()]
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const event of events) {
    const parties = partiesOf([...event.actor, ...event.recipient]).filter(party => !NO_STATE.has(party))
    parties.forEach(party => count(alone, party))
    for (const [one, other] of pairsOf(parties)) count(together, keyOf(one, other))
  }
  const best = pairsOf([...alone.keys()])
    .map(([one, other]) => {
      const [both, fewer] = [together.get(keyOf(one, other)) ?? 0, Math.min(alone.get(one) ?? 0, alone.get(other) ?? 0)]
      return { sides: [one, other] as const, both, fewer, worth: TOGETHER * both + fewer }
    })
    .filter(({ both, fewer }) => both >= 2 || fewer >= APART_LEAST || (both === 1 && fewer >= 2))
    .sort((a, b) => b.worth - a.worth)[0]
  return best?.sides ?? null
}

const pairsOf = (parties: readonly string[]): [string, string][] =>
  parties.flatMap((one, i) => parties.slice(i + 1).map((other): [string, string] => [one, other]))

const keyOf = (one: string, other: string) => [one, other].sort().join(' ')

/** The other side of the one that the parties all belong to; null where they are of both or of neither. */
export function otherSide(parties: readonly string[], [one, other]: Sides): string | null {
  const [first] = parties
  if (first === undefined || parties.length > 1) return null
  return first === one ? other : first === other ? one : null
}

/** The last mention of the party before the trigger, else its first. */
export function mentionOf(document: Document, party: string, { evidence }: EventRecord): EntityRecord | null {
  const own = document.mentions.filter(({ entity }) => partyOf(entity) === party)
  const mention = own.findLast(({ start }) => start < (evidence.trigger?.start ?? 0)) ?? own[0]
  return mention === undefined ? null : recordOf(document, mention)
}

export function recordOf(document: Document, { start, end, entity: { name, code, sector } }: Mention): EntityRecord {
  return { text: document.text.slice(start, end), start, end, name, code, sector }
}
