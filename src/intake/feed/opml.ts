import { Parser } from 'htmlparser2'
import { ParleyError } from '../../errors.ts'
import { decodeMarkup } from '../decode.ts'
import { checkNesting } from '../page/nesting.ts'
import { withoutDoctype } from './doctype.ts'

/** A feed that a list names. */
export interface ListedFeed {
  readonly title: string | null
  readonly url: string
}

/**
 * The feeds of an OPML list, each once, whatever folders they lie in.
 *
 * @throws {ParleyError} `FEED_BROKEN` where it names no feed, `MARKUP_DEEP`, `DISPATCH_BINARY`
 */
export function feedsOfOpml(name: string, bytes: Uint8Array): readonly ListedFeed[] {
  const text = decodeMarkup(bytes)
  if (text === null) throw new ParleyError('DISPATCH_BINARY', { name })
  const xml = withoutDoctype(name, text)
  checkNesting(name, xml, { isXml: true })
  const feeds = new Map<string, ListedFeed>()
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const url = tag === 'outline' ? addressOf(attributes.xmlurl) : null
        if (url !== null && !feeds.has(url)) feeds.set(url, { title: (attributes.title ?? attributes.text)?.trim() || null, url }) // prettier-ignore
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(xml)
  if (feeds.size === 0) throw new ParleyError('FEED_BROKEN', { name, problem: 'it is a list that names no feed' })
  return [...feeds.values()]
}

/** As written, so that it is asked for as the publisher knows it; what may not be fetched is said when it is. */
function addressOf(text: string | undefined): string | null {
  const url = text?.trim() ?? ''
  return URL.canParse(url) ? new URL(url).href : null
}
