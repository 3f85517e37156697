import type { EventRecord, Issue, ProposalRecord, Status } from '../contract.ts'
import { partiesOf, partyOf } from '../events/party.ts'
import { findStands, holderOf, issuesAfter } from './stands.ts'
import { issuesOf } from './issues.ts'
import { firstOf, hasUse, sentenceOf, triggerTokens, type TextAndTables } from './words.ts'

/** What a party puts forward: an agreement it proposes or plans alone, or a demand; each issue of its content apart. */
export function findProposals(reading: TextAndTables, events: readonly EventRecord[]): ProposalRecord[] {
  const proposals = events.flatMap(event => {
    const status = proposalStatus(reading, event)
    if (status === null) return []
    const { attribution, evidence } = event
    const [token] = triggerTokens(reading.document, evidence)
    const holder = token === undefined || status === 'demanded' ? null : holderOf(reading.document, token)
    const subject = holder === null ? null : partyOf(holder.entity)
    return (subject === null ? proposersOf(event, events) : [subject]).flatMap(by =>
      contentOf(reading, event).map((issue, i) => {
        const terms = i === 0 ? termsOf(event) : {}
        const to = partiesOf(event.recipient).filter(code => code !== by)
        return { by, to, issue, terms, status, attribution, evidence }
      }),
    )
  })
  return firstOf([...proposals, ...putForward(reading)], ({ by, issue }) => `${by} ${issue}`)
}

function proposalStatus(reading: TextAndTables, { event, status, evidence }: EventRecord): Status | null {
  if (status === 'proposed' || status === 'demanded') return status
  const isOffer = triggerTokens(reading.document, evidence).some(token => hasUse(reading, token, 'offers'))
  if (status === 'planned' && event === 'AGREE' && isOffer) return status
  return event === 'REQUEST' && (status === 'happened' || status === 'ongoing') ? 'demanded' : null
}

/** Words after an offer among which the last of several things offered can stand. */
const LIST_REACH = 40

/** All that is put forward; what is offered may be a long list. */
function contentOf(reading: TextAndTables, event: EventRecord): Issue[] {
  const [token] = triggerTokens(reading.document, event.evidence)
  const isOffer = token !== undefined && hasUse(reading, token, 'offers')
  const listed = isOffer ? issuesAfter(reading, token, LIST_REACH) : []
  return [...new Set([...issuesOf(reading, event), ...listed])]
}

/** Who puts it forward; for an act that is demanded, whoever demands it in the same sentence. */
export function proposersOf(event: EventRecord, events: readonly EventRecord[]): string[] {
  const demand = events.find(
    other =>
      other.event === 'REQUEST' && other.evidence.start === event.evidence.start && partiesOf(other.actor).length > 0,
  )
  return partiesOf(event.status === 'demanded' && demand !== undefined ? demand.actor : event.actor)
}

/** Demands and offers told by a word of stance where no event tells of them. */
function putForward(reading: TextAndTables): ProposalRecord[] {
  return findStands(reading).flatMap(({ by, issue, stance, token }) => {
    if (stance !== 'demands' && stance !== 'offers') return []
    const status: Status = stance === 'demands' ? 'demanded' : 'proposed'
    return [{ by, to: [], issue, terms: {}, status, attribution: [], evidence: sentenceOf(reading.document, token) }]
  })
}

const FORMULA = /[“"'‘]?\ball for all\b[”"'’]?/i

function termsOf({ figures, evidence }: EventRecord): Record<string, string | number> {
  const terms: Record<string, string | number> = {}
  const days = figures.find(({ kind }) => kind === 'days')?.min
  const number = figures.find(({ kind }) => kind === 'exchanged' || kind === 'released')?.min
  if (days !== null && days !== undefined) terms.days = days
  if (number !== null && number !== undefined) terms.number = number
  if (FORMULA.test(evidence.quote)) terms.formula = 'all for all'
  return terms
}
