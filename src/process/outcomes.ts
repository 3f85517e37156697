import type { EventRecord, FigureRecord, Issue, OutcomeRecord } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import { ancestors } from '../syntax/walk.ts'
import { issueOf } from './issues.ts'
import { firstOf, hasUse, triggerTokens, type TextAndTables } from './words.ts'

const DEEDS: ReadonlySet<string> = new Set(['RETREAT', 'CONCEDE', 'COOPERATE', 'AID'])
const REALISED: ReadonlySet<string> = new Set(['happened', 'ongoing', 'planned'])

/** What was agreed or came of it: deeds of a negotiation, with what they count. */
export function findOutcomes(reading: TextAndTables, events: readonly EventRecord[]): OutcomeRecord[] {
  const outcomes = events.flatMap(event => {
    const isDeed = DEEDS.has(event.event) || isDeal(event)
    const issue =
      isDeed && REALISED.has(event.status) && !isOnlyOffered(reading, event) ? issueOf(reading, event) : null
    if (issue === null) return []
    const { date, status, attribution, evidence } = event
    return [{ issue, ...countOf(reading, event, issue), date, status, round: null, attribution, evidence }]
  })
  return firstOf(withoutUncounted(outcomes), ({ issue, count }) => `${issue} ${count ?? ''}`)
}

/** An agreement come to; what one side alone consents to is its position. */
function isDeal({ event, status, actor, recipient }: EventRecord): boolean {
  const parties = partiesOf([...actor, ...recipient])
  return event === 'AGREE' && status === 'happened' && parties.length !== 1
}

/** Whether the deed stands below a word for offering or asking: what is put forward has not come about. */
function isOnlyOffered(reading: TextAndTables, { status, evidence }: EventRecord): boolean {
  const [token] = triggerTokens(reading.document, evidence)
  if (token === undefined || status === 'happened') return false
  return ancestors(reading.document, token).some(i => hasUse(reading, i, 'offers') || hasUse(reading, i, 'asks'))
}

/** What figures count for an issue: people let go, or what the deed itself is measured by. */
const PEOPLE: readonly Issue[] = ['prisoner-exchange', 'hostage-release', 'return-of-children', 'refugees']
const THINGS: readonly Issue[] = ['return-of-remains', 'monitoring', 'disarmament', 'aid', 'humanitarian-access']

function counts(issue: Issue, { kind }: FigureRecord): boolean {
  if (PEOPLE.includes(issue)) return kind === 'exchanged' || kind === 'released' || kind === 'other'
  return THINGS.includes(issue) && (kind === 'other' || kind === 'weapons' || kind === 'participants')
}

/** How many, and whether as many on each side; a figure "on each side" of the sentence counts where the event has none. */
function countOf({ document }: TextAndTables, { figures, evidence }: EventRecord, issue: Issue) {
  const counted = figures.find(figure => counts(issue, figure))
  if (counted !== undefined) return { count: counted.min, per: counted.kind === 'exchanged' ? 'side' : null }
  const perSide = PEOPLE.includes(issue)
    ? document.figures.find(({ perSide, start, end }) => perSide && start >= evidence.start && end <= evidence.end)
    : undefined
  return { count: perSide?.min ?? null, per: perSide === undefined ? null : 'side' }
}

/** Drops a record without a count where another of the same issue and status has one. */
function withoutUncounted(outcomes: readonly OutcomeRecord[]): OutcomeRecord[] {
  const isCounted = ({ issue, status }: OutcomeRecord) =>
    outcomes.some(other => other.count !== null && other.issue === issue && other.status === status)
  return outcomes.filter(outcome => outcome.count !== null || !isCounted(outcome))
}
