import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { useHappeningsOf } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { hrefTo, useAddress } from '../../app/location.ts'
import { counted } from '../../words/happening.ts'
import type { DispatchHappenings, Happening } from '../../../src/http/happening-schemas.ts'

const OfDispatch = createContext<DispatchHappenings | undefined>(undefined)

/** Knows what the events of a dispatch report, for all that stands in it. */
export function WithHappenings({ dispatch, children }: { readonly dispatch: string; readonly children: ReactNode }) {
  const { query } = useAddress()
  const asked = useHappeningsOf(dispatch, query.get('asOf') ?? '')
  return <OfDispatch value={asked.data}>{children}</OfDispatch>
}

/** Who else reports what the event tells, as a link to all of them; nothing for a text that is not stored. */
export function ReportedBy({ record }: { readonly record: string }) {
  const known = useContext(OfDispatch)
  const found = useMemo(() => known?.records.find(one => one.record === record)?.happening, [known, record])
  if (found === undefined) return null
  return (
    <Link
      className={found.dispatches === 1 ? 'reported-by is-lone' : 'reported-by'}
      href={hrefTo(`/happenings/${encodeURIComponent(found.id)}`)}
    >
      {othersInWords(found)}
      {found.record.isDisputed && '; disputed'}
    </Link>
  )
}

function othersInWords({ dispatches, origins }: Happening): string {
  if (dispatches === 1) return 'Reported here only'
  const others = `Also in ${counted(dispatches - 1, 'other dispatch', 'other dispatches')}`
  return origins === 1
    ? `${others}, all copies of this text`
    : `${others}; ${counted(origins, 'origin', 'origins')} in all`
}

/** The dispatches that carry the same text. */
export function Copies() {
  const copies = useContext(OfDispatch)?.copies ?? []
  if (copies.length === 0) return null
  return (
    <p className="muted">
      The same text, or nearly, also in{' '}
      {copies.map(({ id, publisher }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Link href={hrefTo(`/dispatches/${encodeURIComponent(id)}`)}>
            <bdi>{publisher ?? id}</bdi>
          </Link>
        </span>
      ))}
    </p>
  )
}
