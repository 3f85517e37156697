import type { Anchored, BoardPosition } from './boards.ts'
import type { ProposalRecord } from '../../contract.ts'

const publishedOf = ({ evidence }: { readonly evidence: readonly { readonly published: string | null }[] }) =>
  evidence.map(({ published }) => published ?? '').sort()

/** Positions of others on the same issue, reported from the day of the proposal on. */
export function answersTo(proposal: Anchored<ProposalRecord>, positions: readonly BoardPosition[]): BoardPosition[] {
  const [first = ''] = publishedOf(proposal)
  return positions.filter(
    position =>
      position.by !== proposal.by && position.issue === proposal.issue && (publishedOf(position).at(-1) ?? '') >= first,
  )
}
