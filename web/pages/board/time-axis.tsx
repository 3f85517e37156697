import { dayInWords, dayNumber, rangeInWords } from '../../words/days.ts'
import { countInWords, roundName } from '../../words/summary.ts'
import { issueName, partyName } from '../../words/terms.ts'
import { changeAddress } from '../../app/location.ts'
import { roundEvidence, selectKey } from './chosen.ts'
import type { ProcessBoard } from '../../../src/http/schemas.ts'

/** Something with a place on the axis. */
interface Dated {
  readonly first: string
  readonly last: string
  readonly short: string
  readonly name: string
  readonly key: string
}

interface Scale {
  readonly from: number
  readonly days: number
}

/** Rounds, outcomes, proposals and dispatches by day. What has no day is in the lists below and not here. */
export function TimeAxis({ board }: { readonly board: ProcessBoard }) {
  const lanes = lanesOf(board)
  const days = lanes.flatMap(({ marks }) => marks.flatMap(({ first, last }) => [dayNumber(first), dayNumber(last)]))
  if (days.length === 0) return null
  const from = Math.min(...days) - 3
  const scale = { from, days: Math.max(...days) + 4 - from }
  return (
    <section aria-label="By day" className="axis">
      <div className="axis-ticks" aria-hidden="true">
        {ticksOf(scale).map(({ day, label }) => (
          <span key={day} className="tick" style={{ insetInlineStart: at(day, scale) }}>
            {label}
          </span>
        ))}
      </div>
      {lanes.map(({ name, marks }) => (
        <Lane key={name} name={name} marks={marks} scale={scale} />
      ))}
    </section>
  )
}

interface LaneProps {
  readonly name: string
  readonly marks: readonly Dated[]
  readonly scale: Scale
}

function Lane({ name, marks, scale }: LaneProps) {
  if (marks.length === 0) return null
  return (
    <div className="lane">
      <h3>{name}</h3>
      <ul className="plain lane-marks">
        {byDay(marks).map(sameDay => (
          <li key={sameDay[0].first} style={{ insetInlineStart: at(dayNumber(sameDay[0].first), scale) }}>
            <Dot marks={sameDay} lane={name} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type SameDay = readonly [Dated, ...Dated[]]

function byDay(marks: readonly Dated[]): SameDay[] {
  const days = new Map<string, SameDay>()
  for (const mark of marks) {
    const there = days.get(mark.first)
    days.set(mark.first, there === undefined ? [mark] : [...there, mark])
  }
  return [...days.values()]
}

/** One mark opens its sentences; several of one day lead to their list. */
function Dot({ marks, lane }: { readonly marks: SameDay; readonly lane: string }) {
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

function at(day: number, { from, days }: Scale): string {
  return `${(((day - from) / days) * 100).toFixed(2)}%`
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

const MOST_TICKS = 8

function ticksOf({ from, days }: Scale): { readonly day: number; readonly label: string }[] {
  const step = Math.max(1, Math.ceil(days / MOST_TICKS))
  return Array.from({ length: Math.floor((days - 1) / step) + 1 }, (_, i) => {
    const day = from + i * step
    return { day, label: dayInWords(new Date(day * 86_400_000).toISOString(), { short: true }) }
  })
}
