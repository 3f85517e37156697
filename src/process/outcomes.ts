import type { EventRecord, Issue, OutcomeRecord, Status } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import { ancestors } from '../syntax/walk.ts'
import { countNearby, countsOf, type Count } from './counts.ts'
import { issueOf, issuesBelow } from './issues.ts'
import { issuesAfter } from './stands.ts'
import { firstOf, hasUse, triggerTokens, type TextAndTables } from './words.ts'

const DEEDS: ReadonlySet<string> = new Set(['RETREAT', 'CONCEDE', 'COOPERATE', 'AID'])
const REALISED: ReadonlySet<string> = new Set(['happened', 'ongoing', 'planned'])
/** Words after an agreement's verb among which the last of several things agreed can stand. */
const AGREED_REACH = 40

/** What was agreed or came of it: deeds of a negotiation, with what they count. */
export function findOutcomes(reading: TextAndTables, events: readonly EventRecord[]): OutcomeRecord[] {
  const outcomes = events.flatMap(event => {
    if (!REALISED.has(event.status) || isOnlyOffered(reading, event)) return []
    const issues = isDeal(event) ? agreedOn(reading, event) : DEEDS.has(event.event) ? doneAbout(reading, event) : []
    return issues.flatMap(issue =>
      outcomesOn(reading, event, { issue, deeds: events.filter(other => issueOf(reading, other) === issue) }),
    )
  })
  return firstOf(withoutUncounted(outcomes), ({ issue, count }) => `${issue} ${count ?? ''}`)
}

interface Matter {
  readonly issue: Issue
  readonly deeds: readonly EventRecord[]
}

function outcomesOn(reading: TextAndTables, event: EventRecord, { issue, deeds }: Matter): OutcomeRecord[] {
  const { date, attribution, evidence } = event
  const status = statusOf(reading, event)
  const own = countsOf(reading, event, { issue, deeds })
  const near = own.length > 0 || status !== 'planned' ? null : countNearby(reading, event, issue)
  const counts: (Count | { readonly count: null; readonly per: null })[] = own.length > 0 ? own : [near ?? { count: null, per: null }] // prettier-ignore
  return counts.map(count => ({ issue, ...count, date, status, round: null, attribution, evidence }))
}

/** What is agreed is still to be done, though the agreement has happened: "agreed to exchange". */
function statusOf(reading: TextAndTables, event: EventRecord): Status {
  if (event.status !== 'happened') return event.status
  return isDeal(event) || isPromised(reading, event) ? 'planned' : 'happened'
}

function isPromised(reading: TextAndTables, { evidence }: EventRecord): boolean {
  const [token] = triggerTokens(reading.document, evidence)
  if (token === undefined) return false
  const { deprel = '', head = -1 } = reading.document.tokens[token] ?? {}
  return /^(?:xcomp|ccomp|obl)/.test(deprel) && hasUse(reading, head, 'agrees')
}

/** An agreement come to; what one side alone consents to is its position. */
function isDeal({ event, status, actor, recipient }: EventRecord): boolean {
  const parties = partiesOf([...actor, ...recipient])
  return event === 'AGREE' && status === 'happened' && parties.length !== 1
}

/** All that an agreement is about, by its clause and what follows the verb; that it was come to in talks is not among it. */
function agreedOn(reading: TextAndTables, event: EventRecord): Issue[] {
  const [token] = triggerTokens(reading.document, event.evidence)
  if (token === undefined) return []
  const said = [...issuesAfter(reading, token, AGREED_REACH), ...issuesBelow(reading, token).map(({ issue }) => issue)]
  const all = [...new Set(said)]
  return all.length > 1 ? all.filter(issue => issue !== 'talks') : all
}

function doneAbout(reading: TextAndTables, event: EventRecord): Issue[] {
  const issue = issueOf(reading, event)
  return issue === null ? [] : [issue]
}

/** Whether the deed stands below a word for offering or asking: what is put forward has not come about. */
function isOnlyOffered(reading: TextAndTables, { status, evidence }: EventRecord): boolean {
  const [token] = triggerTokens(reading.document, evidence)
  if (token === undefined) return false
  if (hasUse(reading, token, 'offers')) return true
  if (status === 'happened') return false
  return ancestors(reading.document, token).some(i => hasUse(reading, i, 'offers') || hasUse(reading, i, 'asks'))
}

/** Drops a record without a count where another of the same issue has one. */
function withoutUncounted(outcomes: readonly OutcomeRecord[]): OutcomeRecord[] {
  const isCounted = ({ issue }: OutcomeRecord) => outcomes.some(other => other.count !== null && other.issue === issue)
  return outcomes.filter(outcome => outcome.count !== null || !isCounted(outcome))
}
