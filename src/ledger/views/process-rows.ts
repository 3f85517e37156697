import { canonicalJson, sha256 } from '../chain.ts'
import { OPEN, type ProcessTable, type Tables } from '../tables.ts'
import { heldColumns, type Standing } from './held.ts'
import type {
  DelegationRecord,
  OutcomeRecord,
  Party,
  PositionRecord,
  Process,
  ProposalRecord,
  RoundRecord,
} from '../../contract.ts'

/** What a reading says of the process, one record each, with its kind. */
export type ProcessObject =
  | { readonly kind: 'party' | 'mediator'; readonly record: Party }
  | { readonly kind: 'round'; readonly record: RoundRecord }
  | { readonly kind: 'delegation'; readonly record: DelegationRecord }
  | { readonly kind: 'proposal'; readonly record: ProposalRecord }
  | { readonly kind: 'outcome'; readonly record: OutcomeRecord }
  | { readonly kind: 'position'; readonly record: PositionRecord }

export const PROCESS_KINDS = ['party', 'mediator', 'round', 'delegation', 'proposal', 'outcome', 'position'] as const
export type ProcessKind = (typeof PROCESS_KINDS)[number]

/** A process object with its place among its kind and an id that stays while dispatch and record stay. */
export type PlacedObject = ProcessObject & { readonly id: string; readonly position: number }

/** A process object's rows in the views. */
export interface ProcessRows {
  readonly object: ProcessTable
  readonly parties: readonly Tables['process_party'][]
  readonly search: Tables['process_search']
}

/** The objects of a process, one after the other, with their ids. */
export function processObjects(process: Process, dispatch: string): PlacedObject[] {
  const seen = new Map<string, number>()
  return listed(process).map(object => {
    const said = canonicalJson([dispatch, object.kind, object.record])
    const times = seen.get(said) ?? 0
    seen.set(said, times + 1)
    // A record said twice in the same words is told apart by its turn.
    return { ...object, id: `${object.kind}:${sha256(times === 0 ? said : `${said}#${times}`).slice(0, 20)}` }
  })
}

function listed(process: Process): (ProcessObject & { readonly position: number })[] {
  const { parties, mediators, rounds, delegations, proposals, outcomes, positions } = process
  return [
    ...parties.map((record, position) => ({ kind: 'party' as const, record, position })),
    ...mediators.map((record, position) => ({ kind: 'mediator' as const, record, position })),
    ...rounds.map((record, position) => ({ kind: 'round' as const, record, position })),
    ...delegations.map((record, position) => ({ kind: 'delegation' as const, record, position })),
    ...proposals.map((record, position) => ({ kind: 'proposal' as const, record, position })),
    ...outcomes.map((record, position) => ({ kind: 'outcome' as const, record, position })),
    ...positions.map((record, position) => ({ kind: 'position' as const, record, position })),
  ]
}

/** The fields of a process record that the views have columns for; what a kind lacks is absent. */
type Fields = Partial<RoundRecord & DelegationRecord & ProposalRecord & OutcomeRecord & PositionRecord & Party>

/** What the views say of one process object. */
export function processRows(object: ProcessObject, standing: Standing): ProcessRows {
  const { kind, record } = object
  const fields: Fields = record
  return {
    object: {
      ...heldColumns(standing, fields.date ?? null, OPEN),
      kind,
      issue: fields.issue ?? null,
      status: fields.status ?? null,
      stance: fields.stance ?? null,
      round: (kind === 'round' ? record.ordinal : fields.round) ?? null,
      record: JSON.stringify(record),
    },
    parties: partiesOf(fields).map(party => ({ ...party, object_number: standing.number })),
    search: { rowid: standing.number, quote: fields.evidence?.quote ?? '', names: namesOf(fields) },
  }
}

function partiesOf({ code, party, by, to = [] }: Fields): { role: string; position: number; code: string }[] {
  const self = code ?? party
  return [
    ...(self === undefined ? [] : [{ role: 'self', position: 0, code: self }]),
    ...(by === undefined ? [] : [{ role: 'by', position: 0, code: by }]),
    ...to.map((code, position) => ({ role: 'to', position, code })),
  ]
}

function namesOf({ name, place, head, speaker, condition }: Fields): string {
  return [name, place, head?.name, head?.office, speaker, condition].filter(text => typeof text === 'string').join('\n')
}
