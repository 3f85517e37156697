import type { EventRecord, Issue, ProposalRecord, Status } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import type { Sides } from './parties.ts'
import { proposersOf } from './proposers.ts'
import { findStands, issuesAfter } from './stands.ts'
import { issuesOf } from './issues.ts'
import { firstOf, hasUse, sentenceOf, triggerTokens, type TextAndTables } from './words.ts'

/** What a party puts forward: an agreement it proposes or plans alone, or a demand; each issue of its content apart. */
export function findProposals(
  reading: TextAndTables,
  events: readonly EventRecord[],
  { parties, mediators }: Sides,
): ProposalRecord[] {
  const proposals = events.flatMap(event => {
    const status = proposalStatus(reading, event)
    if (status === null) return []
    const { attribution, evidence } = event
    return proposersOf(reading, event, events).flatMap(by =>
      contentOf(reading, event).map((issue, i) => {
        const terms = i === 0 ? termsOf(event) : {}
        const to = partiesOf(event.recipient).filter(code => code !== by)
        return { by, to, issue, terms, status, attribution, evidence }
      }),
    )
  })
  const all = firstOf([...proposals, ...putForward(reading)], ({ by, issue }) => `${by} ${issue}`)
  // Bystanders ask for much; only who sits at the table, or brings others to it, puts something on it.
  const seated = [...parties, ...mediators].map(({ code }) => code.split('/')[0])
  return parties.length < 2 ? all : all.filter(({ by }) => seated.includes(by.split('/')[0]))
}

function proposalStatus(reading: TextAndTables, { event, status, evidence }: EventRecord): Status | null {
  if (status === 'proposed' || status === 'demanded') return status
  const isOffer = triggerTokens(reading.document, evidence).some(token => hasUse(reading, token, 'offers'))
  if (event === 'AGREE' && isOffer) return status === 'planned' ? status : 'proposed'
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
