import type {
  AttributionRecord, DelegationRecord, OutcomeRecord, Party, PositionRecord, Process, ProposalRecord, Reading, RoundRecord,
} from '../../contract.ts' // prettier-ignore

/** The dispatch that a report stands in. */
export interface Label {
  readonly id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly url: string | null
}

/** A sentence of a dispatch, and who says it. */
export interface Anchor {
  readonly record: string
  readonly review: 'unreviewed' | 'accepted' | 'rejected' | 'disputed'
  readonly dispatch: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly attribution: readonly AttributionRecord[]
}

/** A record as one dispatch tells it. */
export interface Told<Record> {
  readonly record: Record
  readonly anchor: Anchor
}

/** A record without its own evidence, with every sentence that says so. */
export type Anchored<Record> = Omit<Record, 'evidence' | 'attribution'> & { readonly evidence: readonly Anchor[] }

/** What one dispatch tells of a process. */
export interface Report {
  readonly dispatch: Label
  /** The one with most to do first. */
  readonly parties: readonly Party[]
  readonly mediators: readonly Party[]
  readonly rounds: readonly Told<RoundRecord>[]
  readonly delegations: readonly Told<DelegationRecord>[]
  readonly proposals: readonly Told<ProposalRecord>[]
  readonly outcomes: readonly Told<OutcomeRecord>[]
  readonly positions: readonly Told<PositionRecord>[]
}

type Grounded = Process[TellingKind][number]

/** The kinds of records that stand in a sentence. */
export const TELLING_KINDS = ['rounds', 'delegations', 'proposals', 'outcomes', 'positions'] as const
export type TellingKind = (typeof TELLING_KINDS)[number]

/** A reading as `parley read` prints it, as a report; records are called by kind and place: `rounds/0`. */
export function reportOfReading({ document, process }: Pick<Reading, 'document' | 'process'>): Report {
  const { id, title, publisher, published, url } = document
  const dispatch: Label = { id, title, publisher, published, url }
  const told = <Record extends Grounded>(kind: TellingKind, records: readonly Record[]): Told<Record>[] =>
    records.map((record, i) => ({
      record,
      anchor: anchorIn(dispatch, record, { record: `${kind}/${i}`, review: 'unreviewed' }),
    }))
  return {
    dispatch,
    parties: process.parties,
    mediators: process.mediators,
    rounds: told('rounds', process.rounds),
    delegations: told('delegations', process.delegations),
    proposals: told('proposals', process.proposals),
    outcomes: told('outcomes', process.outcomes),
    positions: told('positions', process.positions),
  }
}

/** The record's sentence with its dispatch and its speakers. */
export function anchorIn(dispatch: Label, record: Grounded, named: Pick<Anchor, 'record' | 'review'>): Anchor {
  const { id, title, publisher, published } = dispatch
  const { start, end, quote } = record.evidence
  const attribution = 'attribution' in record ? (record.attribution ?? []) : []
  return { ...named, dispatch: id, title, publisher, published, start, end, quote, attribution }
}

/** Records that say the same become one with all their sentences. */
export function gather<Record extends Grounded>(
  told: readonly Told<Record>[],
  sameBy: (record: Record) => readonly unknown[],
): Anchored<Record>[] {
  const groups = new Map<string, Told<Record>[]>()
  for (const one of told) {
    const key = JSON.stringify(sameBy(one.record))
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap(own => {
    const [first] = own
    return first === undefined ? [] : [anchored(first.record, own)]
  })
}

/** The record with the sentences of all that tell it. */
export function anchored<Record extends Grounded>(record: Record, told: readonly Told<Grounded>[]): Anchored<Record> {
  const bare: { [name: string]: unknown } = { ...record, evidence: told.map(({ anchor }) => anchor) }
  delete bare.attribution // each sentence carries its own
  return bare as unknown as Anchored<Record>
}
