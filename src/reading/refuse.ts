import type { Dispatch } from '../contract.ts'
import { ParleyError } from '../errors.ts'

/** Longest text that is read as one dispatch, in UTF-16 units; a report has a few thousand. */
export const LONGEST_DISPATCH = 300_000

/** Languages that are read: English, and what is too short to tell. */
export const READ_LANGUAGES: readonly string[] = ['en', 'und']

/**
 * Refuses what no reader reads; asked before a model is loaded for it.
 *
 * @throws {ParleyError} `DISPATCH_LANGUAGE` where the text is not English, `DISPATCH_LONG` where it is no report.
 */
export function refuse({ id, language, text }: Dispatch): void {
  if (!READ_LANGUAGES.includes(language)) throw new ParleyError('DISPATCH_LANGUAGE', { name: id, language })
  if (text.length > LONGEST_DISPATCH)
    throw new ParleyError('DISPATCH_LONG', { name: id, length: text.length, most: LONGEST_DISPATCH })
}
