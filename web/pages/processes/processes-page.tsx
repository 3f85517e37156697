import { useProcesses } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { changeAddress, hrefTo, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Filter } from '../../parts/filter.tsx'
import { CsvLink, Count } from '../../parts/list.tsx'
import { Awaited, Nothing } from '../../parts/states.tsx'
import { dayInWords } from '../../words/days.ts'
import { inOne } from '../../words/summary.ts'
import { namedAfter, shownParty } from '../../words/terms.ts'
import type { ProcessPage } from '../../../src/http/schemas.ts'

type Summary = ProcessPage['rows'][number]

/** Every process that the ledger knows: those who negotiate, and how much is reported of it. */
export function ProcessesPage() {
  useTitle('Processes')
  const { query } = useAddress()
  const given = { asOf: query.get('asOf') ?? '', q: query.get('q') ?? '' }
  const asked = useProcesses(given)
  return (
    <>
      <div className="page-head">
        <h1>Processes</h1>
        <p className="lead">
          A process is what dispatches report of the same parties: rounds, proposals, answers, outcomes.
        </p>
      </div>
      <form
        className="filters"
        role="search"
        onSubmit={event => {
          event.preventDefault()
        }}
      >
        <Filter
          name="Words in it"
          value={given.q}
          onChange={q => {
            changeAddress({ q }, { replace: true })
          }}
        />
        <Count asked={asked.data?.total} one="process" many="processes" />
        <CsvLink path="/processes" query={new URLSearchParams(given)} />
      </form>
      <Awaited asked={asked}>
        {asked.data?.rows.length === 0 ? <NoProcess /> : <ProcessList rows={asked.data?.rows ?? []} />}
      </Awaited>
    </>
  )
}

function NoProcess() {
  return (
    <Nothing>
      No dispatch in the ledger tells of parties that negotiate. <Link href={hrefTo('/add')}>Add dispatches</Link>, or
      take away a filter.
    </Nothing>
  )
}

function ProcessList({ rows }: { readonly rows: readonly Summary[] }) {
  return (
    <div className="scroll" role="region" aria-label="Processes" tabIndex={0}>
      <table className="rows process-rows">
        <thead>
          <tr>
            <th scope="col">Parties</th>
            <th scope="col">Mediators</th>
            <th scope="col" className="number">
              Rounds
            </th>
            <th scope="col" className="number">
              Proposals
            </th>
            <th scope="col" className="number">
              Outcomes
            </th>
            <th scope="col" className="number">
              Dispatches
            </th>
            <th scope="col">Days</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <ProcessLine key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ProcessLine({ row }: { readonly row: Summary }) {
  const { key, mediators, first, last } = row
  const { named, others } = namedAfter(row)
  return (
    <tr>
      <th scope="row">
        <Link href={hrefTo(`/processes/${encodeURIComponent(key)}`)}>
          <bdi>{inOne(named)}</bdi>
        </Link>
        <span className="muted key">{key.replaceAll('+', ' · ')}</span>
        {others.length > 0 && <span className="muted row-note">also named: {inOne(others.map(shownParty))}</span>}
      </th>
      <td data-name="Mediators">{mediators.length === 0 ? '–' : <bdi>{inOne(mediators.map(shownParty))}</bdi>}</td>
      <td data-name="Rounds" className="number">
        {row.rounds}
      </td>
      <td data-name="Proposals" className="number">
        {row.proposals}
      </td>
      <td data-name="Outcomes" className="number">
        {row.outcomes}
      </td>
      <td data-name="Dispatches" className="number">
        {row.dispatches}
      </td>
      <td data-name="Days">
        {first === null ? '–' : dayInWords(first, { short: true })}
        {last !== null && last !== first && ` – ${dayInWords(last, { short: true })}`}
      </td>
    </tr>
  )
}
