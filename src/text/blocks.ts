/** A stretch of text that no sentence crosses, in UTF-16 code units. */
export interface Block {
  readonly start: number
  readonly end: number
}

// Text set to a fixed measure has lines of 40 to 120 characters; longer "lines" are paragraphs.
const NARROWEST = 40
const WIDEST = 120

/**
 * The blocks of a text: each line is one, save where lines were broken to a fixed width in mid-sentence; those are
 * read as one paragraph.
 */
export function findBlocks(text: string): Block[] {
  return paragraphsOf(linesOf(text)).flatMap(lines => (isWrapped(text, lines) ? [joined(lines)] : lines))
}

function linesOf(text: string): Block[] {
  const lines: Block[] = []
  let start = 0
  while (start <= text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    lines.push({ start, end })
    start = end + 1
  }
  return lines.map(line => trimmed(text, line))
}

function trimmed(text: string, { start, end }: Block): Block {
  const line = text.slice(start, end)
  return { start: end - line.trimStart().length, end: start + line.trimEnd().length }
}

/** Lines in groups that a blank line divides. */
function paragraphsOf(lines: readonly Block[]): Block[][] {
  const paragraphs: Block[][] = [[]]
  for (const line of lines) {
    if (line.end > line.start) paragraphs.at(-1)?.push(line)
    else if (paragraphs.at(-1)?.length !== 0) paragraphs.push([])
  }
  return paragraphs.filter(paragraph => paragraph.length > 0)
}

function joined(lines: readonly Block[]): Block {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 }
}

/**
 * Whether the lines were filled to one width: no line but the last has room for the first word of the next, and at
 * least one breaks off in mid-sentence.
 */
function isWrapped(text: string, lines: readonly Block[]): boolean {
  const width = Math.max(...widthsOf(lines))
  if (lines.length < 2 || width < NARROWEST || width > WIDEST) return false
  const full = lines.slice(0, -1).filter((line, i) => isFull(text, width, [line, lines[i + 1] ?? line]))
  const broken = lines.slice(1).filter(line => /^[\p{Ll}\d(]/u.test(text.slice(line.start, line.start + 2)))
  return full.length >= 0.8 * (lines.length - 1) && broken.length * 3 >= lines.length - 1 && broken.length > 0
}

function widthsOf(lines: readonly Block[]): number[] {
  // One paragraph of a hostile text may have a million lines: more arguments than a call can take.
  return lines.slice(0, 1000).map(line => line.end - line.start)
}

function isFull(text: string, width: number, [line, next]: readonly [Block, Block]): boolean {
  const word = text.slice(next.start, Math.min(next.end, next.start + width)).search(/\s|$/)
  // A word or so of slack: desks break lines by printed width, not by count.
  return line.end - line.start + 1 + word > width - 8
}
