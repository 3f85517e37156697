import { Nothing } from '../../parts/states.tsx'
import { StatusTag } from '../../parts/tags.tsx'
import { dateInWords } from '../../words/days.ts'
import { countInWords, sayingInWords } from '../../words/summary.ts'
import { issueName } from '../../words/terms.ts'
import { Open } from './open.tsx'
import type { ProcessBoard } from '../../../src/http/schemas.ts'

const EXCHANGED = new Set(['prisoner-exchange', 'hostage-release', 'return-of-children', 'return-of-remains'])

/** What was agreed and what came of it; exchanges first, with what was counted. */
export function Outcomes({ board }: { readonly board: ProcessBoard }) {
  const exchanges = board.outcomes.filter(({ issue }) => EXCHANGED.has(issue))
  const others = board.outcomes.filter(({ issue }) => !EXCHANGED.has(issue))
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">Exchanges and outcomes</h2>
      {board.outcomes.length === 0 && <Nothing>No dispatch tells of an outcome.</Nothing>}
      <OutcomeTable name="Exchanges and returns" rows={exchanges} />
      <OutcomeTable name="Other outcomes" rows={others} />
    </section>
  )
}

function OutcomeTable({ name, rows }: { readonly name: string; readonly rows: ProcessBoard['outcomes'] }) {
  if (rows.length === 0) return null
  return (
    <div className="scroll" role="region" aria-label={name} tabIndex={0}>
      <table className="rows outcome-rows">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Count</th>
            <th scope="col">Status</th>
            <th scope="col">Round</th>
            <th scope="col">Day</th>
            <th scope="col">Says</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <OutcomeLine key={i} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OutcomeLine({ row }: { readonly row: ProcessBoard['outcomes'][number] }) {
  const { issue, count, per, status, round, date, evidence } = row
  const says = [...new Set(evidence.map(({ attribution }) => sayingInWords(attribution)))]
  return (
    <tr>
      <td data-name="What">{issueName(issue)}</td>
      <td data-name="Count">
        <Open evidence={evidence}>{count === null ? 'not counted' : countInWords(count, per)}</Open>
      </td>
      <td data-name="Status">
        <StatusTag status={status} />
      </td>
      <td data-name="Round">{round ?? '–'}</td>
      <td data-name="Day">{dateInWords(date, { short: true })}</td>
      <td data-name="Says">
        <bdi>{says.join(' · ')}</bdi>
      </td>
    </tr>
  )
}
