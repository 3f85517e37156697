import { useHappening } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { hrefTo, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Awaited } from '../../parts/states.tsx'
import { CategoryTag, DisputedTag, StatusTag } from '../../parts/tags.tsx'
import { rangeInWords } from '../../words/days.ts'
import { happeningInWords, happeningPlaces, widthInWords } from '../../words/happening.ts'
import { HappeningDesk } from './happening-desk.tsx'
import type { HappeningView } from '../../../src/http/happening-schemas.ts'

/** One happening: what its reports come to, and all who report it. */
export function HappeningPage({ id }: { readonly id: string }) {
  const { query } = useAddress()
  const asked = useHappening(id, query.get('asOf') ?? '')
  const view = asked.data
  useTitle(view === undefined ? 'Happening' : happeningInWords(view.record))
  return (
    <Awaited asked={asked}>
      {view !== undefined && (
        <>
          <HappeningHead view={view} />
          <HappeningDesk key={view.id} view={view} />
        </>
      )}
    </Awaited>
  )
}

function HappeningHead({ view }: { readonly view: HappeningView }) {
  const { record } = view
  const places = happeningPlaces(record)
  return (
    <div className="page-head">
      <p className="crumb">
        <Link href={hrefTo('/happenings')}>Happenings</Link>
      </p>
      <h1>
        <bdi dir="auto">{happeningInWords(record)}</bdi>
      </h1>
      <p className="muted">
        {rangeInWords(record.start, record.end)}
        {places !== '' && (
          <>
            {' · '}
            <bdi>{places}</bdi>
          </>
        )}
        {' · reported by '}
        {widthInWords(view)}
      </p>
      <p className="happening-tags">
        <CategoryTag category={record.category} /> <StatusTag status={record.status} />{' '}
        {record.isDisputed && <DisputedTag />}
        {record.mode.length > 0 && (
          <bdi className="muted">{record.mode.map(mode => mode.replaceAll('-', ' ')).join(', ')}</bdi>
        )}
      </p>
    </div>
  )
}
