import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { Panel } from '../../parts/panel.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { DispatchLine, Saying } from '../../parts/quote.tsx'
import { Confidence, ReviewTag, StatusTag } from '../../parts/tags.tsx'
import { dateInWords } from '../../words/days.ts'
import { eventInWords, figureInWords, placesInWords } from '../../words/summary.ts'
import type { EventRow } from '../../../src/http/schemas.ts'

/** The sentence behind an event, with a way to its place in the dispatch. */
export function EventPanel({ row, onClose }: { readonly row: EventRow; readonly onClose: () => void }) {
  const { record, dispatch, id } = row
  return (
    <Panel title={eventInWords(record)} onClose={onClose}>
      <figure className="quote">
        <blockquote dir="auto">
          <PlainText text={record.evidence.quote} />
        </blockquote>
        <figcaption>
          <Saying attribution={record.attribution} />
          <DispatchLine dispatch={dispatch} record={id} />
        </figcaption>
      </figure>
      <dl className="facts">
        <div>
          <dt>Day</dt>
          <dd>{dateInWords(record.date)}</dd>
        </div>
        <div>
          <dt>Place</dt>
          <dd>{record.places.length === 0 ? 'not stated' : <bdi>{placesInWords(record)}</bdi>}</dd>
        </div>
        {record.figures.length > 0 && (
          <div>
            <dt>Figures</dt>
            <dd>{record.figures.map(figureInWords).join('; ')}</dd>
          </div>
        )}
        <div>
          <dt>Status</dt>
          <dd>
            <StatusTag status={record.status} />
          </dd>
        </div>
        <div>
          <dt>Reading</dt>
          <dd>
            <Confidence value={record.confidence} /> <ReviewTag review={row.review} />
          </dd>
        </div>
      </dl>
      <p>
        <Link className="action" href={hrefTo(`/dispatches/${encodeURIComponent(dispatch.id)}`, { record: id })}>
          Read it in the dispatch
        </Link>
      </p>
    </Panel>
  )
}
