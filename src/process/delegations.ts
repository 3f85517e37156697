import type { DelegationRecord, EventRecord } from '../contract.ts'
import { partyOf } from '../events/party.ts'
import { isBelow, tokensIn } from '../syntax/walk.ts'
import type { Document, Mention, Name } from '../text/document.ts'
import { leadersOf } from './leaders.ts'
import type { Sides } from './parties.ts'
import { firstOf, sentenceOf, type TextAndTables } from './words.ts'

/**
 * Delegations and who leads them: by the noun ("Russia's delegation, led by Vladimir Medinsky", "chief negotiator Juan Camilo
 * Restrepo"), by whom somebody signs or sits for ("Jean Minani for Frodebu"), and by who met or signed in person.
 */
export function findDelegations(
  reading: TextAndTables,
  events: readonly EventRecord[],
  { parties }: Sides,
): DelegationRecord[] {
  const { document } = reading
  const isSide = (party: string) => parties.some(({ code }) => code === party || code.startsWith(`${party}/`))
  const led = leadersOf(reading).flatMap(({ noun, person }) => {
    const party = partyNear(document, noun, person)
    return party === null ? [] : [recordOf(document, party, person)]
  })
  // Where each side's leader is told, others who met are no heads of delegations.
  const isLed = new Set([...standingFor(document), ...led].map(({ party }) => party).filter(isSide)).size >= 2
  const found = [...standingFor(document), ...led, ...(isLed ? [] : inPerson(document, events, isSide))]
  const ofSides = found.filter(({ party }) => isSide(party))
  return firstOf(ofSides, ({ head }) => head.name.split(' ').at(-1) ?? '')
}

function recordOf(document: Document, party: string, person: Name): DelegationRecord {
  const [first = 0] = tokensIn(document, person)
  const name = document.text.slice(person.start, person.end)
  return {
    party,
    head: { name, office: officeOf(document, person) },
    round: null,
    evidence: sentenceOf(document, first),
  }
}

/** Whose delegation: what stands below the noun, else who the person is. */
function partyNear(document: Document, noun: number, person: Name): string | null {
  const persons = document.names.filter(({ kind }) => kind === 'PER')
  const isOwn = (mention: Mention) =>
    tokensIn(document, mention).some(i => isBelow(document, i, noun)) && !persons.some(one => overlaps(mention, one))
  const own = document.mentions.filter(isOwn).flatMap(({ entity }) => partyOf(entity) ?? [])
  const theirs = document.mentions
    .filter(mention => overlaps(mention, person))
    .flatMap(({ entity }) => partyOf(entity) ?? [])
  // "The two delegations, headed by A and B": what stands below the noun is not one side's alone.
  const isSeveral = document.tokens[noun]?.xpos === 'NNS'
  return (isSeveral ? (theirs[0] ?? own[0]) : (own[0] ?? theirs[0])) ?? null
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end

const STANDS_FOR =
  /^,? ?(?:(?:who )?(?:signed|signs|sat|spoke|negotiates|negotiated|leads|led|speaks|acted) )?(?:for|on behalf of) (?:the )?/

/** "Taban Deng Gai, who negotiates for the rebels", "Jean Minani for Frodebu". */
function standingFor(document: Document): DelegationRecord[] {
  return document.names.flatMap(person => {
    if (person.kind !== 'PER') return []
    const bridge = STANDS_FOR.exec(document.text.slice(person.end, person.end + 60))
    if (bridge === null) return []
    const at = person.end + bridge[0].length
    const whom = document.mentions.find(({ start, end }) => start <= at + 1 && end > at && start >= person.end)
    const party = whom === undefined ? null : partyOf(whom.entity)
    return party === null ? [] : [recordOf(document, party, person)]
  })
}

/** Persons of different parties who met or came to terms: each led his own side. */
function inPerson(
  document: Document,
  events: readonly EventRecord[],
  isSide: (party: string) => boolean,
): DelegationRecord[] {
  return events.filter(isEncounter).flatMap(({ actor, recipient }) => {
    const present = [...actor, ...recipient].flatMap(entity => {
      const person = document.names.find(
        name => name.kind === 'PER' && overlaps(name, entity) && !isPlace(document, name),
      )
      const party = partyOf(entity)
      return person === undefined || party === null || !isSide(party) ? [] : [{ party, person }]
    })
    const isJoint = new Set(present.map(({ party }) => party)).size >= 2
    return isJoint ? present.map(({ party, person }) => recordOf(document, party, person)) : []
  })
}

const isPlace = ({ places }: Document, name: Name) => places.some(place => overlaps(place, name))

const isEncounter = ({ event, status, mode }: EventRecord) =>
  (event === 'CONSULT' || event === 'AGREE') && status === 'happened' && !mode.includes('phone')

/** The title before the name: "presidential aide", "Defense Minister". */
function officeOf(document: Document, person: Name): string | null {
  const [first = 0] = tokensIn(document, person)
  let from = first
  while (from > 0 && /^(?:NOUN|ADJ|PROPN)$/.test(document.tokens[from - 1]?.upos ?? '') && first - from < 6) from--
  return from === first ? null : document.text.slice(document.tokens[from]?.start, person.start).trim()
}
