import type { DelegationRecord, RoundRecord, Status } from '../../contract.ts'
import { dayBy, daysBetween, exactDay, isNear, mostFrequent, namesDay } from './days.ts'
import { placesFit, townAmong } from './places.ts'
import { gather, type Anchor, type Anchored, type Label, type Report, type Told } from './told.ts'

/** One round with what each dispatch says of it. */
export interface BoardRound {
  readonly ordinal: number | null
  /** Whether a report states the number, or it follows from the rounds before and after. */
  readonly numbered: 'stated' | 'inferred' | null
  readonly place: string | null
  /** Earliest and latest day that the reports bear out. */
  readonly first: string | null
  readonly last: string | null
  /** `happened` where one report says so, else what the latest says. */
  readonly status: Status
  readonly reports: readonly (Omit<RoundRecord, 'evidence'> & { readonly evidence: Anchor })[]
  readonly delegations: readonly Anchored<DelegationRecord>[]
  readonly dispatches: readonly Label[]
}

type RoundReport = Told<RoundRecord>

/** Days by which two reports of one round may differ. */
const NEAR_DAYS = 4
/** Days within which two rounds of the same number are one. */
const SAME_NUMBER_DAYS = 40

/** Rounds in order of time, merged over reports and numbered. */
export function mergeRounds(reports: readonly Report[]): BoardRound[] {
  const countries = [
    ...new Set(reports.flatMap(({ parties, mediators }) => [...parties, ...mediators].map(p => p.name))),
  ]
  const groups: RoundReport[][] = []
  // Numbered reports first: the others are placed by them.
  const told = [...reports.flatMap(({ rounds }) => rounds)].sort(byWeight)
  for (const one of told) {
    const group = groups.find(members => isSameRound(members, one, countries))
    if (group === undefined) groups.push([one])
    else group.push(one)
  }
  const rounds = groups.map(group => roundOf(group, reports, countries))
  return numberBetween(rounds.sort((a, b) => orderOf(a).localeCompare(orderOf(b))))
}

const isHeld = ({ status }: { readonly status: Status }) => status === 'happened' || status === 'ongoing'

function byWeight(a: RoundReport, b: RoundReport): number {
  const weight = ({ record }: RoundReport) => Number(record.ordinal !== null) * 2 + Number(isHeld(record))
  return weight(b) - weight(a) || (dayOf(a) ?? '9').localeCompare(dayOf(b) ?? '9')
}

const dayOf = ({ record, anchor }: RoundReport) => dayBy(record.date, anchor.published)

function isSameRound(group: readonly RoundReport[], one: RoundReport, countries: readonly string[]): boolean {
  const ordinals = group.flatMap(({ record }) => record.ordinal ?? [])
  const fits = group.some(({ record }) => placesFit(record.place, one.record.place, countries))
  const near = (days: number) => group.some(member => isNear(dayOf(member), dayOf(one), days))
  const { ordinal } = one.record
  if (ordinal !== null && ordinals.length > 0) return ordinals.includes(ordinal) && fits && (near(SAME_NUMBER_DAYS) || isLoose(group, one)) // prettier-ignore
  // An unnumbered report of another town on these days is of other talks, which `fits` has ruled out.
  return fits && isSameTurn(group, one) && (tellsDayOf(group, one) || near(NEAR_DAYS))
}

/** Whether the report's sentence names the day on which most of the group have the round. */
function tellsDayOf(group: readonly RoundReport[], one: RoundReport): boolean {
  const day = mostFrequent(group.flatMap(({ record }) => exactDay(record.date) ?? []))
  return day !== null && isHeld(one.record) && namesDay(one.anchor.quote, day)
}

/** Whether the group or the report has no certain day: its number and place then decide. */
function isLoose(group: readonly RoundReport[], one: RoundReport): boolean {
  return exactDay(one.record.date) === null || group.every(({ record }) => exactDay(record.date) === null)
}

/** What is only planned or denied is no report of talks that were held, unless their number says so. */
const isSameTurn = (group: readonly RoundReport[], one: RoundReport) =>
  group.some(({ record }) => isHeld(record) === isHeld(one.record))

function roundOf(group: readonly RoundReport[], reports: readonly Report[], countries: readonly string[]): BoardRound {
  const held = group.filter(({ record }) => isHeld(record))
  const telling = held.length > 0 ? held : group
  const [first, last] = daysOf(telling)
  const own = reports.filter(report =>
    // A dispatch seats its delegations in the round that it is about, the first that it names.
    group.some(({ record }) => record === report.rounds[0]?.record),
  )
  const ordinal = mostFrequent(group.flatMap(({ record }) => record.ordinal ?? []))
  return {
    ordinal,
    numbered: ordinal === null ? null : 'stated',
    place: townAmong(telling.flatMap(({ record }) => record.place ?? []), countries), // prettier-ignore
    first,
    last,
    status: held[0]?.record.status ?? group.at(-1)?.record.status ?? 'planned',
    reports: group.map(({ record: { ordinal, place, date, status }, anchor }) => ({
      ordinal,
      place,
      date,
      status,
      evidence: anchor,
    })),
    delegations: gather(
      own.flatMap(({ delegations }) => delegations),
      ({ party, head }) => [party, head.name.split(' ').at(-1)],
    ),
    dispatches: labelsOf(reports, group),
  }
}

/** First and last day by the reports that give a day for certain; one far from what most say stays with its report. */
function daysOf(group: readonly RoundReport[]): readonly [string | null, string | null] {
  const exact = group.flatMap(({ record }) => exactDay(record.date) ?? [])
  const likely = mostFrequent(exact)
  const near = exact.filter(day => isNear(day, likely, NEAR_DAYS)).sort()
  if (likely !== null) return [near[0] ?? likely, near.at(-1) ?? likely]
  const ends = group.flatMap(({ record }) => [record.date?.start ?? [], record.date?.end ?? []].flat()).sort()
  return [ends[0] ?? null, ends.at(-1) ?? null]
}

const orderOf = ({ first, reports }: BoardRound) => first ?? reports[0]?.evidence.published ?? '9'

/** Between rounds n and n + 2, one held without a number is n + 1. */
function numberBetween(rounds: readonly BoardRound[]): BoardRound[] {
  return rounds.map((round, i) => {
    if (round.ordinal !== null || !isHeld(round)) return round
    const before = rounds.slice(0, i).findLast(({ ordinal }) => ordinal !== null)
    const after = rounds.slice(i + 1).find(({ ordinal }) => ordinal !== null)
    const isOnly = rounds.filter(other => isBetween(other, before, after)).length === 1
    if (before?.ordinal == null || after?.ordinal !== before.ordinal + 2 || !isOnly) return round
    return { ...round, ordinal: before.ordinal + 1, numbered: 'inferred' }
  })
}

function isBetween(round: BoardRound, before: BoardRound | undefined, after: BoardRound | undefined): boolean {
  if (before === undefined || after === undefined || round.ordinal !== null || !isHeld(round)) return false
  const [since, until] = [daysBetween(before.first, round.first), daysBetween(round.first, after.first)]
  return since !== null && until !== null && since > 0 && until > 0
}

function labelsOf(reports: readonly Report[], group: readonly RoundReport[]): Label[] {
  const ids = new Set(group.map(({ anchor }) => anchor.dispatch))
  return reports.map(({ dispatch }) => dispatch).filter(({ id }) => ids.has(id))
}
