import type { Kysely } from 'kysely'
import { loadBlob } from '../blobs.ts'
import { leaveAll } from '../happenings/settle.ts'
import { insertRows, prepared } from '../prepared.ts'
import { OPEN, type Tables } from '../tables.ts'
import { addOrigin } from './origin.ts'
import { takeNumbers } from './numbers.ts'
import { closeRecords } from './records.ts'
import { addSearchRows } from './search-rows.ts'
import type { Entry } from '../entries.ts'

/** The words of a dispatch, as its content blob has them. */
export interface DispatchContent {
  readonly text: string
  readonly title: string | null
  readonly url: string | null
  /** Whose report it is where the publisher names another. */
  readonly credit?: string
}

/** A dispatch came in: it takes the place of an earlier text under the same id, and what was read in that. */
export async function applyDispatch(db: Kysely<Tables>, entry: Entry & { kind: 'dispatch-stored' }): Promise<void> {
  const { body, sequence } = entry
  const earlier = await currentDispatch(db, body.dispatch)
  if (earlier !== undefined) {
    await db.updateTable('dispatch').set({ until: sequence }).where('number', '=', earlier.number).execute()
    await closeRecords(db, body.dispatch, sequence)
    await leaveAll(db, body.dispatch, sequence)
  }
  const content = (await loadBlob(db, body.content)) as DispatchContent | null
  const number = await takeNumbers(db, 'dispatch', 1)
  const row = dispatchRow(entry, content)
  await insertRows(db, 'dispatch', [{ ...row, number, version: (earlier?.version ?? 0) + 1 }])
  await addOrigin(db, number, { published: entry.body.published, content })
  if (content === null) return
  addSearchRows(db, 'dispatch_search', [{ rowid: number, title: content.title ?? '', body: content.text }])
}

function dispatchRow(
  { body, sequence, recordedAt }: Entry & { kind: 'dispatch-stored' },
  content: DispatchContent | null,
) {
  return {
    id: body.dispatch,
    text_hash: body.text,
    content_hash: body.content,
    bytes_hash: body.bytes,
    title: content?.title ?? null,
    publisher: body.publisher,
    published: body.published,
    url: content?.url ?? null,
    language: body.language,
    name: body.name,
    received_at: body.receivedAt,
    recorded_at: recordedAt,
    sort_day: body.published ?? '',
    redacted: content === null ? 1 : 0,
    since: sequence,
    until: OPEN,
  }
}

/** The version of the dispatch that holds now. */
export async function currentDispatch(db: Kysely<Tables>, id: string) {
  return (await selectCurrent(db, { id }))[0]
}

const selectCurrent = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('dispatch').selectAll().where('id', '=', id).where('until', '=', OPEN),
)
