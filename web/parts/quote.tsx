import type { AttributionRecord } from '../../src/contract.ts'
import { Link } from '../app/link.tsx'
import { hrefTo } from '../app/location.ts'
import { dayInWords } from '../words/days.ts'
import { sayingInWords } from '../words/summary.ts'
import type { Anchor, EventRow } from '../../src/http/schemas.ts'
import { PlainText } from './plain-text.tsx'
import { ReviewTag } from './tags.tsx'

type Label = EventRow['dispatch']

/** Title, outlet and day of a dispatch in one line; whatever the outlet wrote is text and keeps to its own direction. */
export function DispatchLine({ dispatch, record }: { readonly dispatch: Label; readonly record?: string }) {
  const { id, title, publisher, published } = dispatch
  return (
    <span className="dispatch-line">
      <Link href={hrefTo(`/dispatches/${encodeURIComponent(id)}`, { record })}>
        <bdi dir="auto">
          <PlainText text={title ?? 'Dispatch without a title'} />
        </bdi>
      </Link>{' '}
      <span className="muted">
        <bdi>{publisher ?? 'outlet not stated'}</bdi>,{' '}
        <span className="nowrap">{published === null ? 'day not stated' : dayInWords(published)}</span>
      </span>
    </span>
  )
}

/** Who says so, outermost first. */
export function Saying({ attribution }: { readonly attribution: readonly AttributionRecord[] }) {
  return (
    <span className="saying">
      {attribution.length === 0 ? (
        'In the report’s own words'
      ) : (
        <>
          Says: <bdi>{sayingInWords(attribution)}</bdi>
        </>
      )}
    </span>
  )
}

/** A sentence behind a value: the words, who says them, in which dispatch. */
export function AnchorQuote({ anchor }: { readonly anchor: Anchor }) {
  const { dispatch: id, title, publisher, published, record, review } = anchor
  return (
    <figure className="quote">
      <blockquote dir="auto">
        <PlainText text={anchor.quote} />
      </blockquote>
      <figcaption>
        <Saying attribution={anchor.attribution} />
        <DispatchLine dispatch={{ id, title, publisher, published, url: null }} record={record} />
        <ReviewTag review={review} />
      </figcaption>
    </figure>
  )
}
