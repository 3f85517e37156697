import type { Dispatch } from '../contract.ts'
import { cleanText } from './clean.ts'
import { idOf, type Given } from './dispatch.ts'
import { languageOf } from './language.ts'

/** What a page or a feed's entry says of its report, read but not yet joined with what a person says. */
export interface Parts {
  /** Cleaned. */
  readonly text: string
  readonly title: string | null
  readonly publisher: string | null
  /** `YYYY-MM-DD` */
  readonly published: string | null
  /** Absolute. */
  readonly url: string | null
  /** Stands for an address where there is none: a feed's own id of the entry, worldwide unique. */
  readonly uri?: string | null
  readonly credit: string | null
  /** The language claimed, in any form. */
  readonly language: string | null
}

/** The dispatch of such parts: what the person gives goes before. Its id is its address, else made from title and text. */
export async function dispatchOfParts(parts: Parts, given: Given = {}): Promise<Dispatch> {
  const { text, url, uri = null, language } = parts
  const { title = parts.title, publisher = parts.publisher, published = parts.published } = given
  const credit = creditBeside(publisher, parts.credit)
  return {
    id: url ?? uri ?? idOf(cleanText(title === null ? text : `${title}\n${text}`)),
    title,
    text,
    publisher,
    published,
    url,
    language: await languageOf(text, language),
    ...(credit !== null && { credit }),
  }
}

/** Nobody credits himself. */
function creditBeside(publisher: string | null, credit: string | null): string | null {
  return credit === null || credit.toLowerCase() === publisher?.toLowerCase() ? null : credit
}
