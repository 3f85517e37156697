import { factsOfJsonLd } from './json-ld.ts'

/** What a page says of its report outside the text. Null where it says nothing. */
export interface PageFacts {
  readonly title: string | null
  /** As written: a time, a day, or anything. */
  readonly published: string | null
  readonly modified: string | null
  readonly publisher: string | null
  /** Whose report it is, where the publisher names another. */
  readonly credit: string | null
  readonly language: string | null
  /** As written: may be relative. */
  readonly url: string | null
  /** The whole text, where the linked data hold it. */
  readonly body: string | null
}

type Key = keyof PageFacts

// Names of meta elements, in lower case, best first.
const META: Readonly<Record<Exclude<Key, 'body'>, readonly string[]>> = {
  title: ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title', 'headline'],
  published: [
    'article:published_time', 'article:published', 'og:published_time', 'datepublished', 'dcterms.created', 'dcterms.date', 'dc.date.issued', 'dc.date',
    'dcterms.issued', 'pubdate', 'publish-date', 'publishdate', 'publication_date', 'parsely-pub-date', 'sailthru.date', 'cxenseparse:recs:publishtime', 'date',
  ],
  modified: ['article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'last-modified'],
  publisher: ['og:site_name', 'dc.publisher', 'dcterms.publisher', 'publisher', 'application-name', 'twitter:site:name'],
  credit: ['original-source', 'dc.source', 'article:source', 'syndication-source-name'],
  language: ['dc.language', 'dcterms.language', 'content-language', 'inlanguage', 'og:locale', 'language'],
  url: ['og:url', 'twitter:url', 'parsely-link'],
} // prettier-ignore

/** The part of a parsed page that facts are taken from. */
export interface PageDocument {
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

interface PageElement {
  readonly textContent: string | null
  getAttribute(name: string): string | null
  remove(): void
}

/** What linked data say, else meta elements, else the elements of the page itself. */
export function findFacts(page: PageDocument): PageFacts {
  const linked = factsOfJsonLd(textsOf(page, 'script[type="application/ld+json"]'))
  const meta = metaOf(page)
  const shown = shownOn(page)
  const pick = (key: Key): string | null => said(linked[key]) ?? said(meta[key]) ?? said(shown[key])
  return {
    title: pick('title'),
    published: pick('published'),
    modified: pick('modified'),
    publisher: pick('publisher'),
    credit: pick('credit'),
    language: pick('language'),
    url: said(shown.url) ?? pick('url'),
    body: pick('body'),
  }
}

const said = (value: string | null | undefined): string | null => value?.trim() || null // prettier-ignore

function metaOf(page: PageDocument): Partial<PageFacts> {
  const contents = new Map<string, string>()
  for (const element of page.querySelectorAll('meta')) {
    const name = ['property', 'name', 'itemprop', 'http-equiv'].map(key => element.getAttribute(key)).find(key => key !== null) // prettier-ignore
    const content = said(element.getAttribute('content'))
    if (name != null && content !== null && !contents.has(name.toLowerCase())) contents.set(name.toLowerCase(), content)
  }
  const found = Object.entries(META).map(([key, names]) => [key, names.map(name => contents.get(name)).find(Boolean)])
  return Object.fromEntries(found) as Partial<PageFacts>
}

function shownOn(page: PageDocument): Partial<PageFacts> {
  const [heading = null, other] = textsOf(page, 'h1').filter(text => text.trim() !== '')
  return {
    title: other === undefined ? heading : null,
    published: timeOn(page),
    language: page.querySelector('html')?.getAttribute('lang') ?? null,
    url: page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null,
  }
}

function timeOn(page: PageDocument): string | null {
  const time =
    page.querySelector('time[pubdate], time[itemprop="datePublished"], [itemprop="datePublished"]') ??
    page.querySelector('article time, main time, header time, time')
  return time && (time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent)
}

function textsOf(page: PageDocument, selector: string): string[] {
  return [...page.querySelectorAll(selector)].map(element => element.textContent ?? '')
}
