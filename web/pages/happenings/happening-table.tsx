import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { CategoryTag, DisputedTag, StatusTag } from '../../parts/tags.tsx'
import { rangeInWords } from '../../words/days.ts'
import { countedInWords, happeningInWords, happeningPlaces, spanInWords, widthInWords } from '../../words/happening.ts'
import type { Happening } from '../../../src/http/happening-schemas.ts'

/** Happenings as rows; the clause leads to all who report it. */
export function HappeningTable({ rows }: { readonly rows: readonly Happening[] }) {
  return (
    <div className="scroll" role="region" aria-label="Happenings" tabIndex={0}>
      <table className="rows happening-rows">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Category</th>
            <th scope="col">What is reported</th>
            <th scope="col">Status</th>
            <th scope="col">Counts</th>
            <th scope="col">Reported by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <HappeningLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HappeningLine({ row }: { readonly row: Happening }) {
  const { id, record } = row
  const places = happeningPlaces(record)
  return (
    <tr>
      <td data-name="Day">{rangeInWords(record.start, record.end, { short: true })}</td>
      <td data-name="Category">
        <CategoryTag category={record.category} />
      </td>
      <td data-name="What is reported">
        <Link href={hrefTo(`/happenings/${encodeURIComponent(id)}`)}>
          <bdi dir="auto">{happeningInWords(record)}</bdi>
        </Link>{' '}
        <bdi className="muted">{record.mode.map(mode => mode.replaceAll('-', ' ')).join(', ')}</bdi>
        {places !== '' && (
          <span className="row-note">
            <bdi>{places}</bdi>
          </span>
        )}
      </td>
      <td data-name="Status">
        <StatusTag status={record.status} /> {record.isDisputed && <DisputedTag />}
      </td>
      <td data-name="Counts">
        {record.figures.length === 0 ? (
          <span className="muted" title="no count stated">
            –<span className="unseen">not stated</span>
          </span>
        ) : (
          record.figures.slice(0, 4).map(figure => (
            <span key={`${figure.kind} ${figure.low.record} ${figure.low.text}`} className="count-line">
              {countedInWords(figure)} <bdi className="nowrap">{spanInWords(figure)}</bdi>
            </span>
          ))
        )}
      </td>
      <td data-name="Reported by">{widthInWords(row)}</td>
    </tr>
  )
}
