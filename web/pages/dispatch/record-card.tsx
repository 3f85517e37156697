import { useEffect, useRef, type ReactNode } from 'react'
import { Saying } from '../../parts/quote.tsx'
import { CategoryTag, Confidence, ReviewTag, StanceTag, StatusTag } from '../../parts/tags.tsx'
import { dateInWords } from '../../words/days.ts'
import { certaintyInWords, figureInWords, inOne, placesInWords, triggerOf } from '../../words/summary.ts'
import { sectorName } from '../../words/terms.ts'
import { ReportedBy } from './reported-by.tsx'
import { listedInWords, type Listed } from './entries.ts'
import type { EventRecord } from '../../../src/contract.ts'
import type { ProcessRow } from '../../../src/http/schemas.ts'

interface CardProps {
  readonly listed: Listed
  readonly isChosen: boolean
  readonly isPointed: boolean
  readonly onChoose: (record: string) => void
  readonly onPoint: (record: string | null) => void
  /** What a reviewer can do with the chosen record. */
  readonly children?: ReactNode
}

/** One record in plain words: who did what to whom, when, where, how real, who says so, how sure, and why. */
export function RecordCard({ listed, isChosen, isPointed, onChoose, onPoint, children }: CardProps) {
  const card = useRef<HTMLElement>(null)
  const { row } = listed
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <article
      ref={card}
      className={['card record', isChosen ? 'is-chosen' : '', isPointed ? 'is-pointed' : ''].join(' ')}
      aria-label={listedInWords(listed)}
      onMouseEnter={() => {
        onPoint(row.id)
      }}
      onMouseLeave={() => {
        onPoint(null)
      }}
    >
      <div className="record-head">
        {listed.what === 'event' ? (
          <CategoryTag category={listed.row.record.event} />
        ) : (
          <span className="category">{listed.row.kind}</span>
        )}
        <Realness listed={listed} />
        <ReviewTag review={row.review} />
        {row.corrections > 0 && <span className="review">✎ corrected</span>}
      </div>
      <h3>
        <button
          type="button"
          className="value"
          aria-pressed={isChosen}
          onClick={() => {
            onChoose(row.id)
          }}
        >
          <bdi dir="auto">{listedInWords(listed)}</bdi>
        </button>
        {listed.what === 'event' && <bdi className="muted trigger-word"> {triggerOf(listed.row.record)}</bdi>}
      </h3>
      {listed.what === 'event' ? <EventFacts record={listed.row.record} /> : <ObjectFacts row={listed.row} />}
      {listed.what === 'event' && <ReportedBy record={row.id} />}
      {children}
    </article>
  )
}

function Realness({ listed }: { readonly listed: Listed }) {
  if (listed.what === 'object' && listed.row.kind === 'position') return <StanceTag stance={listed.row.record.stance} />
  const { record } = listed.row
  return 'status' in record ? <StatusTag status={record.status} /> : null
}

function EventFacts({ record }: { readonly record: EventRecord }) {
  const codes = [...record.actor, ...record.recipient].map(({ code, sector }) =>
    [code, ...sector.map(sectorName)].join(' '),
  )
  const more = [...record.mode, ...record.context, ...(record.cameo === null ? [] : [`CAMEO ${record.cameo}`])]
  return (
    <>
      <dl className="facts compact">
        <Fact name="When">{dateInWords(record.date)}</Fact>
        <Fact name="Where">{record.places.length === 0 ? 'not stated' : placesInWords(record)}</Fact>
        {codes.length > 0 && <Fact name="Codes">{[...new Set(codes)].join(' · ')}</Fact>}
        {record.figures.length > 0 && <Fact name="Figures">{record.figures.map(figureInWords).join('; ')}</Fact>}
      </dl>
      <Saying attribution={record.attribution} />
      <details className="why">
        <summary>
          <Confidence value={record.confidence} /> <span>Why</span>
        </summary>
        <ul>
          {record.why.map((line, i) => (
            <li key={i}>
              <bdi>{line}</bdi>
            </li>
          ))}
          {record.certainty !== undefined && <li>{certaintyInWords(record.certainty)}</li>}
          {more.length > 0 && <li>PLOVER: {inOne(more)}</li>}
        </ul>
      </details>
    </>
  )
}

function ObjectFacts({ row }: { readonly row: ProcessRow }) {
  if (!('attribution' in row.record)) return null
  return <Saying attribution={row.record.attribution} />
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
