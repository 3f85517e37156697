import type { Category, Stance, Status } from '../../src/contract.ts'
import type { DispatchRow, Review } from '../../src/http/schemas.ts'
import { partyName, readingInWords, REVIEW_TERMS, STANCE_TERMS, STATUS_TERMS } from '../words/terms.ts'

/** How real the report makes it: a mark and a word, never colour alone. */
export function StatusTag({ status }: { readonly status: Status }) {
  const { mark, means } = STATUS_TERMS[status]
  return (
    <span className="tag" title={means}>
      <span aria-hidden="true">{mark}</span> {status}
    </span>
  )
}

/** Some dispatches report that it happened, others that it did not. */
export function DisputedTag() {
  return (
    <span className="tag" title="some report that it happened, others that it did not">
      <span aria-hidden="true">≠</span> disputed
    </span>
  )
}

export function StanceTag({ stance }: { readonly stance: Stance }) {
  const { mark, past } = STANCE_TERMS[stance]
  return (
    <span className={`tag stance-${stance}`}>
      <span aria-hidden="true">{mark}</span> {past}
    </span>
  )
}

export function CategoryTag({ category }: { readonly category: Category }) {
  return <span className="category">{category}</span>
}

export function ReviewTag({ review }: { readonly review: Review }) {
  return <span className={`review review-${review}`}>{REVIEW_TERMS[review]}</span>
}

/** What a list says of a dispatch that was not read; nothing of one that was. */
export function ReadingTag({ dispatch }: { readonly dispatch: Pick<DispatchRow, 'reading' | 'language'> }) {
  if (dispatch.reading === 'read') return null
  return (
    <span className="tag" title={READING_REASONS[dispatch.reading]}>
      <span aria-hidden="true">○</span> {readingInWords(dispatch)}
    </span>
  )
}

const READING_REASONS = {
  'not-read': 'stored; in another language than English, or still to be read',
  'not-about-this': 'stored and not read: it tells of neither conflict nor talks; parley add --all reads it',
} as const

/** How sure the reading is, as a number and a bar. */
export function Confidence({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100)
  return (
    <span className="confidence" title={`Of records given ${percent} %, about ${percent} in a hundred are right`}>
      <span className="confidence-bar" aria-hidden="true">
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
      <span>
        <span className="unseen">confidence </span>
        {percent} %
      </span>
    </span>
  )
}

/** A party by name, with its code. */
export function PartyName({ code, name }: { readonly code: string; readonly name?: string }) {
  return (
    <span className="party">
      <bdi>{name ?? partyName(code)}</bdi> <code>{code}</code>
    </span>
  )
}
