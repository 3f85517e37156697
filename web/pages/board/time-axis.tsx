import { dayInWords, dayNumber, rangeInWords } from '../../words/days.ts'
import { countInWords, roundName } from '../../words/summary.ts'
import { issueName, partyName } from '../../words/terms.ts'
import { changeAddress } from '../../app/location.ts'
import { useMedia } from '../../app/media.ts'
import { roundEvidence, selectKey } from './chosen.ts'
import { timeScale, type TimeScale } from './time-scale.ts'
import type { ProcessBoard } from '../../../src/http/schemas.ts'

/** Something with a place on the axis. */
interface Dated {
  readonly first: string
  readonly last: string
  readonly short: string
  readonly name: string
  readonly key: string
}

/** Rounds, outcomes, proposals and dispatches by day. What has no day is in the lists below and not here. */
export function TimeAxis({ board }: { readonly board: ProcessBoard }) {
  const isNarrow = useMedia('(max-width: 44rem)')
  const lanes = lanesOf(board)
  const days = lanes.flatMap(({ marks }) => marks.map(({ first }) => dayNumber(first)))
  if (days.length === 0) return null
  const scale = timeScale(days)
  return (
    <section aria-label="By day" className="axis">
      <div className="axis-ticks" aria-hidden="true">
        {scale.ticks.map((day, i) => (
          <span
            key={day}
            className={i % 2 === 0 ? 'tick' : 'tick is-odd'}
            style={{ insetInlineStart: share(scale.at(day)) }}
          >
            {dayInWords(new Date(day * 86_400_000).toISOString(), { short: true })}
          </span>
        ))}
      </div>
      {lanes.map(({ name, marks }) => (
        <Lane key={name} name={name} marks={marks} scale={scale} reach={isNarrow ? 0.1 : 0.035} />
      ))}
      {scale.breaks.length > 0 && (
        <p className="muted axis-note">≈ stands for a longer time without anything reported.</p>
      )}
    </section>
  )
}

interface LaneProps {
  readonly name: string
  readonly marks: readonly Dated[]
  readonly scale: TimeScale
  /** Marks nearer than this share of the axis are drawn as one. */
  readonly reach: number
}

function Lane({ name, marks, scale, reach }: LaneProps) {
  if (marks.length === 0) return null
  return (
    <div className="lane">
      <h3>{name}</h3>
      <ul className="plain lane-marks">
        {clusters(marks, scale, reach).map(near => (
          <li key={near[0].key} style={{ insetInlineStart: share(placeOf(near, scale)) }}>
            <Dot marks={near} lane={name} />
          </li>
        ))}
        {scale.breaks.map(place => (
          <li key={place} className="axis-break" aria-hidden="true" style={{ insetInlineStart: share(place) }}>
            ≈
          </li>
        ))}
      </ul>
    </div>
  )
}

type Near = readonly [Dated, ...Dated[]]

function clusters(marks: readonly Dated[], { at }: TimeScale, reach: number): Near[] {
  const found: Near[] = []
  const ordered = [...marks].sort((a, b) => a.first.localeCompare(b.first))
  for (const mark of ordered) {
    const last = found.at(-1)
    const isNear = last !== undefined && at(dayNumber(mark.first)) - at(dayNumber(last[0].first)) < reach
    if (isNear) found[found.length - 1] = [...last, mark]
    else found.push([mark])
  }
  return found
}

function placeOf(near: Near, { at }: TimeScale): number {
  return (at(dayNumber(near[0].first)) + at(dayNumber((near.at(-1) ?? near[0]).first))) / 2
}

function share(place: number): string {
  return `${(place * 100).toFixed(2)}%`
}

/** One mark opens its sentences; several near together lead to their list. */
function Dot({ marks, lane }: { readonly marks: Near; readonly lane: string }) {
  const [mark] = marks
  const said = marks.map(({ name, first, last }) => `${name}, ${rangeInWords(first, last)}`).join('; ')
  if (marks.length > 1) {
    return (
      <a className="dot" href={`#${lane.toLowerCase()}`} title={said}>
        <span className="unseen">{said}</span>
        <span aria-hidden="true">{marks.length}×</span>
      </a>
    )
  }
  return (
    <button
      type="button"
      className="dot"
      title={said}
      onClick={() => {
        changeAddress({ select: mark.key })
      }}
    >
      <span className="unseen">{said}</span>
      <span aria-hidden="true">{mark.short}</span>
    </button>
  )
}

function lanesOf(board: ProcessBoard): { readonly name: string; readonly marks: readonly Dated[] }[] {
  const rounds = board.rounds.flatMap(round => {
    const first = round.first ?? round.last
    const key = selectKey(roundEvidence(round))
    if (first === null) return []
    return [
      { first, last: round.last ?? first, short: String(round.ordinal ?? '·'), name: roundName(round.ordinal), key },
    ]
  })
  const outcomes = board.outcomes.flatMap(({ issue, count, per, date, evidence }) => {
    const name = count === null ? issueName(issue) : `${issueName(issue)}, ${countInWords(count, per)}`
    const first = date?.start ?? date?.end ?? published(evidence)
    return first === null ? [] : [{ first, last: date?.end ?? first, short: '', name, key: selectKey(evidence) }]
  })
  const proposals = board.proposals.flatMap(({ by, issue, evidence }) => {
    const first = published(evidence)
    const name = `${partyName(by)} proposes: ${issueName(issue)}`
    return first === null ? [] : [{ first, last: first, short: '', name, key: selectKey(evidence) }]
  })
  return [
    { name: 'Rounds', marks: rounds },
    { name: 'Outcomes', marks: outcomes },
    { name: 'Proposals', marks: proposals },
  ]
}

function published(evidence: ProcessBoard['outcomes'][number]['evidence']): string | null {
  const days = evidence.flatMap(({ published: day }) => (day === null ? [] : [day])).sort()
  return days[0] ?? null
}
