import { Nothing } from '../../parts/states.tsx'
import { StanceTag, StatusTag } from '../../parts/tags.tsx'
import { Saying } from '../../parts/quote.tsx'
import { inOne, outcomeInWords, termsInWords } from '../../words/summary.ts'
import { issueName, partyName } from '../../words/terms.ts'
import { Open } from './open.tsx'
import type { BoardPosition, ProcessBoard } from '../../../src/http/schemas.ts'

type Proposal = ProcessBoard['proposals'][number]

/** What was put forward, by whom, who answered how, and what is reported to have come of the issue. */
export function Proposals({ board }: { readonly board: ProcessBoard }) {
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">Proposals</h2>
      {board.proposals.length === 0 && <Nothing>No dispatch tells of a proposal.</Nothing>}
      <ul className="plain proposals">
        {board.proposals.map((proposal, i) => (
          <li key={i}>
            <ProposalCard proposal={proposal} outcomes={board.outcomes} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ProposalProps {
  readonly proposal: Proposal
  readonly outcomes: ProcessBoard['outcomes']
}

function ProposalCard({ proposal, outcomes }: ProposalProps) {
  const { by, to, issue, terms, status, answers, evidence } = proposal
  const said = termsInWords(terms)
  const came = outcomes.filter(outcome => outcome.issue === issue)
  const [first] = evidence
  return (
    <article className="card">
      <h3>
        <Open evidence={evidence}>{issueName(issue)}</Open>
      </h3>
      <p>
        {partyName(by)}
        {to.length > 0 && ` to ${inOne(to.map(partyName))}`} <StatusTag status={status} />
      </p>
      {said !== '' && (
        <p>
          Terms: <bdi>{said}</bdi>
        </p>
      )}
      {first !== undefined && <Saying attribution={first.attribution} />}
      <h4>Answers</h4>
      {answers.length === 0 ? <p className="muted">none reported</p> : <Answers answers={answers} />}
      <h4>Outcome on this issue</h4>
      {came.length === 0 && <p className="muted">none reported</p>}
      <ul className="plain">
        {came.map((outcome, i) => (
          <li key={i}>
            <Open evidence={outcome.evidence}>{outcomeInWords(outcome)}</Open> <StatusTag status={outcome.status} />
          </li>
        ))}
      </ul>
    </article>
  )
}

function Answers({ answers }: { readonly answers: readonly BoardPosition[] }) {
  return (
    <ul className="plain">
      {answers.map(({ by, speaker, stance, condition, evidence }, i) => (
        <li key={i}>
          <Open evidence={evidence}>
            <bdi>{speaker ?? partyName(by)}</bdi>
          </Open>{' '}
          <StanceTag stance={stance} />
          {condition !== null && (
            <span className="condition">
              if <bdi>{condition}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
