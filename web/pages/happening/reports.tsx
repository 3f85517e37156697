import { PlainText } from '../../parts/plain-text.tsx'
import { DispatchLine, Saying } from '../../parts/quote.tsx'
import { ReviewTag, StatusTag } from '../../parts/tags.tsx'
import { counted } from '../../words/happening.ts'
import { figureInWords } from '../../words/summary.ts'
import { byOrigin, reportKey, type OriginGroup } from './origins.ts'
import type { Act } from './grouping.ts'
import type { HappeningView, Report } from '../../../src/http/happening-schemas.ts'

interface ReportsProps {
  readonly view: HappeningView
  readonly chosen: ReadonlySet<string>
  /** Null where nothing can be decided. */
  readonly deciding: Deciding | null
}

interface Deciding {
  readonly choose: (chosen: ReadonlySet<string>) => void
  readonly act: (act: Act) => void
}

/** All who report the happening, in order of publication; copies of a text stand under it. */
export function Reports({ view, chosen, deciding }: ReportsProps) {
  // Of one report none can be another occurrence than the happening.
  const choices = { chosen, deciding, isOnly: view.reports.length === 1 }
  return (
    <section aria-labelledby="reports" className="happening-reports">
      <h2 id="reports">Who reports it</h2>
      {byOrigin(view.reports).map(group => (
        <OriginCard key={group.origin} group={group} choices={choices} />
      ))}
    </section>
  )
}

interface Choices extends Omit<ReportsProps, 'view'> {
  readonly isOnly: boolean
}

function OriginCard({ group, choices }: { readonly group: OriginGroup; readonly choices: Choices }) {
  const { own, copies } = group
  const { chosen, deciding } = choices
  const all = [...own, ...copies].map(reportKey)
  return (
    <article className="card report">
      {own.map(report => (
        <ReportQuote key={report.id} report={report} choices={choices} />
      ))}
      {copies.length > 0 && (
        <details className="copies">
          <summary>The same text in {counted(copies.length, 'other dispatch', 'other dispatches')}</summary>
          <ul className="plain">
            {copies.map(report => (
              <li key={reportKey(report)}>
                <DispatchLine dispatch={report.dispatch} record={report.id} />
                <Choose report={report} choices={choices} />
                <PutHere report={report} choices={choices} />
              </li>
            ))}
          </ul>
          {deciding !== null && (
            <button
              type="button"
              className="quiet"
              onClick={() => {
                deciding.choose(new Set([...chosen, ...all]))
              }}
            >
              Choose all {all.length} of this text
            </button>
          )}
        </details>
      )}
    </article>
  )
}

interface QuoteProps {
  readonly report: Report
  readonly choices: Choices
}

function ReportQuote({ report, choices }: QuoteProps) {
  const { record, dispatch, review } = report
  return (
    <figure className="quote">
      <blockquote dir="auto">
        <PlainText text={record.evidence.quote} />
      </blockquote>
      <figcaption>
        <Saying attribution={record.attribution} />
        <DispatchLine dispatch={dispatch} record={report.id} />
        <span className="report-facts">
          <StatusTag status={record.status} />
          {record.figures.length > 0 && <bdi>{record.figures.map(figureInWords).join('; ')}</bdi>}
          {review !== 'unreviewed' && <ReviewTag review={review} />}
          <Choose report={report} choices={choices} />
        </span>
        <PutHere report={report} choices={choices} />
      </figcaption>
    </figure>
  )
}

function Choose({ report, choices: { chosen, deciding, isOnly } }: QuoteProps) {
  if (deciding === null || isOnly) return null
  const key = reportKey(report)
  return (
    <label className="choose">
      <input
        type="checkbox"
        checked={chosen.has(key)}
        onChange={event => {
          const next = new Set(chosen)
          if (event.target.checked) next.add(key)
          else next.delete(key)
          deciding.choose(next)
        }}
      />{' '}
      another occurrence
      <span className="unseen">, as {report.dispatch.publisher ?? report.dispatch.id} reports it</span>
    </label>
  )
}

function PutHere({ report: { decidedBy }, choices: { deciding } }: QuoteProps) {
  if (decidedBy === null) return null
  return (
    <span className="put-here muted">
      Put here by a person, entry {decidedBy}{' '}
      {deciding !== null && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            deciding.act({ kind: 'undo', entry: decidedBy })
          }}
        >
          Take back
        </button>
      )}
    </span>
  )
}
