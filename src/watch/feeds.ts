import type { Sieve } from './words.ts'

/** What every feed has that says nothing else. */
export interface FeedManner {
  /** Minutes between two visits. */
  readonly every: number
  /** Whether the page of an entry that is only a summary is fetched. */
  readonly pages: boolean
}

/** A feed to be watched. */
export interface WatchedFeed extends FeedManner, Sieve {
  readonly url: string
  /** Who publishes it, in place of what the feed says of itself. */
  readonly publisher: string | null
}

/** Least interval in minutes: what is asked for more often gets a watch shut out. */
export const SHORTEST_EVERY = 5
export const LONGEST_EVERY = 7 * 24 * 60

/** What has a visit's outcome change though the feed is the same: with another of it, the feed is read anew. */
export function mannerOf({ publisher, pages, include, exclude }: WatchedFeed): string {
  return JSON.stringify([publisher, pages, include, exclude])
}

/** A feed without rules of its own. */
export function plainFeed(url: string, manner: FeedManner): WatchedFeed {
  return { url: new URL(url).href, ...manner, publisher: null, include: [], exclude: [] }
}

/** Each feed once: the first mention counts. */
export function uniqueFeeds(feeds: readonly WatchedFeed[]): WatchedFeed[] {
  const found = new Map<string, WatchedFeed>()
  for (const feed of feeds) if (!found.has(feed.url)) found.set(feed.url, feed)
  return [...found.values()]
}
