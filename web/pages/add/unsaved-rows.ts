import type { Reading } from '../../../src/contract.ts'
import type { EventRow, ProcessRow } from '../../../src/http/schemas.ts'

/** The records of a reading as rows, as if the ledger had them; nothing is reviewed yet. */
export function rowsOf({ document, events, process }: Reading): { events: EventRow[]; process: ProcessRow[] } {
  const { id, title, publisher, published, url } = document
  const shared = { dispatch: { id, title, publisher, published, url }, review: 'unreviewed', corrections: 0, sequence: 0, recordedAt: '' } as const // prettier-ignore
  const row = (kind: string, position: number) => ({ ...shared, id: `${kind}-${position}`, position })
  return {
    events: events.map((record, position) => ({ ...shared, id: record.id, position, record })),
    process: [
      ...process.parties.map((record, i) => ({ ...row('party', i), kind: 'party' as const, record })),
      ...process.mediators.map((record, i) => ({ ...row('mediator', i), kind: 'mediator' as const, record })),
      ...process.rounds.map((record, i) => ({ ...row('round', i), kind: 'round' as const, record })),
      ...process.delegations.map((record, i) => ({ ...row('delegation', i), kind: 'delegation' as const, record })),
      ...process.proposals.map((record, i) => ({ ...row('proposal', i), kind: 'proposal' as const, record })),
      ...process.outcomes.map((record, i) => ({ ...row('outcome', i), kind: 'outcome' as const, record })),
      ...process.positions.map((record, i) => ({ ...row('position', i), kind: 'position' as const, record })),
    ],
  }
}
