import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { causesInWords } from '../../words/changes.ts'
import { rangeInWords } from '../../words/days.ts'
import { happeningInWords, happeningPlaces, widthInWords } from '../../words/happening.ts'
import { SlotChanges } from './slot-changes.tsx'
import type { HappeningDiff } from '../../../src/http/diff-schemas.ts'
import type { Happening } from '../../../src/http/happening-schemas.ts'

const WHAT = { new: 'new', gone: 'no longer told', changed: 'changed' } as const

/** What changed in what is told of an occurrence as a whole. */
export function HappeningChange({ diff }: { readonly diff: HappeningDiff }) {
  const { id, what, slots, cause } = diff
  const record = diff.record as Happening['record']
  const said = <bdi dir="auto">{happeningInWords(record)}</bdi>
  const places = happeningPlaces(record)
  return (
    <article className="card change">
      <h3>{what === 'gone' ? said : <Link href={hrefTo(`/happenings/${encodeURIComponent(id)}`)}>{said}</Link>}</h3>
      <p className="muted">
        {WHAT[what]}: {rangeInWords(record.start, record.end, { short: true })}
        {places === '' ? '' : `, ${places}`}; {widthInWords(diff)}
        {cause !== null && ` · ${causesInWords([cause])}`}
      </p>
      <SlotChanges slots={slots} />
    </article>
  )
}
