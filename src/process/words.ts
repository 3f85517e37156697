import type { Evidence } from '../contract.ts'
import { tokensIn } from '../syntax/walk.ts'
import type { Document, Token } from '../text/document.ts'
import type { ProcessTables } from './tables.ts'

/** A document and what it is read with. */
export interface TextAndTables {
  readonly document: Document
  readonly tables: ProcessTables
  /** Names of those who head a state or its government. */
  readonly leaders: ReadonlySet<string>
}

/** Whether the token's lemma or form is listed for a use. */
export function hasUse({ document, tables }: TextAndTables, token: number, use: string): boolean {
  const listed = tables.words.get(use)
  return listed !== undefined && dictionaryForms(document.tokens[token]).some(form => listed.has(form))
}

const ENDING = /(?:d|ed|s|es|ing)$/

/** What a word may stand as in a word list: its lemma, its form, and, where the lemma kept a regular ending, what is left without it. */
export function dictionaryForms(token: Token | undefined): string[] {
  if (token === undefined) return []
  const [lemma, form] = [token.lemma.toLowerCase(), token.form.toLowerCase()]
  if (lemma !== form || token.upos !== 'VERB') return [lemma, form]
  const stem = form.replace(ENDING, '')
  return [lemma, stem, `${stem}e`, form.replace(/e?[ds]$/, '')]
}

/** Tokens of the record's trigger. */
export function triggerTokens(document: Document, { trigger }: Evidence): number[] {
  return trigger === undefined ? [] : tokensIn(document, trigger)
}

/** The token's sentence as evidence. */
export function sentenceOf(document: Document, token: number): Evidence {
  const { start, end } = document.sentences[document.tokens[token]?.sentence ?? -1] ?? { start: 0, end: 0 }
  return { start, end, quote: document.text.slice(start, end) }
}

/** Records without those whose key an earlier one has. */
export function firstOf<T>(records: readonly T[], key: (record: T) => string): T[] {
  const seen = new Set<string>()
  return records.filter(record => {
    const isNew = !seen.has(key(record))
    seen.add(key(record))
    return isNew
  })
}
