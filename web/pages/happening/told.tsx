import type { ReactNode } from 'react'
import { agree } from '../../../src/ledger/queries/flat-happening.ts'
import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { PartyName, StatusTag } from '../../parts/tags.tsx'
import { dayInWords } from '../../words/days.ts'
import { accountInWords, citedInWords, countedInWords } from '../../words/happening.ts'
import { shownParty } from '../../words/terms.ts'
import type { Account, HappeningView } from '../../../src/http/happening-schemas.ts'

/** What the reports come to: how the status changed, who gives which count, the parties. */
export function Told({ view }: { readonly view: HappeningView }) {
  const { statuses, figures, actors, recipients } = view.record
  return (
    <div className="happening-told">
      <Part title="Status, as reported">
        <ol className="plain history-of-status">
          {statuses.map(({ status, published, dispatch, record }, i) => (
            <li key={i}>
              <span className="nowrap">
                {published === null ? 'day not stated' : dayInWords(published, { short: true })}
              </span>{' '}
              <StatusTag status={status} /> <Outlet view={view} account={{ dispatch, record }} />
            </li>
          ))}
        </ol>
      </Part>
      {figures.length > 0 && (
        <Part title="Counts, and who gives them">
          <dl className="counts">
            {figures.map((figure, i) => (
              <div key={i}>
                <dt>{countedInWords(figure)}</dt>
                {(agree(figure) ? [figure.low] : [figure.low, figure.high]).map((account, j) => (
                  <dd key={j}>
                    <b>
                      <bdi>{accountInWords(figure, account)}</bdi>
                    </b>{' '}
                    <Outlet view={view} account={account} />
                    {account.speakers.length > 0 && <bdi className="muted">, {citedInWords(account)}</bdi>}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </Part>
      )}
      {[...actors, ...recipients].length > 0 && (
        <Part title="Parties">
          <p>
            {[...new Map([...actors, ...recipients].map(party => [party.code, party])).values()].map(party => (
              <PartyName key={party.code} code={party.code} name={shownParty(party)} />
            ))}
          </p>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface OutletProps {
  readonly view: HappeningView
  readonly account: Pick<Account, 'dispatch' | 'record'>
}

/** The outlet that says so, as a link to the sentence. */
function Outlet({ view, account: { dispatch, record } }: OutletProps) {
  const report = view.reports.find(one => one.dispatch.id === dispatch && one.id === record)
  return (
    <Link className="outlet" href={hrefTo(`/dispatches/${encodeURIComponent(dispatch)}`, { record })}>
      <bdi>{report?.dispatch.publisher ?? 'outlet not stated'}</bdi>
    </Link>
  )
}
