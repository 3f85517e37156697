import type { EntityRecord, EventRecord } from '../contract.ts'
import type { Document } from '../text/document.ts'
import { lemmaOf } from './frames/match.ts'
import { partiesOf, partyOf } from './party.ts'
import { mentionOf } from './sides.ts'

/** What two parties do with each other: all of them are actors (annotation guide: "Several = compound"). */
const TOGETHER: Readonly<Partial<Record<EventRecord['event'], RegExp>>> = {
  CONSULT:
    /^(?:meet|meeting|talk|talks|speak|telephone|phone|call|negotiate|negotiation|confer|discuss|discussion|summit|round|consultation|dialogue|conversation)$/,
  AGREE:
    /^(?:agree|agreement|accord|deal|sign|truce|ceasefire|pact|settle|settlement|conclude|meet|meeting|talk|summit|round)$/,
  RETREAT: /^(?:exchange|swap|trade)$/,
  ASSAULT: /^(?:clash|fight|fighting|battle|skirmish|hostility|war|combat)$/,
}
const VISITS: ReadonlySet<string> = new Set(['visit'])
const TRAVELS = /^(?:arrive|visit|fly|travel|trip|come|go|land|tour|attend)$/
/** Whom one's own side can be the object of: it moves its own troops, arrests its own people. */
const MAY_HARM_OWN: ReadonlySet<string> = new Set(['COERCE', 'PROTEST', 'AID', 'CONCEDE', 'SANCTION', 'ACCUSE'])

/** Puts whom the roles name where the codebook wants them, by what the happening is. */
export function settleRoles(document: Document, token: number, event: EventRecord): EventRecord {
  const lemma = lemmaOf(document, token)
  if (isTogether(event, lemma) || isMutualRelease(event)) return together(event)
  const cleared = withoutOwn(event)
  return isVisit(event, lemma) ? withHost(document, cleared) : cleared
}

function isTogether({ event, status, recipient, actor }: EventRecord, lemma: string): boolean {
  const isOffer = event === 'AGREE' && (status === 'proposed' || status === 'denied')
  return TOGETHER[event]?.test(lemma) === true && !isOffer && actor.length + recipient.length > 0
}

/** "Each side freed 270 soldiers": where both give back, nobody is given back to one. */
const isMutualRelease = ({ event, actor }: EventRecord) => event === 'RETREAT' && partiesOf(actor).length > 1

/** Parties on both sides of the verb are actors; who is exchanged is none. */
function together(event: EventRecord): EventRecord {
  const isExchange = event.event === 'RETREAT'
  const joined = isExchange ? event.recipient.filter(entity => !isCaptive(entity)) : event.recipient
  const parties = joined.filter(entity => partyOf(entity) !== null)
  const actor = [...event.actor, ...parties].filter((one, i, all) => all.findIndex(other => isSame(one, other)) === i)
  return { ...event, actor, recipient: [] }
}

const isSame = (a: EntityRecord, b: EntityRecord) => a.code === b.code && a.sector.join() === b.sector.join()

const CAPTIVE =
  /\b(?:prisoners?|captives?|detainees?|hostages?|pows?|soldiers|servicemen|troops|people|persons|individuals|civilians|bodies|remains|fighters|wounded|ill|children|inmates)\b/i
/** Whether the words are of people who are held, or of the dead: they are given back, they do not give. */
export const isCaptive = ({ text }: EntityRecord) => CAPTIVE.test(text)

/** Who acts is not also acted on, unless a state acts on its own people. */
function withoutOwn(event: EventRecord): EventRecord {
  if (MAY_HARM_OWN.has(event.event)) return event
  const acting = new Set(partiesOf(event.actor))
  const others = event.recipient.filter(entity => !acting.has(partyOf(entity) ?? ''))
  return others.length === event.recipient.length ? event : { ...event, recipient: others }
}

const isVisit = ({ event, mode, recipient }: EventRecord, lemma: string) =>
  event === 'CONSULT' && recipient.length === 0 && (mode.some(name => VISITS.has(name)) || TRAVELS.test(lemma))

/** Whoever arrives in a country is received by it. */
function withHost(document: Document, event: EventRecord): EventRecord {
  const host = event.places.map(({ country }) => country).find(country => country !== null && country !== '')
  if (host === undefined || host === null || event.actor.some(({ code }) => code === host)) return event
  const [place] = event.places
  if (place === undefined) return event
  const named = mentionOf(document, host, event)
  const { text, start, end, name } = place
  return { ...event, recipient: [named ?? { text, start, end, name, code: host, sector: [] }] }
}
