import type { EventRecord, OutcomeRecord, PositionRecord, ProposalRecord, Stance } from '../contract.ts'
import { partiesOf } from '../events/party.ts'

const DEEDS: ReadonlySet<string> = new Set(['RETREAT', 'CONCEDE', 'COOPERATE', 'AID'])
const REALISED: ReadonlySet<string> = new Set(['happened', 'ongoing', 'planned'])

/** What a party puts forward: an agreement proposed, or planned by one side alone. */
export function findProposals(events: readonly EventRecord[]): ProposalRecord[] {
  const proposals = events.flatMap(event => {
    const isOffer = event.status === 'proposed' || (event.status === 'planned' && event.event === 'AGREE')
    const [by, ...others] = partiesOf(event.actor)
    if (!isOffer || event.issue === null || by === undefined || others.length > 0) return []
    const { issue, status, attribution, evidence } = event
    return [{ by, to: partiesOf(event.recipient), issue, terms: termsOf(event), status, attribution, evidence }]
  })
  return firstOf(proposals, ({ by, issue }) => `${by} ${issue}`)
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

/** What was agreed or came of it: deeds of a negotiation, with what they count. */
export function findOutcomes(events: readonly EventRecord[]): OutcomeRecord[] {
  const outcomes = events.flatMap(event => {
    const isDeed = DEEDS.has(event.event) || (event.event === 'AGREE' && event.status === 'happened')
    if (!isDeed || event.issue === null || !REALISED.has(event.status)) return []
    const counted = event.figures.find(({ kind }) => kind === 'exchanged' || kind === 'released' || kind === 'other')
    const { issue, date, status, evidence } = event
    const per = counted?.kind === 'exchanged' ? 'side' : null
    return [{ issue, count: counted?.min ?? null, per, date, status, round: null, evidence }]
  })
  return firstOf(outcomes, ({ issue, count }) => `${issue} ${count ?? ''}`)
}

/** Where a party stands on an issue, by what it did or said about it. */
export function findPositions(events: readonly EventRecord[]): PositionRecord[] {
  const positions = events.flatMap(event => {
    const stance = stanceOf(event)
    const [by] = partiesOf(event.actor)
    if (stance === null || by === undefined || event.issue === null) return []
    const { issue, attribution, evidence } = event
    const speaker = attribution.at(-1)?.name ?? personOf(event)
    return [{ by, speaker, issue, stance, condition: conditionOf(event), attribution, evidence }]
  })
  return firstOf(positions, ({ by, issue, stance }) => `${by} ${issue} ${stance}`)
}

function stanceOf({ event, status, actor }: EventRecord): Stance | null {
  if (partiesOf(actor).length > 1) return null
  if (status === 'conditional') return 'conditional'
  if (status === 'demanded') return 'demands'
  return STANCE_OF[`${event} ${status}`] ?? STANCE_OF[event] ?? null
}

const STANCE_OF: Readonly<Record<string, Stance | undefined>> = {
  REJECT: 'rejects',
  REQUEST: 'demands',
  SUPPORT: 'accepts',
  'AGREE proposed': 'offers',
  'AGREE happened': 'accepts',
}

const CONDITION =
  /\b(?:but only (?:after|if|when)|only (?:after|if|when)|provided(?: that)?|as long as|on condition(?: that)?|if|unless|once)\b.*$/i

function conditionOf({ status, evidence }: EventRecord): string | null {
  return status === 'conditional'
    ? (CONDITION.exec(evidence.quote.slice(0, 1000))?.[0].replace(/[.\s]+$/, '') ?? null)
    : null
}

const personOf = ({ actor }: EventRecord) =>
  actor.find(({ sector, name, text }) => sector.length > 0 && text.includes(name))?.name ?? null

function firstOf<T>(records: readonly T[], key: (record: T) => string): T[] {
  return records.filter((record, i) => records.findIndex(other => key(other) === key(record)) === i)
}
