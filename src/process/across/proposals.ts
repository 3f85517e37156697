import type { PositionRecord, ProposalRecord } from '../../contract.ts'
import { matterOf, type Commitment } from './commitments.ts'
import type { Fulfilment } from './fulfilment.ts'
import { anchored, type Anchor, type Anchored, type Told } from './told.ts'

export type BoardPosition = Anchored<PositionRecord>

/** What one party puts forward on one issue, with the answers of others and what came of it. */
export interface BoardProposal extends Anchored<ProposalRecord> {
  readonly answers: readonly BoardPosition[]
  readonly state: Fulfilment
  /** Which commitments, by their place on the board, were made on it afterwards. */
  readonly ledTo: readonly number[]
}

type Saying = Told<ProposalRecord>

/** Proposals gathered over reports; those of one party on one issue are one unless their terms contradict each other. */
export function followProposals(
  told: readonly Saying[],
  positions: readonly BoardPosition[],
  commitments: readonly Commitment[],
): BoardProposal[] {
  const groups: Saying[][] = []
  for (const one of told) {
    const group = groups.find(members => members.every(member => isSame(member.record, one.record)))
    if (group === undefined) groups.push([one])
    else group.push(one)
  }
  return groups.flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const terms = Object.assign({}, ...group.map(({ record }) => record.terms)) as ProposalRecord['terms']
    const to = [...new Set(group.flatMap(({ record }) => record.to))]
    const proposal = anchored({ ...first.record, to, terms }, group)
    const answers = answersTo(proposal, positions)
    const ledTo = commitments.flatMap((one, i) => (isMadeOn(one, proposal) ? [i] : []))
    return [{ ...proposal, answers, ledTo, state: stateOf(answers, ledTo.flatMap(i => commitments[i] ?? [])) }] // prettier-ignore
  })
}

/** One asks for what the other does; a number or a span of days that differs makes two of them. */
function isSame(a: ProposalRecord, b: ProposalRecord): boolean {
  if (a.by !== b.by || a.issue !== b.issue) return false
  return Object.entries(a.terms).every(([name, value]) => b.terms[name] === undefined || b.terms[name] === value)
}

const publishedOf = ({ evidence }: { readonly evidence: readonly Anchor[] }) =>
  evidence.map(({ published }) => published ?? '').sort()

/** Positions of others on the same issue, reported from the day of the proposal on. */
export function answersTo(
  proposal: Pick<BoardProposal, 'by' | 'issue' | 'evidence'>,
  positions: readonly BoardPosition[],
): BoardPosition[] {
  const [first = ''] = publishedOf(proposal)
  return positions.filter(
    position =>
      position.by !== proposal.by &&
      position.issue === proposal.issue &&
      position.stance !== 'demands' &&
      (publishedOf(position).at(-1) ?? '') >= first,
  )
}

function isMadeOn({ issue, agreed }: Commitment, proposal: Pick<BoardProposal, 'issue' | 'evidence'>): boolean {
  const [first = ''] = publishedOf(proposal)
  return agreed !== null && agreed >= first && matterOf(issue) === matterOf(proposal.issue)
}

function stateOf(answers: readonly BoardPosition[], made: readonly Commitment[]): Fulfilment {
  const [best] = [...made].sort((a, b) => Number(b.state === 'successful') - Number(a.state === 'successful'))
  if (best !== undefined) return best.state
  const standing = latestOf(answers)
  const accepts = standing.some(({ stance }) => stance === 'accepts')
  const rejects = standing.some(({ stance }) => stance === 'rejects')
  if (accepts && rejects) return 'disputed'
  if (rejects) return 'unsuccessful'
  return accepts ? 'agreed' : 'proposed'
}

/** Of each who answered, what was reported last: a consent that became a conditional one is none. */
function latestOf(answers: readonly BoardPosition[]): BoardPosition[] {
  const latest = new Map<string, BoardPosition>()
  for (const answer of answers) {
    const known = latest.get(answer.by)
    const isLater = known === undefined || (publishedOf(answer).at(-1) ?? '') >= (publishedOf(known).at(-1) ?? '')
    if (isLater) latest.set(answer.by, answer)
  }
  return [...latest.values()]
}
