import { useState } from 'react'
import { useStatus } from '../api/queries.ts'
import { changeAddress, useAddress } from './location.ts'

/** What was known when: the day as of which all is shown, the end of the chain, and a link to just this. */
export function Standing() {
  const { query } = useAddress()
  const asOf = query.get('asOf') ?? ''
  const status = useStatus(asOf)
  const head = status.data?.head
  return (
    <>
      <label className="control as-of">
        <span className="control-name">As of</span>
        <input
          type="date"
          value={asOf.slice(0, 10)}
          title="Shows what the ledger knew at the end of this day; empty for now"
          onChange={event => {
            changeAddress({ asOf: event.target.value, cursor: null })
          }}
        />
      </label>
      {asOf !== '' && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            changeAddress({ asOf: null })
          }}
        >
          Now
        </button>
      )}
      <span
        className="head-mark"
        title={head === undefined ? 'Head of the ledger' : `Head of the ledger: ${head.sequence}:${head.hash}`}
      >
        <span className="control-name">Head</span>
        <code>{head === undefined ? '…' : `${head.sequence}:${head.hash.slice(0, 8)}`}</code>
      </span>
      <CopyLink />
    </>
  )
}

function CopyLink() {
  const [said, setSaid] = useState('')
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => {
          copy(window.location.href).then(setSaid, () => {
            setSaid('Copy it from the address bar')
          })
          window.setTimeout(() => {
            setSaid('')
          }, 2500)
        }}
      >
        {said === '' ? 'Copy link' : said}
      </button>
      <span role="status" className="unseen">
        {said}
      </span>
    </>
  )
}

async function copy(address: string): Promise<string> {
  await navigator.clipboard.writeText(address)
  return 'Copied'
}

/** What made the page: for a printed sheet and for a citation. */
export function Footer() {
  const { query } = useAddress()
  const status = useStatus(query.get('asOf') ?? '').data
  return (
    <footer className="foot">
      <p>
        Parley records what dispatches report and who says so; it does not say what is true. Base map: Natural Earth.
        Places: GeoNames (CC BY 4.0).
      </p>
      {status !== undefined && (
        <p className="foot-figures">
          {status.counts.dispatches} dispatches, {status.counts.events} events · engine {status.engine} · model{' '}
          <code>{status.model.slice(0, 8)}</code> · <a href="/api">API</a>
          <span className="print-only">
            {' '}
            · head {status.head.hash} · as of {status.asOf ?? 'now'}
          </span>
        </p>
      )}
    </footer>
  )
}
