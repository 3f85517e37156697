import type { Kysely } from 'kysely'
import { keepBlob } from './blobs.ts'
import { canonicalJson, entryHash, sha256 } from './chain.ts'
import {
  mergeHappenings,
  splitHappening,
  undoGrouping,
  type Merge,
  type SplitOff,
  type Undo,
} from './happenings/group.ts'
import { correctRecord, redactDispatch, reviewRecord, type Correction, type Redaction, type Review } from './judge.ts'
import { findHeld, findPassedOver, findReading, readHead, type LedgerReader } from './reader.ts'
import { insertRows } from './prepared.ts'
import type { Tables } from './tables.ts'
import { applyEntry } from './views/apply.ts'
import type { Entry, EntryBodies, EntryKind, Head, PassedOver } from './entries.ts'
import type { Dispatch, Reading } from '../contract.ts'
import type { ReaderVersion } from '../reading/read.ts'

/** A dispatch on its way into the ledger. */
export interface Incoming {
  readonly dispatch: Dispatch
  /** Where it came from: a file's path, a feed's or a page's address. */
  readonly name: string
  /** When it arrived, ISO 8601 UTC; null where nobody knows. */
  readonly receivedAt: string | null
  /** The bytes as they arrived; absent where only the text was handed in. */
  readonly bytes?: Uint8Array
}

/** What became of a dispatch: the entry that records it, and whether that is new. */
export interface Recorded {
  readonly id: string
  readonly sequence: number
  readonly hash: string
  /** `read-again` where the text was there and only the reading is new; `passed-over` where it is stored and not read. */
  readonly state: 'added' | 'read-again' | 'passed-over' | 'already-there'
}

/** Why a text is not read, as judged by which version, with what score. */
export type PassingOver = Pick<PassedOver, 'why' | 'engine' | 'score'>

/** Appends entries and keeps the views in step with them. Lives inside one `ledger.transact`. */
export interface LedgerWriter extends LedgerReader {
  /** The head of the chain, with what this transaction has appended. */
  readonly head: Head
  append<Kind extends EntryKind>(kind: Kind, body: EntryBodies[Kind]): Promise<Head>
  /** Stores the dispatch and its reading, as far as they are not there. */
  record(incoming: Incoming, reading: Reading, version: ReaderVersion): Promise<Recorded>
  /** Stores the dispatch unread, unless it is there. */
  store(incoming: Incoming): Promise<Recorded>
  /** Stores the dispatch and why it is not read, unless that is there, or the text was read. */
  passOver(incoming: Incoming, why: PassingOver): Promise<Recorded>
  review(review: Review): Promise<Head>
  correct(correction: Correction): Promise<Head>
  redact(redaction: Redaction): Promise<Head>
  merge(merge: Merge): Promise<Head>
  split(split: SplitOff): Promise<Head>
  undo(undo: Undo): Promise<Head>
}

/** The writer for one transaction; reads the head inside it. */
export async function openWriter(db: Kysely<Tables>, clock: () => Date): Promise<LedgerWriter> {
  let head = await readHead({ db })
  const append: LedgerWriter['append'] = async (kind, body) => {
    head = await appendEntry(db, head, { kind, body, now: clock().toISOString() })
    return head
  }
  const writer: LedgerWriter = {
    db,
    append,
    get head() {
      return head
    },
    record: (incoming, reading, version) => recordReading(writer, { incoming, reading, version }),
    store: incoming => storeDispatch(writer, incoming),
    passOver: (incoming, why) => passOverDispatch(writer, incoming, why),
    review: review => reviewRecord(writer, review),
    correct: correction => correctRecord(writer, correction),
    redact: redaction => redactDispatch(writer, redaction),
    merge: merge => mergeHappenings(writer, merge),
    split: split => splitHappening(writer, split),
    undo: undo => undoGrouping(writer, undo),
  }
  return writer
}

type NewEntry = Pick<Entry, 'kind' | 'body'> & { readonly now: string }

async function appendEntry(db: Kysely<Tables>, head: Head, { kind, body, now }: NewEntry): Promise<Head> {
  const sequence = head.sequence + 1
  // A clock that was set back must not order entries against the chain.
  const recordedAt = head.recordedAt !== null && head.recordedAt > now ? head.recordedAt : now
  const json = canonicalJson(body)
  const hash = entryHash({ prevHash: head.hash, kind, recordedAt, body: json })
  const row = { sequence, kind, recorded_at: recordedAt, body: json, prev_hash: head.hash, hash }
  await insertRows(db, 'entry', [row])
  await applyEntry(db, { sequence, kind, recordedAt, body } as Entry)
  return { sequence, hash, recordedAt }
}

interface ToRecord {
  readonly incoming: Incoming
  readonly reading: Reading
  readonly version: ReaderVersion
}

async function recordReading(writer: LedgerWriter, { incoming, reading, version }: ToRecord): Promise<Recorded> {
  const { id, text } = incoming.dispatch
  const { engine, model, session } = version
  const key = { dispatch: id, text: sha256(text), engine, model }
  const { held, sequence } = await findHeld(writer, key)
  if (held === 'read' || held === 'superseded') return alreadyThere(writer, id, sequence)
  if (held === 'absent') await appendDispatch(writer, incoming)
  const { events, process, doubts } = reading
  const content = await keepBlob(writer.db, canonicalJson({ events, process, doubts }))
  const head = await writer.append('reading-made', { ...key, session, reading: content })
  return { id, sequence: head.sequence, hash: head.hash, state: held === 'absent' ? 'added' : 'read-again' }
}

async function storeDispatch(writer: LedgerWriter, incoming: Incoming): Promise<Recorded> {
  const { id, text } = incoming.dispatch
  const { held, sequence } = await findHeld(writer, { dispatch: id, text: sha256(text), engine: '', model: '' })
  if (held !== 'absent') return alreadyThere(writer, id, sequence)
  const head = await appendDispatch(writer, incoming)
  return { id, sequence: head.sequence, hash: head.hash, state: 'added' }
}

async function passOverDispatch(writer: LedgerWriter, incoming: Incoming, why: PassingOver): Promise<Recorded> {
  const { id, text: words } = incoming.dispatch
  const text = sha256(words)
  const { held, sequence } = await findHeld(writer, { dispatch: id, text, engine: '', model: '' })
  if (held === 'superseded') return alreadyThere(writer, id, sequence)
  const key = { dispatch: id, text, engine: why.engine }
  // What was read once is not passed over later: its records would be gone.
  const before = (await findReading(writer, key)) ?? (await findPassedOver(writer, key))
  if (before !== null) return alreadyThere(writer, id, before)
  if (held === 'absent') await appendDispatch(writer, incoming)
  const head = await writer.append('passed-over', { dispatch: id, text, ...why })
  return { id, sequence: head.sequence, hash: head.hash, state: 'passed-over' }
}

/** The entry that recorded a dispatch before. */
export async function alreadyThere({ db }: LedgerReader, id: string, sequence: number): Promise<Recorded> {
  const { hash } = await db
    .selectFrom('entry')
    .select('hash')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow()
  return { id, sequence, hash, state: 'already-there' }
}

async function appendDispatch(writer: LedgerWriter, incoming: Incoming): Promise<Head> {
  const { id, text, title, url, publisher, published, language, credit } = incoming.dispatch
  return writer.append('dispatch-stored', {
    dispatch: id,
    publisher,
    published,
    language,
    text: sha256(text),
    content: await keepBlob(writer.db, canonicalJson({ text, title, url, ...(credit !== undefined && { credit }) })),
    bytes: incoming.bytes === undefined ? null : await keepBlob(writer.db, incoming.bytes),
    name: incoming.name,
    receivedAt: incoming.receivedAt,
  })
}
