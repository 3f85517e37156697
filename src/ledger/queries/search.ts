import { loadBlob } from '../blobs.ts'
import { dialectOf } from '../dialect.ts'
import { storedDispatches } from './dispatches.ts'
import { dispatchRow, type DispatchRow, type StoredDispatch } from './dispatch-row.ts'
import { markedWords, typedTerms, type Term } from './match.ts'
import { pageOf, pageRows, startPage, type Page, type PageRequest, type Start } from './page.ts'
import type { LedgerReader } from '../reader.ts'
import type { DispatchContent } from '../views/dispatch.ts'

/** A piece of a dispatch's text around words that were looked for. */
export interface Snippet {
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** The words looked for, as offsets in the dispatch's text. */
  readonly marks: readonly { readonly start: number; readonly end: number }[]
}

export interface SearchHit {
  readonly dispatch: DispatchRow
  /** Null where only the title matches. */
  readonly snippet: Snippet | null
}

export interface SearchRequest extends PageRequest {
  /** `relevance` gives one page, best first; `newest`, the default, gives all, page by page. */
  readonly order?: 'relevance' | 'newest' | undefined
}

/**
 * Dispatches whose title or text has all the words; "quoted words" as a phrase, `word*` as a beginning, `-word` not.
 * Other forms of a word count as well (`meets`, `meeting`).
 */
export async function searchDispatches(
  reader: LedgerReader,
  typed: string,
  request: SearchRequest = {},
): Promise<Page<SearchHit>> {
  const start = await startPage(reader, request, ['search', typed])
  const terms = typedTerms(typed)
  const rows = terms === null ? [] : await matching(reader, terms, { start, order: request.order ?? 'newest' })
  const words = markedWords(typed)
  const page = pageOf(rows, start, row => row)
  const hits = await Promise.all(page.rows.map(row => hitOf(reader, row, words)))
  return { ...page, rows: hits, next: request.order === 'relevance' ? null : page.next }
}

interface Order {
  readonly start: Start
  readonly order: 'relevance' | 'newest'
}

async function matching(
  reader: LedgerReader,
  terms: readonly Term[],
  { start, order }: Order,
): Promise<StoredDispatch[]> {
  const dialect = dialectOf(reader.db)
  let query = reader.db.selectFrom('dispatch_search').innerJoin('dispatch', 'dispatch.number', 'dispatch_search.rowid')
  query = query.where(dialect.matches('dispatch_search', terms))
  query = query.where('dispatch.since', '<=', start.asOf).where('dispatch.until', '>', start.asOf)
  const ranked = query.$if(order === 'relevance', best => best.orderBy(dialect.relevance(terms)))
  const load = (numbers: number[]) => storedDispatches(reader, numbers, start.asOf)
  return pageRows(ranked, { table: 'dispatch', start, load })
}

async function hitOf({ db }: LedgerReader, row: StoredDispatch, words: readonly string[]): Promise<SearchHit> {
  const content = (await loadBlob(db, row.content_hash)) as DispatchContent | null
  return { dispatch: dispatchRow(row), snippet: content === null ? null : snippetOf(content.text, words) }
}

const BEFORE = 60
const LENGTH = 240

/** The piece of the text from shortly before the first of the words, or null where none stands in it. */
export function snippetOf(text: string, words: readonly string[]): Snippet | null {
  if (words.length === 0) return null
  // The index knows words by their stems: a word is taken to match where the text goes on from its first letters.
  const stems = words.map(word => word.slice(0, Math.max(4, word.length - 3)))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join('|')})[\\p{L}\\p{N}]*`, 'giu')
  const first = pattern.exec(text)
  if (first === null) return null
  pattern.lastIndex = 0 // `matchAll` would go on from here
  const start = wordStart(text, Math.max(0, first.index - BEFORE))
  const end = Math.min(text.length, start + LENGTH)
  const found = [...text.slice(start, end).matchAll(pattern)]
  const marks = found.map(({ index, 0: word }) => ({ start: start + index, end: start + index + word.length }))
  return { start, end, text: text.slice(start, end), marks }
}

function wordStart(text: string, near: number): number {
  if (near === 0) return 0
  const space = text.slice(near, near + BEFORE).search(/\s/)
  return space < 0 ? near : near + space + 1
}
