import { blockText, type MarkupNode } from './block-text.ts'
import { checkNesting } from './nesting.ts'

/**
 * The text of a piece of HTML, one line a block; a text without markup is itself, its entities resolved.
 *
 * @throws {ParleyError} `MARKUP_DEEP`
 */
export async function htmlText(name: string, html: string): Promise<string> {
  if (!/[<&]/.test(html)) return html.trim()
  checkNesting(name, html)
  const parseHtml = (await import('linkedom')).parseHTML as unknown as (html: string) => { document: { body: MarkupNode } } // prettier-ignore
  return blockText(parseHtml(`<html><body>${html}</body></html>`).document.body)
}
