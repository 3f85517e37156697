import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { DispatchLine } from '../../parts/quote.tsx'
import { befallenInWords, causeInWords, causesInWords } from '../../words/changes.ts'
import { counted } from '../../words/happening.ts'
import { eventInWords, processInWords } from '../../words/summary.ts'
import { SlotChanges } from './slot-changes.tsx'
import type { EventRecord } from '../../../src/contract.ts'
import type { DispatchDiff } from '../../../src/http/diff-schemas.ts'
import type { ProcessRow } from '../../../src/http/schemas.ts'

type Added = DispatchDiff['added'][number]
type Changed = DispatchDiff['changed'][number]

/** What befell a dispatch, and which of its records are new, gone or changed. */
export function DispatchChange({ diff }: { readonly diff: DispatchDiff }) {
  const { dispatch, befallen, added, gone, changed } = diff
  return (
    <article className="card change">
      <h3>
        <DispatchLine dispatch={dispatch} />
      </h3>
      {befallen.length > 0 && (
        <ul className="plain">
          {befallen.map(({ what, cause }) => (
            <li key={cause.sequence}>
              {befallenInWords(what)} <span className="muted">{causeInWords(cause)}</span>
            </li>
          ))}
        </ul>
      )}
      {changed.map(record => (
        <ChangedRecord key={record.id} record={record} dispatch={dispatch.id} />
      ))}
      <Listed name="new" records={added} dispatch={dispatch.id} />
      <Listed name="gone" records={gone} dispatch={null} />
    </article>
  )
}

function ChangedRecord({ record, dispatch }: { readonly record: Changed; readonly dispatch: string }) {
  return (
    <div className="changed-record">
      <p>
        <span aria-hidden="true">~ </span>
        <RecordLink record={record} dispatch={dispatch} />
      </p>
      <SlotChanges slots={record.slots} />
    </div>
  )
}

interface ListedProps {
  readonly name: 'new' | 'gone'
  readonly records: readonly Added[]
  /** Null for what is in the dispatch no longer. */
  readonly dispatch: string | null
}

/** Records by one cause mostly: folded, since a new dispatch brings twenty. */
function Listed({ name, records, dispatch }: ListedProps) {
  if (records.length === 0) return null
  return (
    <details>
      <summary>
        {counted(records.length, 'record', 'records')} {name}
      </summary>
      <ul className="plain">
        {records.map(record => (
          <li key={record.id}>
            <span aria-hidden="true">{name === 'new' ? '+ ' : '− '}</span>
            <RecordLink record={record} dispatch={dispatch} />{' '}
            {name === 'gone' && <span className="muted">{causesInWords([record.cause])}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function RecordLink({ record, dispatch }: { readonly record: Added | Changed; readonly dispatch: string | null }) {
  const said = <bdi dir="auto">{recordInWords(record)}</bdi>
  if (dispatch === null) return said
  return <Link href={hrefTo(`/dispatches/${encodeURIComponent(dispatch)}`, { record: record.id })}>{said}</Link>
}

function recordInWords({ kind, record }: Pick<Added, 'kind' | 'record'>): string {
  return kind === 'event' ? eventInWords(record as EventRecord) : processInWords({ kind, record } as ProcessRow)
}
