import { useEffect, useRef } from 'react'
import { CategoryTag, ReviewTag, StatusTag } from '../../parts/tags.tsx'
import { dateInWords } from '../../words/days.ts'
import { eventInWords, placesInWords, sayingInWords, triggerOf } from '../../words/summary.ts'
import { rowKey } from './row-key.ts'
import type { EventRow } from '../../../src/http/schemas.ts'

interface TableProps {
  readonly rows: readonly EventRow[]
  readonly chosen: EventRow | null
  readonly onChoose: (key: string | null) => void
}

/** The events as rows; the clause is a button that opens the sentence. */
export function EventTable({ rows, chosen, onChoose }: TableProps) {
  return (
    <div className="scroll" role="region" aria-label="Events" tabIndex={0}>
      <table className="rows event-rows">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Category</th>
            <th scope="col">What is reported</th>
            <th scope="col">Status</th>
            <th scope="col">Place</th>
            <th scope="col">Review</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <EventLine key={rowKey(row)} row={row} isChosen={row === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly row: EventRow
  readonly isChosen: boolean
  readonly onChoose: (key: string | null) => void
}

function EventLine({ row, isChosen, onChoose }: LineProps) {
  const line = useRef<HTMLTableRowElement>(null)
  const { record } = row
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <tr ref={line} className={isChosen ? 'is-chosen' : undefined}>
      <td data-name="Day">{dateInWords(record.date, { short: true })}</td>
      <td data-name="Category">
        <CategoryTag category={record.event} />
      </td>
      <td data-name="What is reported">
        <button
          type="button"
          className="value"
          aria-expanded={isChosen}
          onClick={() => {
            onChoose(isChosen ? null : rowKey(row))
          }}
        >
          <bdi dir="auto">{eventInWords(record)}</bdi>
        </button>{' '}
        <bdi className="muted">{triggerOf(record)}</bdi>
        {record.attribution.length > 0 && (
          <span className="row-note">
            Says: <bdi>{sayingInWords(record.attribution)}</bdi>
          </span>
        )}
      </td>
      <td data-name="Status">
        <StatusTag status={record.status} />
      </td>
      <td data-name="Place">
        {record.places.length === 0 ? (
          <span className="muted" title="no place stated">
            –<span className="unseen">not stated</span>
          </span>
        ) : (
          <bdi>{placesInWords(record)}</bdi>
        )}
      </td>
      <td data-name="Review">
        <ReviewTag review={row.review} />
      </td>
    </tr>
  )
}
