import { useState, type SubmitEvent } from 'react'
import { daysBetween, shifted } from '../../../src/process/across/days.ts'
import { useHappeningsAround } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { hrefTo } from '../../app/location.ts'
import { Panel } from '../../parts/panel.tsx'
import { Awaited } from '../../parts/states.tsx'
import { StatusTag } from '../../parts/tags.tsx'
import { rangeInWords } from '../../words/days.ts'
import { happeningInWords, happeningPlaces, widthInWords } from '../../words/happening.ts'
import type { Act } from './grouping.ts'
import type { Happening, HappeningView } from '../../../src/http/happening-schemas.ts'

interface MergeProps {
  readonly view: HappeningView
  readonly act: (act: Act) => void
  readonly onClose: () => void
}

const SHOWN = 12
const NEAR_DAYS = 3

/** Other happenings of near days, the likest first, of which one may be the same. */
export function MergePanel({ view, act, onClose }: MergeProps) {
  const onMerge = (other: string) => {
    act({ kind: 'merge', other })
  }
  const { start, end } = view.record
  const asked = useHappeningsAround({ from: near(start ?? end, -NEAR_DAYS), to: near(end ?? start, NEAR_DAYS) })
  const others = (asked.data?.rows ?? [])
    .filter(({ id }) => id !== view.id)
    .sort((a, b) => likeness(b, view) - likeness(a, view) || daysFrom(a, view) - daysFrom(b, view))
    .slice(0, SHOWN)
  return (
    <Panel title="Merge with another" onClose={onClose}>
      <p className="muted">The reports of the other come over to this one. The entry can be taken back.</p>
      <Awaited asked={asked}>
        {others.length === 0 && <p className="nothing">No other happening is told of these days.</p>}
        <ul className="plain merge-choices">
          {others.map(other => (
            <MergeChoice key={other.id} other={other} onMerge={onMerge} />
          ))}
        </ul>
      </Awaited>
      <ById onMerge={onMerge} />
    </Panel>
  )
}

function MergeChoice({ other, onMerge }: { readonly other: Happening; readonly onMerge: (other: string) => void }) {
  const { id, record } = other
  const places = happeningPlaces(record)
  return (
    <li>
      <Link href={hrefTo(`/happenings/${encodeURIComponent(id)}`)}>
        <bdi dir="auto">{happeningInWords(record)}</bdi>
      </Link>
      <span className="row-note">
        {rangeInWords(record.start, record.end, { short: true })}
        {places === '' ? '' : `, ${places}`}; {widthInWords(other)} <StatusTag status={record.status} />
      </span>
      <button
        type="button"
        className="quiet"
        onClick={() => {
          onMerge(id)
        }}
      >
        Merge<span className="unseen">: {happeningInWords(record)}</span>
      </button>
    </li>
  )
}

function ById({ onMerge }: { readonly onMerge: (other: string) => void }) {
  const [id, setId] = useState('')
  const merge = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (id.trim() !== '') onMerge(id.trim())
  }
  return (
    <form className="by-id" onSubmit={merge}>
      <label className="field">
        <span>By its id</span>
        <input
          value={id}
          placeholder="h-0123456789ab"
          onChange={event => {
            setId(event.target.value)
          }}
        />
      </label>
      <button type="submit" className="action" disabled={id.trim() === ''}>
        Merge
      </button>
    </form>
  )
}

/** Of the same kind counts most, then parties and places in common. */
function likeness({ record: a }: Happening, { record: b }: HappeningView): number {
  const common = (of: (record: Happening['record']) => readonly string[]) => {
    const theirs = new Set(of(b))
    return of(a).some(one => theirs.has(one)) ? 1 : 0
  }
  const parties = common(({ actors, recipients }) => [...actors, ...recipients].map(({ code }) => code))
  return (a.kind === b.kind ? 3 : 0) + parties + common(({ places }) => places.map(({ name }) => name))
}

/** How many days lie between two happenings, as far as their days are known. */
function daysFrom({ record: a }: Happening, { record: b }: HappeningView): number {
  return Math.abs(daysBetween(a.start ?? a.end, b.start ?? b.end) ?? 0)
}

const near = (day: string | null, days: number) => (day === null ? '' : shifted(day, days))
