import { Parser } from 'htmlparser2'
import { ParleyError } from '../../errors.ts'

/** Elements within each other; pages for people have a few dozen. Parsers of trees recurse on them. */
const DEEPEST = 400

/**
 * Makes sure that markup does not nest deeper than its parser can take. The count is by the same tokenizer.
 *
 * @throws {ParleyError} `MARKUP_DEEP`
 */
export function checkNesting(name: string, markup: string, { isXml = false } = {}): void {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: () => {
        if (++depth > DEEPEST) throw new ParleyError('MARKUP_DEEP', { name, most: DEEPEST })
      },
      onclosetag: () => {
        depth--
      },
    },
    { xmlMode: isXml, decodeEntities: false },
  )
  parser.end(markup)
}
