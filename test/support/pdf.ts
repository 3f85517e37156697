/** A line on a page: where it stands, in points from the lower left corner, and how large. */
export interface Placed {
  readonly text: string
  readonly x?: number
  readonly y: number
  readonly size?: number
}

export interface PdfShape {
  readonly pages: readonly (readonly Placed[])[]
  readonly title?: string
  /** Locked with a password that is not empty. */
  readonly locked?: boolean
}

/** The bytes of a PDF of these lines, as small as one can be. */
export function pdfOf({ pages, title, locked = false }: PdfShape): Uint8Array {
  const first = 4
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, i) => pageObjects(lines, first + 2 * i + 1)),
  ]
  const extras = [...(title === undefined ? [] : [`<< /Title (${escaped(title)}) >>`]), ...(locked ? [LOCK] : [])]
  const info = title === undefined ? '' : ` /Info ${objects.length + 1} 0 R`
  const lock = locked
    ? ` /Encrypt ${objects.length + extras.length} 0 R /ID [<${'61'.repeat(16)}> <${'61'.repeat(16)}>]`
    : ''
  return written([...objects, ...extras], `/Root 1 0 R${info}${lock}`)
}

const LOCK = `<< /Filter /Standard /V 1 /R 2 /O <${'4f'.repeat(32)}> /U <${'55'.repeat(32)}> /P -4 >>`

function pageObjects(lines: readonly Placed[], content: number): string[] {
  const drawn = lines.map(({ text, x = 72, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`).join('\n') // prettier-ignore
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`,
    `<< /Length ${Buffer.byteLength(drawn, 'latin1')} >>\nstream\n${drawn}\nendstream`,
  ]
}

function written(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [i, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&')
