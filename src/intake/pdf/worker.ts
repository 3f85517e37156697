import { getDocumentProxy } from 'unpdf'
import { linesOf, type PdfPages } from './lines.ts'

// Runs apart from the program, with little memory and for a short time: a file from outside may be made to take for ever.

/** What the thread gives back: the pages, or why there are none. */
export type PdfAnswer = { readonly read: PdfPages } | { readonly problem: string }

/** Pages of a dispatch at most. */
const MOST_PAGES = 200

/** The lines of a file's pages. */
export function readPdf(bytes: Uint8Array): Promise<PdfAnswer> {
  return linesIn(bytes).catch((error: unknown) => ({ problem: problemOf(error) }))
}

async function linesIn(bytes: Uint8Array): Promise<PdfAnswer> {
  // A plain array: PDF.js takes no Buffer.
  const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 })
  if (document.numPages > MOST_PAGES) return { problem: `it has ${document.numPages} pages` }
  const { info } = (await document.getMetadata()) as { info: { Title?: unknown } }
  const pages = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(linesOf(items.filter(item => 'str' in item)))
    page.cleanup()
  }
  return { read: { title: typeof info.Title === 'string' ? info.Title : null, pages } }
}

function problemOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  return name === 'PasswordException' ? 'it is locked with a password' : message.replace(/\s+/g, ' ').slice(0, 200)
}
