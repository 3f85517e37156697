import type { ProcessRow } from '../queries/process.ts'
import type { RecordRow } from '../queries/record-row.ts'
import type { ProcessKind, ProcessObject } from '../views/process-rows.ts'
import { anchorIn, type Report, type Told } from '../../process/across/told.ts'

type RowOf<Kind extends ProcessKind> = RecordRow & Extract<ProcessObject, { readonly kind: Kind }>
type TellingKind = Exclude<ProcessKind, 'party' | 'mediator'>

/** Stored process objects as reports, one a dispatch, without what reviewers have rejected. */
export function reportsOf(rows: readonly ProcessRow[]): Report[] {
  const groups = new Map<string, ProcessRow[]>()
  for (const row of rows.filter(({ review }) => review !== 'rejected'))
    groups.set(row.dispatch.id, [...(groups.get(row.dispatch.id) ?? []), row])
  return [...groups.values()].flatMap(own => {
    const [first] = own
    const inOrder = [...own].sort((a, b) => a.position - b.position)
    return first === undefined ? [] : [reportOf(first, inOrder)]
  })
}

function reportOf({ dispatch }: ProcessRow, rows: readonly ProcessRow[]): Report {
  return {
    dispatch,
    parties: ofKind(rows, 'party').map(({ record }) => record),
    mediators: ofKind(rows, 'mediator').map(({ record }) => record),
    rounds: toldIn(rows, 'round'),
    delegations: toldIn(rows, 'delegation'),
    proposals: toldIn(rows, 'proposal'),
    outcomes: toldIn(rows, 'outcome'),
    positions: toldIn(rows, 'position'),
  }
}

// Each row is of one of these kinds; a party's and a mediator's are written alike in ProcessObject, hence the detour.
const ofKind = <Kind extends ProcessKind>(rows: readonly ProcessRow[], kind: Kind) =>
  rows.filter(row => row.kind === kind) as unknown as (RecordRow & { readonly record: RecordOfKind<Kind> })[]

type RecordOfKind<Kind extends ProcessKind> = Kind extends 'party' | 'mediator'
  ? Extract<ProcessObject, { readonly kind: 'party' | 'mediator' }>['record']
  : RowOf<Kind>['record']

function toldIn<Kind extends TellingKind>(rows: readonly ProcessRow[], kind: Kind): Told<RowOf<Kind>['record']>[] {
  return ofKind(rows, kind).map(row => {
    const record = row.record as RowOf<Kind>['record']
    return { record, anchor: anchorIn(row.dispatch, record, { record: row.id, review: row.review }) }
  })
}
