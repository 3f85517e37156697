import { readDateline, type Dateline } from './dateline.ts'
import { findDayInYear } from './days.ts'
import { isName, readHeaderLine, type HeaderLine } from './header-line.ts'

/** What the lines above a report's body say, and the body. Null is what they do not say. */
export interface Headed {
  readonly title: string | null
  readonly publisher: string | null
  /** `YYYY-MM-DD`. */
  readonly published: string | null
  readonly body: string
}

interface PlacedLine extends HeaderLine {
  /** Offset in the text of the line's first character and past its last. */
  readonly start: number
  readonly end: number
  readonly dateline: Dateline | null
}

/** The header stands in the first so many lines that are not empty. */
const MOST_LINES = 9
const LONGEST_TITLE = 200
const BODY_LENGTH = 200

/** Takes the header lines off a report. The body is left as it is, from its first character on. */
export function readHeader(text: string): Headed {
  const lines = openingLines(text)
  const { bodyAt, title } = divide(lines)
  const header = lines.slice(0, bodyAt)
  const first = lines[bodyAt]
  const datelines = [...header, ...(first ? [first] : [])].flatMap(line => line.dateline ?? [])
  return {
    title: title?.text ?? null,
    publisher: findPublisher(
      header.filter(line => line !== title),
      datelines,
    ),
    published: findPublished(header, datelines),
    body: text.slice(first?.start ?? header.at(-1)?.end ?? 0).trim(),
  }
}

function openingLines(text: string): PlacedLine[] {
  const lines: PlacedLine[] = []
  let start = 0
  while (start < text.length && lines.length < MOST_LINES) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(start, end)
    if (line.trim() !== '') lines.push({ ...readHeaderLine(line), start, end, dateline: readDateline(line.trim()) })
    start = end + 1
  }
  return lines
}

interface Division {
  /** Index of the body's first line. */
  readonly bodyAt: number
  readonly title: PlacedLine | null
}

function divide(lines: readonly PlacedLine[]): Division {
  const prose = lines.findIndex((line, i) => isBody(line, i))
  const zone = lines.slice(0, prose < 0 ? lines.length : prose)
  const lastMeta = zone.findLastIndex((line, i) => isMeta(line) || (i > 0 && isDated(line)))
  // A title may follow the last header line; a dateline says that all before it is header.
  const hasDateline = lines[prose]?.dateline != null
  const header = hasDateline ? zone : zone.slice(0, titleReach(zone, lastMeta))
  const title = findTitle(header.filter((line, i) => i < lastMeta || rankOf(line) < SENTENCE))
  const bodyAt = Math.max(lastMeta, hasDateline ? prose - 1 : header.findIndex(line => line === title)) + 1
  // A text of nothing but header lines has no body: better to read the title as one than nothing.
  return bodyAt >= lines.length ? { bodyAt: Math.max(0, lines.length - 1), title: null } : { bodyAt, title }
}

/** How many lines may hold the title: those up to the last header line and one more; two where the first is a slug. */
function titleReach(zone: readonly PlacedLine[], lastMeta: number): number {
  if (lastMeta >= 0 && zone.slice(0, lastMeta).some(line => isTitleLike(line) && rankOf(line) === 0))
    return lastMeta + 1
  const [first] = zone
  return lastMeta + (lastMeta < 0 && first && rankOf(first) > 0 ? 3 : 2)
}

/** A short line with a full date below the title, not a sentence: a stamp in unusual words. */
function isDated({ kind, day, text }: PlacedLine): boolean {
  return kind === 'text' && day !== null && !/[.!?]["”’]?$/.test(text) && text.length <= LONGEST_TITLE
}

function isMeta({ kind, dateline, text }: PlacedLine): boolean {
  return kind !== 'text' || isBareDateline(dateline, text)
}

/** A dateline on a line of its own is a header line: `GOMA, DRC | Xinhua |`. */
function isBareDateline(dateline: Dateline | null, text: string): boolean {
  return dateline !== null && text.length - dateline.text.trimEnd().length < 4
}

function isBody({ kind, text, dateline }: PlacedLine, index: number): boolean {
  if (kind !== 'text') return false
  if (dateline && !isBareDateline(dateline, text)) return opensReport(text, index)
  if (text.length > BODY_LENGTH) return true
  return text.length > 90 && /[.!?]["”’]?$/.test(text)
}

/** Whether a line with a dateline goes on to a sentence; a headline may look like one on the first line. */
function opensReport(text: string, index: number): boolean {
  return text.length > (index > 0 ? 90 : LONGEST_TITLE) || /[.!?]["”’]?$/.test(text)
}

function isTitleLike({ kind, text, dateline }: PlacedLine): boolean {
  if (kind !== 'text' || text.length > LONGEST_TITLE || isBareDateline(dateline, text)) return false
  return /\p{L}/u.test(text) && text.split(/\s+/).length >= 2 && !/^[-•*]\s/.test(text)
}

const SLUG = /\b(?:LEAD|LD|ADDS|UPDATES|WRAP|2nd lead|1st lead)\b/

/** Rank of a line that reads as a sentence: a title only with header lines below it. */
const SENTENCE = 3

/** How little a line looks like a headline: 0 for a full one, more for a rubric, a slug, or a sentence. */
function rankOf({ text }: PlacedLine): number {
  if (/[a-z]{2}\.$/.test(text)) return SENTENCE
  if (SLUG.test(text) && !/\p{Ll}{3,}.*\p{Ll}{3,}.*\p{Ll}{3,}/u.test(text)) return 2
  return text.split(/\s+/).length >= 5 && /\p{Ll}{2,}/u.test(text) ? 0 : 1
}

/** The title among the header lines: the likeliest, the first of equals save that of short ones the longest. */
function findTitle(header: readonly PlacedLine[]): PlacedLine | null {
  const candidates = header.filter(line => isTitleLike(line))
  const best = Math.min(...candidates.map(rankOf))
  const equals = candidates.filter(line => rankOf(line) === best)
  if (best === 1) equals.sort((a, b) => b.text.length - a.text.length)
  return equals[0] ?? null
}

function findPublisher(header: readonly PlacedLine[], datelines: readonly Dateline[]): string | null {
  const stamps = header.filter(line => line.kind !== 'outlet' && !isBareDateline(line.dateline, line.text))
  const named = [...stamps, ...datelines, ...header.filter(line => line.kind === 'outlet')]
  const name =
    named.find(({ publisher }) => publisher !== null)?.publisher ?? header.find(line => isBareName(line))?.text
  return name === undefined ? null : inTitleCase(name)
}

/** A line that is only a name, not of a person by its length or its capitals. */
function isBareName({ kind, text }: PlacedLine): boolean {
  if (kind === 'outlet') return true
  const words = text.split(/\s+/).length
  return (
    kind === 'text' && isName(text) && words <= 8 && (words >= 3 || text === text.toUpperCase()) && !/[.:!?]/.test(text)
  )
}

/** `GULF MONITOR` is `Gulf Monitor`; one word in capitals (`MENAFN`) is taken for an abbreviation. */
function inTitleCase(name: string): string {
  if (name !== name.toUpperCase() || !name.includes(' ')) return name
  return name.replace(/\p{L}+/gu, word => word.charAt(0) + word.slice(1).toLowerCase())
}

/** When it was published, else last updated, else the dateline's day, its year taken from a date in the header. */
function findPublished(header: readonly PlacedLine[], datelines: readonly Dateline[]): string | null {
  const dated = header.filter((line, i) => line.day !== null && (line.kind !== 'text' || (i > 0 && isDated(line))))
  const said = dated.find(line => line.says === 'published') ?? dated.find(line => line.says === null) ?? dated[0]
  if (said !== undefined) return said.day
  const titled = header.find(line => line.day !== null)?.day ?? null
  return datelines.map(dateline => dayOf(dateline, titled)).find(day => day !== null) ?? titled
}

function dayOf({ day, text }: Dateline, titled: string | null): string | null {
  return day ?? (titled === null ? null : findDayInYear(text, titled.slice(0, 4)))
}
