/** A line as it stands on a page. */
export interface PdfLine {
  readonly text: string
  /** Points from the page's lower edge to the line's foot. */
  readonly y: number
  /** Points from the page's left edge. */
  readonly x: number
  /** Height of its letters, in points. */
  readonly size: number
}

/** What a PDF holds, page by page, in the order in which it writes. */
export interface PdfPages {
  /** Title, as the program that made the file kept it. */
  readonly title: string | null
  readonly pages: readonly (readonly PdfLine[])[]
}

/** A piece of text as PDF.js gives it; `transform` places it: its last two numbers are x and y. */
export interface PdfPiece {
  readonly str: string
  readonly transform: readonly number[]
  readonly height: number
  readonly hasEOL: boolean
}

/** Puts the pieces of a page together line by line. */
export function linesOf(pieces: readonly PdfPiece[]): PdfLine[] {
  const lines: PdfLine[] = []
  let line: PdfPiece[] = []
  const end = () => {
    const made = lineOf(line)
    if (made !== null) lines.push(made)
    line = []
  }
  for (const piece of pieces) {
    const first = line.find(({ str }) => str.trim() !== '')
    if (first !== undefined && Math.abs(yOf(first) - yOf(piece)) > Math.max(1, first.height / 2)) end()
    line.push(piece)
    if (piece.hasEOL) end()
  }
  end()
  return lines
}

function lineOf(pieces: readonly PdfPiece[]): PdfLine | null {
  const text = pieces.map(({ str }) => str).join('').replace(/\s+/g, ' ').trim() // prettier-ignore
  const first = pieces.find(({ str }) => str.trim() !== '')
  if (first === undefined || text === '') return null
  return { text, x: first.transform[4] ?? 0, y: yOf(first), size: Math.max(...pieces.map(({ height }) => height)) }
}

const yOf = ({ transform }: PdfPiece) => transform[5] ?? 0
