import { headInWords, outcomeInWords, roundName } from '../../words/summary.ts'
import { issueName, partyName, STANCE_TERMS } from '../../words/terms.ts'
import type { Anchor, BoardRound, ProcessBoard } from '../../../src/http/schemas.ts'

/** What a person chose on the board, with the sentences behind it. */
export interface Chosen {
  readonly title: string
  readonly evidence: readonly Anchor[]
}

/** Names an object of the board in the address: by the first record that says it. */
export function selectKey(evidence: readonly Anchor[]): string {
  const [first] = evidence
  return first === undefined ? '' : first.record
}

/** The object that the address names, or null where the board has none such. */
export function chosenIn(board: ProcessBoard, key: string | null): Chosen | null {
  if (key === null || key === '') return null
  return everything(board).find(({ evidence }) => selectKey(evidence) === key) ?? null
}

function everything(board: ProcessBoard): Chosen[] {
  const { rounds, delegations, proposals, outcomes, positions } = board
  return [
    ...rounds.map(round => ({ title: roundName(round.ordinal), evidence: roundEvidence(round) })),
    ...[...delegations, ...rounds.flatMap(round => round.delegations)].map(({ party, head, evidence }) => ({
      title: `${partyName(party)}: ${headInWords(head)}`,
      evidence,
    })),
    ...proposals.map(({ by, issue, evidence }) => ({
      title: `${partyName(by)} proposes: ${issueName(issue)}`,
      evidence,
    })),
    ...outcomes.map(outcome => ({ title: outcomeInWords(outcome), evidence: outcome.evidence })),
    ...[...positions, ...proposals.flatMap(({ answers }) => answers)].map(
      ({ by, speaker, stance, issue, evidence }) => ({
        title: `${speaker ?? partyName(by)} ${STANCE_TERMS[stance].past}: ${issueName(issue)}`,
        evidence,
      }),
    ),
  ]
}

/** The sentences behind a round, over all reports of it. */
export function roundEvidence({ reports }: BoardRound): readonly Anchor[] {
  return reports.map(({ evidence }) => evidence)
}
