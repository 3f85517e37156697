import type { DelegationRecord, RoundRecord } from '../../contract.ts'
import type { ProcessRow } from '../queries/process.ts'
import type { DispatchLabel } from '../queries/record-row.ts'
import { anchorOf, gather, ofKind, uniqueLabels, type Anchor, type Anchored, type RowOf } from './boards.ts'

/** One round with what each dispatch says of it. */
export interface BoardRound {
  readonly ordinal: number | null
  /** Earliest and latest day that a report gives. */
  readonly first: string | null
  readonly last: string | null
  readonly reports: readonly (Omit<RoundRecord, 'evidence'> & { readonly evidence: Anchor })[]
  readonly delegations: readonly Anchored<DelegationRecord>[]
  readonly dispatches: readonly DispatchLabel[]
}

type RoundRow = RowOf<'round'>

/** Days by which two reports of one round may differ. */
const NEAR_DAYS = 4

/** Rounds in order of time; reports of one day, or of one number in one place, are one round. */
export function gatherRounds(rows: readonly ProcessRow[]): BoardRound[] {
  const groups: RoundRow[][] = []
  const reports = ofKind(rows, 'round').sort((a, b) => (dayOf(a) ?? '9').localeCompare(dayOf(b) ?? '9'))
  for (const report of reports) {
    const group = groups.find(members => members.some(member => isSameRound(member, report)))
    if (group === undefined) groups.push([report])
    else group.push(report)
  }
  return groups.map(group => roundOf(group, rows)).sort((a, b) => (a.first ?? '9').localeCompare(b.first ?? '9'))
}

// An undated round is placed by the day of its dispatch.
const dayOf = ({ record, dispatch }: RoundRow): string | null =>
  record.date?.start ?? record.date?.end ?? dispatch.published

function isSameRound(a: RoundRow, b: RoundRow): boolean {
  if (a.record.ordinal !== null && b.record.ordinal !== null)
    return a.record.ordinal === b.record.ordinal && isNear(a, b, 10 * NEAR_DAYS)
  if (a.record.place !== null && b.record.place !== null && a.record.place !== b.record.place) return false
  return isNear(a, b, NEAR_DAYS)
}

function isNear(a: RoundRow, b: RoundRow, days: number): boolean {
  const [one, two] = [dayOf(a), dayOf(b)]
  return one !== null && two !== null && Math.abs(Date.parse(one) - Date.parse(two)) <= days * 86_400_000
}

function roundOf(group: readonly RoundRow[], rows: readonly ProcessRow[]): BoardRound {
  const days = group
    .flatMap(({ record }) => [record.date?.start, record.date?.end])
    .filter((day): day is string => typeof day === 'string')
    .sort()
  const ordinals = group.flatMap(({ record }) => record.ordinal ?? [])
  const own = ofKind(rows, 'delegation').filter(({ dispatch }) =>
    group.some(report => report.dispatch.id === dispatch.id && isSubject(report)),
  )
  return {
    ordinal: ordinals[0] ?? null,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    reports: group.map(row => ({ ...withoutEvidence(row.record), evidence: anchorOf(row) })),
    delegations: gather(own, ({ party, head }) => [party, head.name]),
    dispatches: uniqueLabels(group),
  }
}

// A dispatch seats its delegations in the round that it is about, the first that it names.
const isSubject = ({ position }: RoundRow) => position === 0

function withoutEvidence({ ordinal, place, date, status }: RoundRecord): Omit<RoundRecord, 'evidence'> {
  return { ordinal, place, date, status }
}
