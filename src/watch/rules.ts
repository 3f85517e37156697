import { CATEGORIES, ISSUES } from '../contract.ts'
import { parseFields, type Fields } from '../intake/yaml-fields.ts'
import { ALERT_KINDS, DEFAULT_RULE, type AlertRule } from './alert-rules.ts'
import { LONGEST_EVERY, plainFeed, SHORTEST_EVERY, type FeedManner, type WatchedFeed } from './feeds.ts'
import { parseSought } from './words.ts'

/** A list of feeds that the rules name, with what holds for all in it. */
export interface NamedList {
  /** A path, or an address. */
  readonly opml: string
  readonly manner: Omit<WatchedFeed, 'url'>
}

/** What a rules file says. */
export interface WatchRules {
  readonly feeds: readonly WatchedFeed[]
  readonly lists: readonly NamedList[]
  /** Null where it has no `alert`. */
  readonly alerts: readonly AlertRule[] | null
}

const FIELDS = ['every', 'pages', 'feeds', 'alert']
const FEED_FIELDS = ['url', 'opml', 'every', 'pages', 'publisher', 'include', 'exclude']
const ALERT_FIELDS = [
  'name',
  'kinds',
  'parties',
  'categories',
  'issues',
  'between-parties',
  'confidence',
  'days',
  'most',
]

/**
 * Reads a rules file (docs/watch.md).
 *
 * @param file - What the file is called in failures.
 * @param usual - What holds for feeds where the file does not say.
 * @throws {ParleyError} `WATCH_RULES_BROKEN` with the line.
 */
export function parseRules(text: string, file: string, usual: FeedManner): WatchRules {
  const fields = parseFields(text, { file, failure: 'WATCH_RULES_BROKEN' })
  fields.only(FIELDS)
  const manner = mannerIn(fields, usual)
  const entries = fields.maps('feeds')
  for (const entry of entries) checkEntry(entry)
  const feeds = entries.flatMap(entry => {
    const [url] = entry.parsed('url', addressOf, 'is no http or https address')
    return url === undefined ? [] : [{ ...plainFeed(url, manner), ...ownManner(entry, manner) }]
  })
  const lists = entries.flatMap(entry => {
    const opml = entry.text('opml')
    return opml === null ? [] : [{ opml, manner: ownManner(entry, manner) }]
  })
  const alerts = fields.has('alert') ? fields.maps('alert').map(alertRule) : null
  return { feeds, lists, alerts }
}

function checkEntry(entry: Fields): void {
  entry.only(FEED_FIELDS)
  if (entry.has('url') === entry.has('opml')) throw entry.refuse('an entry has one of url and opml')
}

function mannerIn(fields: Fields, usual: FeedManner): FeedManner {
  return {
    every: fields.number('every', { least: SHORTEST_EVERY, most: LONGEST_EVERY }) ?? usual.every,
    pages: fields.flag('pages') ?? usual.pages,
  }
}

function ownManner(entry: Fields, usual: FeedManner): Omit<WatchedFeed, 'url'> {
  const sought = (field: string) => entry.parsed(field, parseSought, 'has an entry without a word')
  return {
    ...mannerIn(entry, usual),
    publisher: entry.text('publisher'),
    include: sought('include'),
    exclude: sought('exclude'),
  }
}

function addressOf(text: string): string | null {
  return /^https?:\/\//i.test(text.trim()) && URL.canParse(text) ? text.trim() : null
}

function alertRule(entry: Fields, index: number): AlertRule {
  entry.only(ALERT_FIELDS)
  const or = <T>(list: readonly T[], usual: readonly T[]) => (list.length > 0 ? list : usual)
  const parties = entry.texts('parties')
  const whole = { least: 1, most: 100_000 }
  return {
    name: entry.text('name') ?? `alert ${index + 1}`,
    kinds: or(entry.words('kinds', ALERT_KINDS), DEFAULT_RULE.kinds),
    parties,
    categories: or(entry.words('categories', CATEGORIES), DEFAULT_RULE.categories),
    issues: entry.words('issues', ISSUES),
    // Who names parties has said which he means.
    isBetweenParties: entry.flag('between-parties') ?? parties.length === 0,
    confidence: entry.number('confidence', { least: 0, most: 1 }) ?? DEFAULT_RULE.confidence,
    days: entry.number('days', whole) ?? DEFAULT_RULE.days,
    most: entry.number('most', whole) ?? DEFAULT_RULE.most,
  }
}
