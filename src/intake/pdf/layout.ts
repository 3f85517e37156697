import type { PdfLine } from './lines.ts'

type Page = readonly PdfLine[]

/** A line is of the same paragraph if it lies at most so many usual line distances below the one before. */
const NEAR = 1.4
/** Share by which letters of one paragraph differ in height. */
const SAME_SIZE = 0.12
/** A line shorter than this share of the widest, with a full stop, ends its paragraph. */
const SHORT = 0.75
/** Lines at the head and foot of a page among which running heads and page numbers are. */
const EDGE = 3

/** A paragraph, its lines joined. */
export interface Paragraph {
  readonly text: string
  readonly size: number
}

/** The paragraphs of a PDF in order, without running heads, page numbers and what browsers print on the edge. */
export function paragraphsOf(pages: readonly Page[]): Paragraph[] {
  const bare = withoutEdges(pages)
  const hyphenated = new Set(bare.flat().flatMap(({ text }) => text.toLowerCase().match(/\p{L}+-\p{L}+/gu) ?? []))
  const paragraphs: PdfLine[][] = []
  const gap = usualGap(bare)
  for (const page of bare) {
    const widest = Math.max(...page.map(({ text }) => text.length))
    for (const [i, line] of page.entries()) {
      const before = i === 0 ? paragraphs.at(-1)?.at(-1) : page[i - 1]
      const goesOn =
        before !== undefined && (i === 0 ? spansPages(before, line) : isSame(before, line, { gap, widest }))
      if (goesOn) paragraphs.at(-1)?.push(line)
      else paragraphs.push([line])
    }
  }
  return paragraphs.map(lines => ({
    text: joined(lines, hyphenated),
    size: Math.max(...lines.map(({ size }) => size)),
  }))
}

interface Measure {
  readonly gap: number
  /** Letters of the page's longest line. */
  readonly widest: number
}

function isSame(before: PdfLine, line: PdfLine, { gap, widest }: Measure): boolean {
  const distance = before.y - line.y
  const isBeside = distance <= 0 // the next column
  if (!isBeside && distance > NEAR * gap) return false
  if (!isOfSize(before, line) || isItem(line.text)) return false
  if (isBeside) return !isEnd(before.text) && /^\p{Ll}/u.test(line.text)
  return !(isEnd(before.text) && before.text.length < SHORT * widest)
}

/** Whether a sentence goes on at the head of the next page. */
function spansPages(before: PdfLine, line: PdfLine): boolean {
  return isOfSize(before, line) && !isEnd(before.text) && /^[\p{Ll}\d]/u.test(line.text)
}

const isOfSize = (a: PdfLine, b: PdfLine) => Math.abs(a.size - b.size) <= SAME_SIZE * Math.max(a.size, b.size)
const isEnd = (text: string) => /[.!?:]["”’)]?$/.test(text)
const isItem = (text: string) => /^(?:[•▪●◦*–—-]|\(?[a-z\d]{1,2}[.)])\s/iu.test(text)

/** Share of its letters' height that one line lies below another at least. */
const LEADING = 0.9
/** Share of the most common distance's count from which a smaller one is that of lines, and the common one that of paragraphs. */
const OFTEN = 0.2

/** The distance from one line to the next, in points: where paragraphs are short not the most common one. */
function usualGap(pages: readonly Page[]): number {
  const counts = new Map<number, number>()
  for (const page of pages) {
    for (const [i, { y, size }] of page.slice(1).entries()) {
      const gap = Math.round((page[i]?.y ?? 0) - y)
      if (gap >= LEADING * size) counts.set(gap, (counts.get(gap) ?? 0) + 1)
    }
  }
  const most = Math.max(...counts.values())
  return Math.min(...[...counts].filter(([, count]) => count >= OFTEN * most).map(([gap]) => gap))
}

/** Lines joined; a word that the line's end divides is made whole, unless the text writes it with a hyphen elsewhere. */
function joined(lines: readonly PdfLine[], hyphenated: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    const [, head = ''] = /(\p{L}+)[-\u00AD\u2010]$/u.exec(text) ?? []
    const [tail = ''] = /^\p{Ll}+/u.exec(line.text) ?? []
    if (text === '') text = line.text
    else if (head === '' || tail === '') text += ` ${line.text}`
    else if (hyphenated.has(`${head}-${tail}`.toLowerCase())) text = `${text.slice(0, -1)}-${line.text}`
    else text = text.slice(0, -1) + line.text
  }
  return text.replaceAll('\u00AD', '')
}

const PAGE_NUMBER = /^(?:page\s)?[-–—\s]*\d{1,4}(?:\s*(?:\/|of)\s*\d{1,4})?[-–—\s]*$/i
// What browsers print above and below: day and time with the title, the address with the page's number.
const PRINTED =
  /^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}\b.{0,300}|(?:https?|file):\/\/\S{1,500}(?: \d+\s?\/\s?\d+)?)$/i

function withoutEdges(pages: readonly Page[]): Page[] {
  const seen = new Map<string, number>()
  for (const page of pages) for (const mask of new Set(edgesOf(page).map(masked))) seen.set(mask, (seen.get(mask) ?? 0) + 1) // prettier-ignore
  const repeats = ({ text }: PdfLine) => pages.length > 1 && (seen.get(masked({ text })) ?? 0) >= Math.max(2, pages.length / 2) // prettier-ignore
  return pages.map(page => {
    const edges = new Set(edgesOf(page))
    return page.filter(line => !(edges.has(line) && (PAGE_NUMBER.test(line.text) || PRINTED.test(line.text) || repeats(line)))) // prettier-ignore
  })
}

/** The highest and lowest lines of a page, wherever in the file they are written. */
function edgesOf(page: Page): PdfLine[] {
  const ordered = [...page].sort((a, b) => b.y - a.y)
  return [...ordered.slice(0, EDGE), ...ordered.slice(-EDGE)]
}

const masked = ({ text }: Pick<PdfLine, 'text'>) => text.replace(/\d+/g, '0')
