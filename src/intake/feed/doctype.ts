import { ParleyError } from '../../errors.ts'

const DOCTYPE = /<!DOCTYPE[^>[]*(\[[\s\S]*?\]\s*)?>/i
// An entity made of entities grows; one from elsewhere is a file or an address of whoever opens the feed.
const HOSTILE = /<!ENTITY\s+(?:%|\S+\s+(?:SYSTEM|PUBLIC)|\S+\s+["'][^"']*&(?!#))/i

/**
 * A feed without its document type. Nothing that one declares is ever expanded.
 *
 * @throws {ParleyError} `FEED_BROKEN` where it declares entities that grow or that lie elsewhere.
 */
export function withoutDoctype(name: string, xml: string): string {
  const [whole, subset = ''] = DOCTYPE.exec(xml.slice(0, 100_000)) ?? []
  if (HOSTILE.test(subset)) throw new ParleyError('FEED_BROKEN', { name, problem: 'it declares entities of its own' })
  return whole === undefined ? xml : xml.replace(whole, () => '')
}
