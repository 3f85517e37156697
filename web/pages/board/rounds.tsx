import { DispatchLine } from '../../parts/quote.tsx'
import { Nothing } from '../../parts/states.tsx'
import { StatusTag } from '../../parts/tags.tsx'
import { dateInWords } from '../../words/days.ts'
import { headInWords, roundName } from '../../words/summary.ts'
import { partyName } from '../../words/terms.ts'
import { roundEvidence } from './chosen.ts'
import { Open } from './open.tsx'
import type { Anchor, BoardRound, ProcessBoard } from '../../../src/http/schemas.ts'

/** The rounds in order of time, each with what the dispatches say of it. */
export function Rounds({ board }: { readonly board: ProcessBoard }) {
  const { rounds, delegations } = board
  return (
    <section aria-labelledby="rounds">
      <h2 id="rounds">Rounds</h2>
      {rounds.length === 0 && <Nothing>No dispatch tells of a round.</Nothing>}
      <ol className="plain rounds">
        {rounds.map((round, i) => (
          <li key={i} id={`round-${i}`}>
            <Round round={round} />
          </li>
        ))}
      </ol>
      {delegations.length > 0 && (
        <>
          <h3>Delegations of no stated round</h3>
          <Delegations delegations={delegations} />
        </>
      )}
    </section>
  )
}

function Round({ round }: { readonly round: BoardRound }) {
  const { ordinal, reports, delegations, dispatches } = round
  return (
    <article className="card">
      <h3>
        <Open evidence={roundEvidence(round)}>{roundName(ordinal)}</Open>
      </h3>
      <dl className="facts">
        <Told name="Place" values={reports.map(({ place }) => place ?? 'place not stated')} />
        <Told name="Day" values={reports.map(({ date }) => dateInWords(date))} />
        <div>
          <dt>Status</dt>
          <dd>
            {[...new Set(reports.map(({ status }) => status))].map(status => (
              <StatusTag key={status} status={status} />
            ))}
          </dd>
        </div>
      </dl>
      <h4>Delegations</h4>
      {delegations.length === 0 ? <p className="muted">none reported</p> : <Delegations delegations={delegations} />}
      <details>
        <summary>
          {dispatches.length} {dispatches.length === 1 ? 'dispatch' : 'dispatches'}
        </summary>
        <ul className="plain dispatch-list">
          {dispatches.map(dispatch => (
            <li key={dispatch.id}>
              <DispatchLine dispatch={dispatch} />
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}

/** Values of several reports side by side, the more frequent first; how many say each. */
function Told({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ordered = [...counts].sort(([, a], [, b]) => b - a)
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {ordered.map(([value, count]) => (
          <span key={value} className="told">
            <bdi>{value}</bdi>
            {ordered.length > 1 && <span className="muted"> ({count})</span>}
          </span>
        ))}
      </dd>
    </div>
  )
}

interface DelegationsProps {
  readonly delegations: readonly {
    readonly party: string
    readonly head: { readonly name: string; readonly office: string | null }
    readonly evidence: readonly Anchor[]
  }[]
}

function Delegations({ delegations }: DelegationsProps) {
  return (
    <ul className="plain delegations">
      {delegations.map(({ party, head, evidence }, i) => (
        <li key={i}>
          <span className="muted">{partyName(party)}</span>{' '}
          <Open evidence={evidence}>
            <bdi>{headInWords(head)}</bdi>
          </Open>
        </li>
      ))}
    </ul>
  )
}
