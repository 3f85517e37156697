import { useDispatch } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { hrefTo, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { Awaited } from '../../parts/states.tsx'
import { ReadingTag } from '../../parts/tags.tsx'
import { dayInWords, momentInWords } from '../../words/days.ts'
import { Copies, WithHappenings } from './reported-by.tsx'
import { ReviewDesk } from './review-desk.tsx'
import type { DispatchView } from '../../../src/http/schemas.ts'

/** One dispatch: its text with what was read in it, to be accepted, corrected or rejected record by record. */
export function DispatchPage({ id }: { readonly id: string }) {
  const { query } = useAddress()
  const asked = useDispatch(id, query.get('asOf') ?? '')
  const view = asked.data
  useTitle(view?.title ?? 'Dispatch')
  return (
    <Awaited asked={asked}>
      {view !== undefined && (
        <WithHappenings dispatch={view.id}>
          <DispatchHead view={view} />
          <ReviewDesk view={view} />
          <History view={view} />
        </WithHappenings>
      )}
    </Awaited>
  )
}

function DispatchHead({ view }: { readonly view: DispatchView }) {
  const { title, publisher, published, url, version, versions, readings } = view
  const doubts = readings.find(({ isCurrent }) => isCurrent)?.doubts ?? []
  return (
    <div className="page-head">
      <p className="crumb">
        <Link href={hrefTo('/search')}>Dispatches</Link>
      </p>
      <h1>
        <bdi dir="auto">
          <PlainText text={title ?? 'Dispatch without a title'} />
        </bdi>
      </h1>
      <p className="muted">
        <bdi>{publisher ?? 'outlet not stated'}</bdi>,{' '}
        {published === null ? 'day of publication not stated' : dayInWords(published)}
        {versions.length > 1 && ` · text ${version} of ${versions.length}`}
        {url !== null && (
          <>
            {' · from '}
            <bdi className="address">{url}</bdi>
          </>
        )}
      </p>
      {view.reading !== 'read' && (
        <p>
          <ReadingTag dispatch={view} />
        </p>
      )}
      <Copies />
      {doubts.map(doubt => (
        <p key={doubt} className="doubt">
          {doubt}
        </p>
      ))}
    </div>
  )
}

function History({ view }: { readonly view: DispatchView }) {
  const acts = [
    ...view.versions.map(each => ({ ...each, said: `text ${each.version} stored from ${each.name}`, by: '' })),
    ...view.readings.map(each => ({
      ...each,
      said: `read by engine ${each.engine}, model ${each.model.slice(0, 8)}`,
      by: '',
    })),
    ...view.reviews.map(each => ({ ...each, said: `${each.decision} ${each.record}`, by: each.reviewer })),
    ...view.corrections.map(each => ({ ...each, said: `${each.slot} of ${each.record} corrected`, by: each.reviewer })),
  ].sort((a, b) => a.sequence - b.sequence)
  return (
    <details className="history">
      <summary>Entries of the ledger about this dispatch ({acts.length})</summary>
      <ol className="plain">
        {acts.map(({ sequence, recordedAt, said, by }) => (
          <li key={sequence}>
            <code>{sequence}</code> <span className="nowrap">{momentInWords(recordedAt)}</span> <bdi>{said}</bdi>
            {by !== '' && (
              <>
                {' '}
                by <bdi>{by}</bdi>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
