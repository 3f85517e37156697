import { Nothing } from '../../parts/states.tsx'
import { PartyName, StanceTag } from '../../parts/tags.tsx'
import { issueName, partyName, shownParty } from '../../words/terms.ts'
import { Open } from './open.tsx'
import type { BoardPosition, ProcessBoard } from '../../../src/http/schemas.ts'

/** Where each party stands on each issue, as a grid; a cell holds all that was said, disagreement included. */
export function Positions({ board }: { readonly board: ProcessBoard }) {
  const { positions, parties } = board
  const issues = [...new Set(positions.map(({ issue }) => issue))].sort()
  const codes = [...new Set([...parties.map(({ code }) => code), ...positions.map(({ by }) => by)])]
  const names = new Map(parties.map(party => [party.code, shownParty(party)]))
  return (
    <section aria-labelledby="positions">
      <h2 id="positions">Positions</h2>
      {positions.length === 0 ? (
        <Nothing>No dispatch tells where a party stands.</Nothing>
      ) : (
        <div className="scroll" role="region" aria-label="Positions" tabIndex={0}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">Issue</th>
                {codes.map(code => (
                  <th key={code} scope="col">
                    <PartyName code={code} name={names.get(code) ?? partyName(code)} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {issues.map(issue => (
                <tr key={issue}>
                  <th scope="row">{issueName(issue)}</th>
                  {codes.map(code => (
                    <td key={code}>
                      <Cell positions={positions.filter(each => each.issue === issue && each.by === code)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Cell({ positions }: { readonly positions: readonly BoardPosition[] }) {
  if (positions.length === 0)
    return (
      <span className="muted" aria-label="nothing reported">
        –
      </span>
    )
  return (
    <ul className="plain">
      {positions.map(({ stance, speaker, condition, evidence }, i) => (
        <li key={i}>
          <Open evidence={evidence}>
            <StanceTag stance={stance} />
          </Open>
          {speaker !== null && (
            <span className="speaker">
              <bdi>{speaker}</bdi>
            </span>
          )}
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
