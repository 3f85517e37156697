import { diffHappenings, type HappeningDiff } from './diff-happenings.ts'
import { diffRecords, type RecordsDiff } from './diff-records.ts'
import { meets, type DiffFilter } from './diff-filter.ts'
import { touchedBetween, type Asked, type Cause, type Range } from './diff-touched.ts'
import { sequenceAsOf } from './page.ts'
import { readHead, type LedgerReader } from '../reader.ts'
import type { DispatchLabel } from './record-row.ts'

/** What befell a dispatch itself; `read`: it had been stored unread. */
export interface Befallen {
  readonly what: 'new' | 'new-text' | 'redacted' | 'passed-over' | 'read'
  readonly cause: Cause
}

/** What changed in one dispatch between the two moments, and why. */
export interface DispatchDiff extends RecordsDiff {
  readonly dispatch: DispatchLabel
  readonly befallen: readonly Befallen[]
}

/** What changed between two moments of knowledge. */
export interface Diff {
  readonly range: Range
  /** In the order of the entries that touched them first. */
  readonly dispatches: AsyncGenerator<DispatchDiff>
  readonly happenings: AsyncGenerator<HappeningDiff>
}

/**
 * What changed between two moments of knowledge, and which entries did it. Looks only at what the entries between the
 * two touched: the cost grows with what changed, not with the ledger.
 *
 * @param moments - Each a moment or a day, which stands for its end; `to` null for now.
 * @throws {ParleyError} `MOMENT_INVALID`.
 */
export async function openDiff(
  reader: LedgerReader,
  moments: { readonly from: string; readonly to: string | null },
  filter: DiffFilter = {},
): Promise<Diff> {
  const head = await readHead(reader)
  const range = { from: await sequenceAsOf(reader, moments.from, head), to: await sequenceAsOf(reader, moments.to, head) } // prettier-ignore
  const touched = await touchedBetween(reader, range)
  return {
    range,
    dispatches: diffDispatches(reader, { range, touched, filter }),
    happenings: diffHappenings(reader, { range, touched, filter }),
  }
}

async function* diffDispatches(reader: LedgerReader, { range, touched, filter }: Asked): AsyncGenerator<DispatchDiff> {
  for (const [id, causes] of touched.dispatches) {
    if (filter.dispatch !== undefined && filter.dispatch !== id) continue
    const versions = await versionsOf(reader, id)
    const latest = versions.findLast(({ since }) => since <= range.to)
    if (latest === undefined) continue
    const records = await diffRecords(reader, id, { range, touched, filter })
    const befallen = meets.anything(filter) ? await befallenOf(reader, { id, causes, range, versions }) : []
    if (befallen.length + records.added.length + records.gone.length + records.changed.length === 0) continue
    const { title, publisher, published, url } = latest
    yield { dispatch: { id, title, publisher, published, url }, befallen, ...records }
  }
}

function versionsOf({ db }: LedgerReader, id: string) {
  return db.selectFrom('dispatch').selectAll().where('id', '=', id).orderBy('number').execute()
}

interface Befalling {
  readonly id: string
  readonly causes: readonly Cause[]
  readonly range: Range
  readonly versions: Awaited<ReturnType<typeof versionsOf>>
}

async function befallenOf(reader: LedgerReader, { id, causes, range, versions }: Befalling): Promise<Befallen[]> {
  const wasThere = versions.some(({ since }) => since <= range.from)
  let isUnread = wasThere && !(await wasRead(reader, id, range.from))
  return causes.flatMap((cause): Befallen[] => {
    if (cause.kind === 'redaction') return [{ what: 'redacted', cause }]
    if (cause.kind === 'passed-over') return [{ what: 'passed-over', cause }]
    const stored = versions.find(({ since }) => since === cause.sequence)
    if (stored !== undefined) return [{ what: stored.version === 1 ? 'new' : 'new-text', cause }]
    if (cause.kind !== 'reading-made' || !isUnread) return []
    isUnread = false
    return [{ what: 'read', cause }]
  })
}

async function wasRead({ db }: LedgerReader, id: string, at: number): Promise<boolean> {
  const held = db.selectFrom('reading').select('number').where('dispatch_id', '=', id).where('since', '<=', at)
  return (await held.where('until', '>', at).executeTakeFirst()) !== undefined
}
