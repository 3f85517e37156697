import type { Dispatch } from '../../contract.ts'
import { ParleyError } from '../../errors.ts'
import { webAddress } from '../address.ts'
import { cleanText } from '../clean.ts'
import { dayOfName, type Given } from '../dispatch.ts'
import { readHeader } from '../header.ts'
import { dispatchOfParts } from '../parts.ts'
import { paragraphsOf, type Paragraph } from './layout.ts'
import { readPages } from './pages.ts'
import type { PdfPages } from './lines.ts'

/** A PDF with fewer letters is a picture of a page, or a form. */
const FEWEST_LETTERS = 100

/**
 * The dispatch that a PDF holds: its paragraphs, with title, publisher and day from its header lines, and the title else from
 * what the file says of itself. The day on which a file was made is not the day of publication, and is not taken for it.
 *
 * @throws {ParleyError} `PDF_UNREADABLE` for what is damaged, locked, too long or takes too long; `PDF_WITHOUT_TEXT` for scans.
 */
export async function dispatchOfPdf(name: string, bytes: Uint8Array, given: Given = {}): Promise<Dispatch> {
  const read = await readPages(bytes).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error)
    throw new ParleyError('PDF_UNREADABLE', { name, problem }, { cause: error })
  })
  const paragraphs = paragraphsOf(read.pages)
  const whole = cleanText(paragraphs.map(({ text }) => text).join('\n')).trim()
  if ((whole.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) throw new ParleyError('PDF_WITHOUT_TEXT', { name })
  const header = given.headless === true ? { title: null, publisher: null, published: null, body: whole } : readHeader(whole) // prettier-ignore
  const parts = {
    text: header.body,
    title: header.title ?? titleOf(read, paragraphs),
    publisher: header.publisher,
    published: header.published ?? dayOfName(name, whole),
    url: webAddress(given.url ?? null),
    credit: null,
    language: null,
  }
  return dispatchOfParts(parts, given)
}

// What programs put there by themselves: a file's name, or that nobody gave a title.
const NO_TITLE =
  /\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|html?)$|^(?:microsoft word\b|untitled|document\s?\d*$|print$|about:blank)/i

/** The title that the file says it has; null where that is none. */
function titleOf({ title }: PdfPages, paragraphs: readonly Paragraph[]): string | null {
  const said = cleanText(title ?? '').replace(/\s+/g, ' ').trim() // prettier-ignore
  if (said !== '' && !NO_TITLE.test(said)) return said
  const [first, ...rest] = paragraphs
  const isLarger = first !== undefined && rest.length > 0 && rest.every(({ size }) => size < first.size)
  return isLarger && first.text.length <= 200 ? first.text : null
}
