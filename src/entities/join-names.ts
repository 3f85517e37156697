import { span, type Span } from '../span.ts'
import type { Document, Name } from '../text/document.ts'
import type { Stage } from '../text/stage.ts'
import type { ActorTables } from './actors/dictionary.ts'
import { findActors, type Found } from './actors/findings.ts'
import type { ActorKind } from './actors/kinds.ts'
import type { PlaceTables } from './places/gazetteer.ts'
import { placeKey } from './places/key.ts'
import { contains } from './places/weigh.ts'
import { tokenAt } from './words.ts'

/** How sure a name is that only the dictionary has. */
const BY_DICTIONARY = 0.8

const KINDS: Readonly<Partial<Record<ActorKind, string>>> = {
  state: 'LOC', capital: 'LOC', region: 'LOC', person: 'PER', group: 'ORG', organisation: 'ORG', agency: 'ORG', media: 'ORG',
} // prettier-ignore

/** The stage that joins the name head with the dictionary: it mends the kind of a known name, and adds one that the head passed over. */
export function createJoinNamesStage(actors: ActorTables, places: PlaceTables): Stage {
  return {
    name: 'join-names',
    reads: ['tokens', 'names'],
    writes: ['names'],
    run(document, trace) {
      const known = findActors(document, actors).names.filter(({ actor }) => KINDS[actor.kind] !== undefined)
      const mended = document.names.flatMap(name => split(document, trimmed(document, mend(name, known)), places))
      const added = known.filter(found => isAdded(document, found)).map(nameOf)
      trace(() => added.map(({ start, end, kind }) => `${document.text.slice(start, end)}: ${kind}`).join(', '))
      return { ...document, names: [...mended, ...added].sort((a, b) => a.start - b.start) }
    },
  }
}

const nameOf = ({ start, end, actor }: Found): Name => {
  return { ...span(start, end), kind: KINDS[actor.kind] ?? '', confidence: BY_DICTIONARY }
}

/** Below this the dictionary's kind stands against the head's. */
const UNSURE = 0.9

function mend(name: Name, known: readonly Found[]): Name {
  const found = known.find(({ start, end }) => start === name.start && end === name.end)
  const kind = found === undefined ? undefined : KINDS[found.actor.kind]
  return kind === undefined || kind === name.kind || name.confidence >= UNSURE ? name : { ...name, kind }
}

const overlaps = (a: { start: number; end: number }, b: Span) => a.start < b.end && b.start < a.end

/** A name of several words, or a state, that the head has nothing for, and that no longer name goes on from. */
function isAdded(document: Document, found: Found): boolean {
  const { start, end, actor } = found
  const written = document.text.slice(start, end)
  if (document.names.some(name => overlaps(found, name))) return false
  if (!/^\p{Lu}/u.test(written) || isInLongerName(document, found)) return false
  return actor.kind === 'state' || written.includes(' ') || isKnownBody(document, found)
}

function isKnownBody(document: Document, { start, actor }: Found): boolean {
  return (
    /^(?:group|organisation|media)$/.test(actor.kind) && document.tokens[tokenAt(document, start)]?.upos === 'PROPN'
  )
}

// "Anthony Shadid of": a preposition ends no name.
function trimmed({ text }: Document, name: Name): Name {
  const rest = /\s+(?:of|in|for|and|at)$/.exec(text.slice(name.start, name.end))
  return rest === null ? name : { ...name, ...span(name.start, name.end - rest[0].length) }
}

/** "Miramar California", "brittany france": two places side by side, where the second is a state or province and the first lies in it. */
function split({ text }: Document, name: Name, places: PlaceTables): Name[] {
  const [, before = '', gap = '', last = ''] = /^(.+?)(,? )(\p{L}+(?: \p{L}+)?)$/u.exec(text.slice(name.start, name.end)) ?? []
  if (name.kind !== 'LOC' || before === '') return [name]
  const outer = places.rowsOf(placeKey(last)).filter(({ resolution }) => resolution === 'country' || resolution === 'province')
  const isInside = places.rowsOf(placeKey(before)).some(inner => outer.some(row => contains(row, inner)))
  if (!isInside || places.rowsOf(placeKey(`${before} ${last}`)).length > 0) return [name]
  const end = name.start + before.length
  return [{ ...name, ...span(name.start, end) }, { ...name, ...span(end + gap.length, name.end) }]
} // prettier-ignore

function isInLongerName({ text }: Document, { start, end }: Found): boolean {
  const before = /(\p{Lu}[\p{L}.]*)[ -]$/u.exec(text.slice(Math.max(0, start - 20), start))?.[1] ?? 'The'
  return before !== 'The' || /^[ -]\p{Lu}/u.test(text.slice(end, end + 2))
}
