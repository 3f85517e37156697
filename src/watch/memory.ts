import type { AlertBox, Pending } from './alert-box.ts'
import type { Alert } from './alerts.ts'
import type { Digest } from './digest.ts'
import type { FeedState } from './feed-state.ts'
import type { Journal } from './journal.ts'
import type { KnownRobots, RobotsMemory } from './polite.ts'

/** What a watch remembers, over a journal: it alone writes there, so what it holds has the form it gave it. */
export interface Memory {
  feed(url: string): FeedState | undefined
  seen(url: string): readonly string[]
  box(): AlertBox | undefined
  digest(): Digest | undefined
  /** Alerts that somebody has not taken, in the order in which they were found. */
  pending(): readonly Pending[]
  readonly robots: RobotsMemory
  /** Keeps what is given, all of it or nothing. */
  keep(changes: MemoryChanges): void
}

export interface MemoryChanges {
  readonly feed?: { readonly url: string; readonly state: FeedState; readonly seen: readonly string[] | null }
  readonly box?: AlertBox
  readonly digest?: Digest
  /** Alerts that are to be delivered, or have been to some; without anybody left they are let go. */
  readonly pending?: readonly Pending[]
}

/** One list, so that what has not changed is known to be the same. */
const NONE_SEEN: readonly string[] = []
/** Rules of a robots.txt with more lines are asked for again after a restart. */
const MOST_ROBOTS_LINES = 500

/** After so many days what a host's robots.txt said is of no use, even where the host no longer answers. */
const ROBOTS_DAYS = 30

/** The memory in a journal; what is of no more use is let go. */
export function openMemory(journal: Journal, now: Date): Memory {
  forgetRobots(journal, now)
  const pendingKeys = () => journal.keys().filter(key => key.startsWith('alert:'))
  return {
    feed: url => journal.get(`feed:${url}`) as FeedState | undefined,
    seen: url => (journal.get(`seen:${url}`) as readonly string[] | undefined) ?? NONE_SEEN,
    box: () => journal.get('box') as AlertBox | undefined,
    digest: () => journal.get('digest') as Digest | undefined,
    pending: () => pendingKeys().map(key => journal.get(key) as Pending),
    robots: robotsOver(journal),
    keep: ({ feed, box, digest, pending = [] }) => {
      journal.put({
        ...(feed !== undefined && { [`feed:${feed.url}`]: feed.state }),
        ...(feed !== undefined && feed.seen !== null && { [`seen:${feed.url}`]: feed.seen }),
        ...(box !== undefined && { box }),
        ...(digest !== undefined && { digest }),
        ...Object.fromEntries(pending.map(one => [keyOf(one.alert), one.left.length === 0 ? null : one])),
      })
    },
  }
}

function forgetRobots(journal: Journal, now: Date): void {
  const first = new Date(now.getTime() - ROBOTS_DAYS * 86_400_000).toISOString()
  const old = journal.keys().filter(key => key.startsWith('robots:') && (journal.get(key) as KnownRobots).at < first)
  if (old.length > 0) journal.put(Object.fromEntries(old.map(key => [key, null])))
}

const keyOf = ({ id }: Alert) => `alert:${id}`

function robotsOver(journal: Journal): RobotsMemory {
  const long = new Map<string, KnownRobots>()
  return {
    get: origin => long.get(origin) ?? (journal.get(`robots:${origin}`) as KnownRobots | undefined) ?? null,
    set: (origin, known) => {
      const isLong = (known.rules?.lines.length ?? 0) > MOST_ROBOTS_LINES
      if (isLong) long.set(origin, known)
      else long.delete(origin)
      journal.put({ [`robots:${origin}`]: isLong ? null : known })
    },
  }
}
