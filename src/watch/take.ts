import { recordArrivals, type RecordingOptions } from '../ledger/record-arrivals.ts'
import type { LedgerReader } from '../ledger/reader.ts'
import type { Log } from '../log.ts'
import { isSummary, withPage, type FeedEntries, type NewEntry } from './entries.ts'
import type { PoliteFetcher } from './polite.ts'

export interface TakeTools {
  readonly polite: PoliteFetcher
  readonly log: Log
  readonly recording: RecordingOptions
  /** Runs one piece of work after the other: there is one model. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  readonly signal: AbortSignal
}

/** How entries are taken in. */
export interface Taking {
  /** Whether the pages of summaries are fetched. */
  readonly pages: boolean
  /** Marks of earlier entries. */
  readonly seen: readonly string[]
  readonly tools: TakeTools
}

export interface Taken {
  /** Dispatches that are new in the ledger. */
  readonly added: number
  readonly seen: readonly string[]
  /** Whether some entries wait for the next visit. */
  readonly isPart: boolean
}

/** Pages that one visit fetches; the others wait for the next. */
const MOST_PAGES = 10
/** Marks kept of entries that the feed no longer lists. */
const OLD_MARKS = 4000

/** Records the new entries of a feed in the ledger; of those whose pages are fetched, as many as one visit may. */
export async function takeEntries({ fresh, marks }: FeedEntries, { pages, seen, tools }: Taking): Promise<Taken> {
  const { held, chosen } = pages ? await withPages(fresh, tools) : { held: [], chosen: fresh }
  const { added, done } = await tools.alone(() => record(chosen, tools))
  const known = new Set([...seen, ...[...held, ...done].flatMap(entry => entry.marks)])
  const listed = new Set(marks)
  const old = [...known].filter(mark => !listed.has(mark)).slice(-OLD_MARKS)
  return {
    added,
    seen: [...old, ...[...listed].filter(mark => known.has(mark))],
    isPart: held.length + done.length < fresh.length,
  }
}

/** What is to be recorded, and what the ledger holds: the page of that was fetched before, and the summary must not take its place. */
async function withPages(fresh: readonly NewEntry[], { polite, recording, signal }: TakeTools) {
  const held: NewEntry[] = []
  const chosen: NewEntry[] = []
  let pages = 0
  for (const entry of fresh) {
    if (await isHeld(recording.ledger.reader, entry.dispatch.id)) held.push(entry)
    else if (!isSummary(entry.dispatch)) chosen.push(entry)
    else if (pages++ < MOST_PAGES) chosen.push(await withPage(entry, polite))
  }
  // A page that was not fetched because the watch ends is no page without a text.
  signal.throwIfAborted()
  return { held, chosen }
}

async function isHeld({ db }: LedgerReader, id: string): Promise<boolean> {
  return (await db.selectFrom('dispatch').select('id').where('id', '=', id).limit(1).execute()).length > 0
}

/** Records the entries; gives how many are new, and those that need no second look. */
async function record(entries: readonly NewEntry[], { recording, log, signal }: TakeTools) {
  const byName = new Map(entries.map(entry => [entry.name, entry]))
  const done: NewEntry[] = []
  let added = 0
  async function* arrivals() {
    for (const entry of entries) {
      if (signal.aborted) return
      yield await Promise.resolve(entry)
    }
  }
  for await (const outcome of recordArrivals(arrivals(), recording)) {
    const entry = byName.get(outcome.name)
    if (entry !== undefined) done.push(entry)
    if ('recorded' in outcome) added += Number(outcome.recorded.state === 'added')
    else if (outcome.failure.code === 'DISPATCH_LANGUAGE') added++
    else log.warn(outcome.failure.message)
  }
  return { added, done }
}
