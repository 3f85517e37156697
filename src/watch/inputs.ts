import { dirname, isAbsolute, join } from 'node:path'
import { ParleyError } from '../errors.ts'
import { feedsOfOpml } from '../intake/feed/opml.ts'
import { isAddress, readNamedFile } from '../intake/files.ts'
import type { Fetcher } from '../intake/fetch/fetcher.ts'
import { DEFAULT_RULE, type AlertRule } from './alert-rules.ts'
import { plainFeed, uniqueFeeds, type FeedManner, type WatchedFeed } from './feeds.ts'
import { parseRules, type WatchRules } from './rules.ts'

/** What a watch is over. */
export interface WatchInputs {
  readonly feeds: readonly WatchedFeed[]
  readonly rules: readonly AlertRule[]
}

/**
 * Reads the files and addresses that a watch is given: rules (`.yaml`, `.yml`), lists of feeds (OPML; an address that ends in
 * `.opml`), addresses of feeds. What rules say of a feed goes before what a list says.
 *
 * @throws {ParleyError} `WATCH_RULES_BROKEN`, `FEED_BROKEN`, `FILE_MISSING`, `FILE_UNREADABLE`, and what the fetcher throws for a list
 * that cannot be fetched.
 */
export async function readInputs(paths: readonly string[], usual: FeedManner, fetcher: Fetcher): Promise<WatchInputs> {
  const ruled: WatchedFeed[] = []
  const listed: WatchedFeed[] = []
  const alerts: (readonly AlertRule[])[] = []
  for (const path of paths) {
    if (isRules(path)) {
      const rules = parseRules(readNamedFile(path).toString('utf8'), path, usual)
      ruled.push(...rules.feeds, ...(await feedsOfLists(path, rules, fetcher)))
      if (rules.alerts !== null) alerts.push(rules.alerts)
    } else if (isAddress(path) && !isList(path)) listed.push(plainFeed(path, usual))
    else listed.push(...(await listAt(path, fetcher)).map(({ url }) => plainFeed(url, usual)))
  }
  return { feeds: uniqueFeeds([...ruled, ...listed]), rules: alerts.length === 0 ? [DEFAULT_RULE] : alerts.flat() }
}

const isRules = (path: string) => /\.ya?ml$/i.test(path) && !isAddress(path)

async function feedsOfLists(file: string, { lists }: WatchRules, fetcher: Fetcher): Promise<WatchedFeed[]> {
  const feeds: WatchedFeed[] = []
  for (const { opml, manner } of lists)
    for (const { url } of await listAt(beside(file, opml), fetcher)) feeds.push({ ...manner, url })
  return feeds
}

const isList = (address: string) => URL.canParse(address) && /\.opml$/i.test(new URL(address).pathname)

/** A path in a file is relative to the file. */
function beside(file: string, path: string): string {
  return isAddress(path) || isAbsolute(path) ? path : join(dirname(file), path)
}

async function listAt(path: string, fetcher: Fetcher) {
  if (!isAddress(path)) return feedsOfOpml(path, readNamedFile(path))
  const { status, bytes } = await fetcher.fetch(path)
  if (status !== 200) throw new ParleyError('FETCH_FAILED', { name: path, problem: `its server answers ${status}` })
  return feedsOfOpml(path, bytes)
}
