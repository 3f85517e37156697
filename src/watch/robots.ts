/** One line of robots.txt that allows or disallows what begins with a path. */
export interface RobotsLine {
  readonly isAllowed: boolean
  /** As matched: percent-encoding made alike, `*` for anything, `$` for the end. */
  readonly path: string
}

/** What a robots.txt says to one fetcher. */
export interface RobotsRules {
  readonly lines: readonly RobotsLine[]
  /** Seconds between two requests that it asks for (`Crawl-delay`, no standard, widely used); null for none. */
  readonly delay: number | null
}

/** Where there is no robots.txt. */
export const NO_ROBOTS: RobotsRules = { lines: [], delay: null }

/** Characters that are read; RFC 9309 asks for at least 500 KiB. */
const MOST_CHARACTERS = 500 * 1024
const MOST_LINES = 20_000

interface Group {
  readonly agents: Set<string>
  readonly lines: RobotsLine[]
  delay: number | null
}

/**
 * The rules of all groups that name the product token, else of those for everybody.
 *
 * @param token - In lower case, such as `parley`.
 *
 * Source: RFC 9309, 2.1 and 2.2.
 */
export function parseRobots(text: string, token: string): RobotsRules {
  const groups: Group[] = []
  let isNaming = false
  for (const { field, value } of fieldsOf(text)) {
    if (field === 'user-agent') {
      if (!isNaming) groups.push({ agents: new Set(), lines: [], delay: null })
      groups.at(-1)?.agents.add(tokenOf(value))
      isNaming = true
    } else if (field === 'allow' || field === 'disallow' || field === 'crawl-delay') {
      addLine(groups.at(-1), field, value)
      isNaming = false
    }
  }
  const own = groups.filter(({ agents }) => agents.has(token))
  return merged(own.length > 0 ? own : groups.filter(({ agents }) => agents.has('*')))
}

function* fieldsOf(text: string): Generator<{ readonly field: string; readonly value: string }> {
  const lines = text.replace(/^\ufeff/, '').slice(0, MOST_CHARACTERS).split(/\r\n?|\n/, MOST_LINES) // prettier-ignore
  for (const line of lines) {
    const plain = line.split('#', 1)[0] ?? ''
    const colon = plain.indexOf(':')
    if (colon > 0) yield { field: plain.slice(0, colon).trim().toLowerCase(), value: plain.slice(colon + 1).trim() }
  }
}

/** `parley` of `Parley/0.1`; what follows the token is a version or an explanation. */
function tokenOf(value: string): string {
  return value === '*' ? value : (/^[a-z_-]+/i.exec(value)?.[0] ?? '').toLowerCase()
}

/** Lines before the first group belong to nobody; a line without a path says nothing. */
function addLine(group: Group | undefined, field: string, value: string): void {
  if (group === undefined || value === '') return
  if (field !== 'crawl-delay') group.lines.push({ isAllowed: field === 'allow', path: encodedAlike(value) })
  else if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) group.delay = Number(value)
}

function merged(groups: readonly Group[]): RobotsRules {
  const delays = groups.flatMap(({ delay }) => delay ?? [])
  return { lines: groups.flatMap(({ lines }) => lines), delay: delays.length === 0 ? null : Math.max(...delays) }
}

/** Whether the rules let an address be fetched: the longest path that matches decides, and of two as long the one that allows. */
export function isAllowed({ lines }: RobotsRules, url: URL): boolean {
  const path = encodedAlike(url.pathname + url.search)
  if (path === '/robots.txt') return true
  const fitting = lines.filter(line => matches(line.path, path))
  const longest = Math.max(...fitting.map(line => line.path.length))
  const deciding = fitting.filter(line => line.path.length === longest)
  return deciding.length === 0 || deciding.some(line => line.isAllowed)
}

/** Each part between two `*` is looked for once, after the part before: no path makes this slow. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$')
  const [first = '', ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(first)) return false
  const last = isWhole ? parts.pop() : undefined
  let at = first.length
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!isWhole) return true
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last)
}

// RFC 9309, 2.2.2: octets outside US-ASCII are compared encoded, unreserved ones unencoded.
function encodedAlike(path: string): string {
  const alike = path.replace(/%[\da-f]{2}/gi, code => {
    const sign = String.fromCharCode(parseInt(code.slice(1), 16))
    return /[\w.~-]/.test(sign) ? sign : code.toUpperCase()
  })
  return alike.replace(/[^\u0021-\u007e]+/g, signs =>
    [...Buffer.from(signs, 'utf8')].map(octet => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}
