import { useState } from 'react'
import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { keptReviewer, ReviewerField } from '../../parts/reviewer.tsx'
import { Failed } from '../../parts/states.tsx'
import { dayInWords } from '../../words/days.ts'
import { counted } from '../../words/happening.ts'
import { useGrouping, type Act, type Grouping } from './grouping.ts'
import { MergePanel } from './merge-panel.tsx'
import { reportKey } from './origins.ts'
import { Reports } from './reports.tsx'
import { Told } from './told.tsx'
import type { HappeningView } from '../../../src/http/happening-schemas.ts'

/** The reports of a happening, with what a person can decide: split some off, merge with another, take a decision back. */
export function HappeningDesk({ view }: { readonly view: HappeningView }) {
  const [reviewer, setReviewer] = useState(keptReviewer)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isMerging, setMerging] = useState(false)
  const grouping = useGrouping(view, reviewer)
  const isPresent = view.asOf === null
  const act = (one: Act) => {
    grouping.act(one)
    setChosen(new Set())
    setMerging(false)
  }
  return (
    <>
      <div className="desk">
        <ReviewerField reviewer={reviewer} onChange={setReviewer} />
        {isPresent ? (
          <>
            <Said grouping={grouping} />
            <Acts view={view} chosen={chosen} isSaving={grouping.isSaving} {...{ isMerging, setMerging, act }} />
          </>
        ) : (
          <span className="muted">Shown as of {dayInWords(view.asOf ?? '')}: decisions are made on the present</span>
        )}
      </div>
      {grouping.error !== null && <Failed error={grouping.error} />}
      <div className={isMerging ? 'with-panel is-open' : 'with-panel'}>
        <div className="happening">
          <Reports view={view} chosen={chosen} deciding={isPresent ? { choose: setChosen, act } : null} />
          <Told view={view} />
        </div>
        {isMerging && <MergePanel view={view} act={act} onClose={() => { setMerging(false) }} />}
      </div>
    </>
  ) // prettier-ignore
}

interface ActsProps {
  readonly view: HappeningView
  readonly chosen: ReadonlySet<string>
  readonly isSaving: boolean
  readonly isMerging: boolean
  readonly setMerging: (isMerging: boolean) => void
  readonly act: (act: Act) => void
}

function Acts({ view, chosen, isSaving, isMerging, setMerging, act }: ActsProps) {
  const picked = view.reports.filter(report => chosen.has(reportKey(report)))
  const canSplit = picked.length > 0 && picked.length < view.reports.length && !isSaving
  return (
    <span className="desk-acts">
      {view.reports.length > 1 && (
        <button
          type="button"
          className="action"
          disabled={!canSplit}
          onClick={() => {
            act({ kind: 'split', reports: picked })
          }}
        >
          {picked.length === 0
            ? 'Split off chosen reports'
            : `Split off ${counted(picked.length, 'report', 'reports')}`}
        </button>
      )}
      <button
        type="button"
        className="action"
        aria-expanded={isMerging}
        disabled={isSaving}
        onClick={() => {
          setMerging(!isMerging)
        }}
      >
        Merge with another
      </button>
    </span>
  )
}

function Said({ grouping: { isSaving, saved, act } }: { readonly grouping: Grouping }) {
  const isOpen = !isSaving && saved !== null
  return (
    <span role="status" className="muted">
      {isSaving
        ? 'Saving…'
        : saved === null
          ? 'Each decision is kept as an entry'
          : `Saved as entry ${saved.head.sequence}`}
      {isOpen && saved.act.kind !== 'undo' && (
        <>
          {' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              act({ kind: 'undo', entry: saved.head.sequence })
            }}
          >
            Undo
          </button>
        </>
      )}
      {isOpen && saved.act.kind === 'split' && saved.elsewhere !== null && (
        <>
          {' '}
          <Link href={hrefTo(`/happenings/${encodeURIComponent(saved.elsewhere)}`)}>Open what was split off</Link>
        </>
      )}
    </span>
  )
}
