import type { Dispatch } from '../../contract.ts'
import { ParleyError } from '../../errors.ts'
import { isSameSite, webAddress } from '../address.ts'
import { cleanText } from '../clean.ts'
import { decodeMarkup } from '../decode.ts'
import type { Given } from '../dispatch.ts'
import { readHeader } from '../header.ts'
import { dispatchOfParts, type Parts } from '../parts.ts'
import { dayOfStamp } from '../stamp.ts'
import { blockText, type MarkupNode } from './block-text.ts'
import { findFacts, type PageDocument, type PageFacts } from './facts.ts'
import { checkNesting } from './nesting.ts'

/** A text with fewer letters is a notice, not a report. */
const FEWEST_LETTERS = 100
/** Elements of a page; the largest of newspapers' have some ten thousand. */
const MOST_ELEMENTS = 60_000

/**
 * The dispatch that an HTML page holds: the text of its article, and date, title, publisher, language and address as
 * linked data, meta elements or the page itself say, in this order.
 *
 * @throws {ParleyError} `PAGE_WITHOUT_ARTICLE`, `MARKUP_DEEP`, `DISPATCH_BINARY`
 */
export async function dispatchOfPage(name: string, bytes: Uint8Array, given: Given = {}): Promise<Dispatch> {
  const html = decodeMarkup(bytes, given.charset ?? null)
  if (html === null) throw new ParleyError('DISPATCH_BINARY', { name })
  checkNesting(name, html)
  const { facts, article } = await readPage(html)
  return dispatchOfParts(partsOf(bodyOf(name, article, facts), { facts, article, fetched: given.url ?? null }), given)
}

interface Found {
  readonly facts: PageFacts
  readonly article: Article | null
  /** Where the page was fetched. */
  readonly fetched: string | null
}

function partsOf(text: string, { facts, article, fetched }: Found): Parts {
  const header = readHeader(text)
  return {
    text,
    title: titleOf(facts.title ?? article?.title ?? null, facts.publisher),
    publisher: facts.publisher ?? header.publisher,
    published: dayOfStamp(facts.published) ?? header.published ?? dayOfStamp(facts.modified),
    url: addressOf(facts.url, fetched),
    credit: facts.credit,
    language: facts.language,
  }
}

interface Article {
  readonly title: string | null
  readonly text: string
  /** Share of the text that stands in links, 0 to 1. */
  readonly linked: number
}

// Their own types lean on a browser's, which this program is compiled without.
type ParseHtml = (html: string) => { readonly document: PageDocument }
type ReadArticle = new (
  document: PageDocument,
  options: object,
) => { parse(): { readonly title?: string | null; readonly content: Omit<Article, 'title'> } | null }

async function readPage(html: string): Promise<Omit<Found, 'fetched'>> {
  // Loaded when a page comes: most runs have none.
  const parseHtml = (await import('linkedom')).parseHTML as unknown as ParseHtml
  const Reader = (await import('@mozilla/readability')).Readability as unknown as ReadArticle
  const { document } = parseHtml(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)
  const facts = findFacts(document)
  removeComments(document)
  const options = { maxElemsToParse: MOST_ELEMENTS, serializer: articleText, disableJSONLD: true }
  const found = parseOrNull(() => new Reader(document, options).parse())
  return { facts, article: found && { title: found.title ?? null, ...found.content } }
}

function articleText(root: MarkupNode & PageDocument): Omit<Article, 'title'> {
  const text = blockText(root)
  const inLinks = [...root.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent?.trim().length ?? 0), 0)
  return { text, linked: text === '' ? 1 : inLinks / text.length }
}

/**
 * Readability throws where a page has more elements than allowed, and where a tree is one that no browser makes, such as
 * a page without a body: neither may end the batch.
 */
function parseOrNull<T>(parse: () => T | null): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}

// What readers write below a report is not the report's; short reports would be taken with it.
const COMMENTS = '#comments, .comments, .comment-list, #disqus_thread, [itemprop="comment"]'

function removeComments(document: PageDocument): void {
  for (const element of document.querySelectorAll(COMMENTS)) element.remove()
}

/** More of a text in links than this is a list of other reports. */
const MOST_LINKED = 0.5

/** The article's text; that of the linked data where the page shows less than half of it. */
function bodyOf(name: string, article: Article | null, facts: PageFacts): string {
  const shown = cleanText(article === null || article.linked > MOST_LINKED ? '' : article.text).trim()
  const linked = cleanText(facts.body ?? '').trim()
  const text = shown.length * 2 < linked.length ? linked : shown
  if ((text.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) throw new ParleyError('PAGE_WITHOUT_ARTICLE', { name })
  return text
}

/** `Talks end – Gulf Monitor` without the outlet's name. */
function titleOf(title: string | null, publisher: string | null): string | null {
  const cleaned = cleanText(title ?? '').replace(/\s+/g, ' ').trim() // prettier-ignore
  const [, main = '', rest = ''] = /^(.+?)\s+[|–—·»-]\s+([^|–—·»]+)$/.exec(cleaned) ?? []
  const isOutlet = publisher !== null && rest.toLowerCase().includes(publisher.toLowerCase())
  return (isOutlet ? main : cleaned) || null
}

/**
 * The page's own address, else where it was fetched. A page may not speak for another site, and a home page's address
 * on every report (a common mistake) names none.
 */
function addressOf(claimed: string | null, fetched: string | null): string | null {
  const from = webAddress(fetched)
  const own = webAddress(claimed, from)
  if (own === null || new URL(own).pathname === '/') return from
  return from === null || isSameSite(own, from) ? own : from
}
