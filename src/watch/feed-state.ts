import type { WatchedFeed } from './feeds.ts'
import { mannerOf } from './feeds.ts'
import type { NextVisit } from './schedule.ts'

/** What is remembered of a feed between two visits. */
export interface FeedState extends NextVisit {
  /** Where it is asked for: as listed, or where it has moved to for good. */
  readonly url: string
  /** What the publisher is asked whether it still holds. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** SHA-256 of the last body, for publishers that give neither. */
  readonly body: string | null
  /** How it was looked at then. */
  readonly manner: string
  /** Visits in a row that failed. */
  readonly failures: number
  /** When the first of them was, ISO 8601 UTC. */
  readonly failingSince: string | null
  readonly problem: string | null
  /** When the last visit went well, ISO 8601 UTC. */
  readonly visited: string | null
  /** Its publisher has taken it away. */
  readonly isGone: boolean
}

/** From so many failed visits in a row on a feed counts as failing. */
export const FAILING = 3

/** A feed that nobody has visited. */
export function newFeedState(feed: WatchedFeed, now: Date): FeedState {
  return {
    ...withoutMemory(feed),
    url: feed.url,
    next: now.toISOString(),
    notBefore: now.toISOString(),
    failures: 0,
    failingSince: null,
    problem: null,
    visited: null,
    isGone: false,
  }
}

/** Has the feed given whole, whether or not it has changed. */
export function withoutMemory(feed: WatchedFeed): Pick<FeedState, 'etag' | 'lastModified' | 'body' | 'manner'> {
  return { etag: null, lastModified: null, body: null, manner: mannerOf(feed) }
}

/** The state before a visit: what was remembered, unless the feed is now looked at in another manner. */
export function stateBefore(known: FeedState | undefined, feed: WatchedFeed, now: Date): FeedState {
  if (known === undefined) return newFeedState(feed, now)
  const isSame = known.manner === mannerOf(feed)
  // Another manner is a reason to look now, unless the publisher asked to wait.
  return isSame ? known : { ...known, ...withoutMemory(feed), next: known.failures > 0 ? known.next : known.notBefore }
}
