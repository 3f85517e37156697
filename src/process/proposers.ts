import type { EventRecord } from '../contract.ts'
import { partiesOf, partyOf } from '../events/party.ts'
import { tokensIn } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { holderOf } from './stands.ts'
import { hasUse, triggerTokens, type TextAndTables } from './words.ts'

/**
 * Who puts something forward: the subject of its word, else the first actor. Of an act that is demanded, the actor is who should
 * do it: whoever demands it in the same sentence counts, else whose paper asks for it, else who says so.
 */
export function proposersOf(reading: TextAndTables, event: EventRecord, events: readonly EventRecord[]): string[] {
  if (event.status === 'demanded' && event.event !== 'REQUEST') return demandersOf(reading, event, events)
  const asker = askerBefore(reading, event, events)
  if (asker !== null) return [asker]
  const [token] = triggerTokens(reading.document, event.evidence)
  const holder = token === undefined ? null : holderOf(reading.document, token)
  const subject = holder === null ? null : partyOf(holder.entity)
  return subject === null ? partiesOf(event.actor).slice(0, 1) : [subject]
}

/** Words between a word of asking and what is asked for. */
const ASKED_REACH = 5

/** "Kyiv had requested a direct meeting": who asks for what stands right behind proposes it, whatever the tree makes of the clause. */
function askerBefore({ document }: TextAndTables, event: EventRecord, events: readonly EventRecord[]): string | null {
  const [token = -1] = triggerTokens(document, event.evidence)
  const request = events.find(other => {
    const [word = -1] = triggerTokens(document, other.evidence)
    return other.event === 'REQUEST' && word >= 0 && word < token && token - word <= ASKED_REACH
  })
  return request === undefined || event.event === 'REQUEST' ? null : (partiesOf(request.actor)[0] ?? null)
}

function demandersOf(reading: TextAndTables, event: EventRecord, events: readonly EventRecord[]): string[] {
  const demand = events.find(
    other =>
      other.event === 'REQUEST' && other.evidence.start === event.evidence.start && partiesOf(other.actor).length > 0,
  )
  if (demand !== undefined) return partiesOf(demand.actor).slice(0, 1)
  const owner = ownerOfPaper(reading, event)
  if (owner !== null) return [owner]
  const doers = partiesOf(event.actor)
  const said = event.attribution.map(({ code, sector }) => (sector.includes('REB') ? `${code}/REB` : code))
  return said.filter(code => code !== 'UNK' && !doers.includes(code)).slice(-1)
}

/** "Under the Russian paper, Kyiv would have to withdraw": whose it is. */
function ownerOfPaper(reading: TextAndTables, { evidence }: EventRecord): string | null {
  const { document } = reading
  const paper = document.tokens.findIndex(
    ({ start, end }, i) => start >= evidence.start && end <= evidence.end && hasUse(reading, i, 'paper'),
  )
  return paper < 0 ? null : partyBeside(document, paper)
}

function partyBeside(document: Document, noun: number): string | null {
  const beside = document.mentions.find(mention => {
    const last = tokensIn(document, mention).at(-1) ?? -1
    return tokensIn(document, mention).includes(noun) || (last < noun && noun - last <= 2)
  })
  return beside === undefined ? null : partyOf(beside.entity)
}
