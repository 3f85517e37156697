/** What a stretch of a dispatch's text is to a record. */
export const MARK_KINDS = ['trigger', 'actor', 'recipient', 'place', 'date', 'speaker'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** A stretch of text that a record points to; `[start, end)` in UTF-16 units. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly kind: MarkKind
  readonly record: string
}

/** A piece of the text between two boundaries of marks, with all marks that cover it. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly marks: readonly Mark[]
}

/**
 * Cuts a text at every boundary of a mark, so that marks may overlap in any way: each piece knows all that cover it.
 *
 * Marks that reach outside the text, or are empty, are left out.
 */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const kept = marks.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
  const cuts = [...new Set([0, text.length, ...kept.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const opening = [...kept].sort((a, b) => a.start - b.start)
  let open: Mark[] = []
  let next = 0
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? text.length
    open = open.filter(mark => mark.end > start)
    for (let mark = opening[next]; mark !== undefined && mark.start <= start; mark = opening[next]) {
      open = [...open, mark]
      next += 1
    }
    return { start, end, text: text.slice(start, end), marks: open }
  })
}

/** The segments of each paragraph: a line break ends one, and is in none. */
export function paragraphsOf(text: string, marks: readonly Mark[]): Segment[][] {
  const paragraphs: Segment[][] = []
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const end = index + line.length
    const inside = marks.filter(mark => mark.start < end && mark.end > index)
    const shifted = inside.map(mark => ({
      ...mark,
      start: Math.max(mark.start, index) - index,
      end: Math.min(mark.end, end) - index,
    }))
    const segments = segmentsOf(line, shifted)
    paragraphs.push(segments.map(segment => ({ ...segment, start: segment.start + index, end: segment.end + index })))
  }
  return paragraphs
}
