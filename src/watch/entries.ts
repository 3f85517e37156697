import type { Dispatch } from '../contract.ts'
import type { Arrival } from '../intake/arrival.ts'
import { openDispatches, openUrl } from '../intake/open.ts'
import type { Fetched, Fetcher } from '../intake/fetch/fetcher.ts'
import { charsetOf } from '../intake/media-type.ts'
import { sha256 } from '../ledger/chain.ts'
import type { WatchedFeed } from './feeds.ts'
import { passes } from './words.ts'

/** A dispatch of a feed that is wanted and was not seen before. */
export interface NewEntry {
  readonly name: string
  readonly dispatch: Dispatch
  /** What is remembered once it is in the ledger. */
  readonly marks: readonly string[]
}

/** What a feed holds. */
export interface FeedEntries {
  readonly fresh: readonly NewEntry[]
  /** Marks of all its entries that are wanted, in its order. */
  readonly marks: readonly string[]
}

type Came = Arrival & { readonly dispatch: Dispatch }

/**
 * The entries of a feed that it has not been seen with before, its rules applied. Entries that hold nothing are left out.
 *
 * @param seen - Marks of earlier entries.
 * @throws {ParleyError} Where it is no feed: `FEED_BROKEN`, `MARKUP_DEEP` and the like.
 */
export async function entriesOf(feed: WatchedFeed, answer: Fetched, seen: ReadonlySet<string>): Promise<FeedEntries> {
  const { url } = feed
  const charset = charsetOf(answer.headers['content-type'])
  const given = { kind: 'feed' as const, url: answer.url, ...(charset !== null && { charset }), ...(feed.publisher !== null && { publisher: feed.publisher }) } // prettier-ignore
  const wanted: Came[] = []
  for await (const arrival of openDispatches(url, inOne(answer.bytes), given)) {
    if ('dispatch' in arrival) {
      if (passes(feed, `${arrival.dispatch.title ?? ''}\n${arrival.dispatch.text}`)) wanted.push(arrival)
    } else if (arrival.name === url && arrival.failure.code !== 'FEED_EMPTY') throw arrival.failure
  }
  const marked = wanted.map(({ name, dispatch }) => ({ name, dispatch, marks: marksOf(dispatch) }))
  // A page stands for its entry whatever becomes of the summary; an entry taken as it is counts anew with another text.
  const fresh = marked.filter(({ marks: [byId, byText] }) => !seen.has(feed.pages ? byId : byText))
  return { fresh, marks: marked.flatMap(({ marks }) => marks) }
}

function marksOf({ id, title, text }: Dispatch): readonly [byId: string, byText: string] {
  return [sha256(id).slice(0, 16), sha256(JSON.stringify([id, title, text])).slice(0, 16)]
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

/** A text of fewer characters, or one that breaks off, is a summary. */
const SUMMARY = 600

/** Whether the entry's text only says what its page tells. */
export function isSummary({ text, url }: Dispatch): boolean {
  return url !== null && (text.length < SUMMARY || /(?:…|\.\.\.|\[…\])\s*$/.test(text))
}

/** The entry with the text of its page; as it is where the page gives no more. */
export async function withPage(entry: NewEntry, fetcher: Fetcher): Promise<NewEntry> {
  const { dispatch } = entry
  if (dispatch.url === null) return entry
  for await (const arrival of openUrl(dispatch.url, fetcher, { kind: 'html' })) {
    if (!('dispatch' in arrival) || arrival.dispatch.text.length <= dispatch.text.length) return entry
    return { ...entry, dispatch: joined(dispatch, arrival.dispatch) }
  }
  return entry
}

/** The feed says whose it is and when it came out; the page has the text, and so its language. */
function joined(entry: Dispatch, page: Dispatch): Dispatch {
  return {
    ...page,
    ...entry,
    text: page.text,
    language: page.language,
    title: entry.title ?? page.title,
    publisher: entry.publisher ?? page.publisher,
    published: entry.published ?? page.published,
  }
}
