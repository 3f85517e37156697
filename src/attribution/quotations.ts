import type { Document } from '../text/document.ts'

/** Tokens `[first, past)` of a quotation, its marks included. */
export interface Quotation {
  readonly first: number
  readonly past: number
}

/** A quotation longer than this is an opening mark that was never closed. */
const LONGEST = 150

/** Quotations that touch a window, in text order. Straight marks open and close by turns within a paragraph. */
export function quotationsOf(document: Document, { first, past }: { first: number; past: number }): Quotation[] {
  const from = Math.max(0, first - LONGEST)
  const marks = document.tokens.slice(from, past + LONGEST).flatMap(({ form }, i) => (isMark(form) ? [from + i] : []))
  const found: Quotation[] = []
  let open: number | null = null
  for (const mark of marks) {
    const { form = '' } = document.tokens[mark] ?? {}
    if (open !== null && closes(form) && isOne(document, open, mark)) {
      found.push({ first: open, past: mark + 1 })
      open = null
    } else open = opens(form) ? mark : null
  }
  return found.filter(quotation => quotation.past > first && quotation.first < past)
}

const opens = (form: string) => form === '“' || form === '"' || form === '``'
const closes = (form: string) => form === '”' || form === '"' || form === "''"

const isMark = (form: string) => opens(form) || closes(form)

/** Whether two marks can belong to one quotation: not far apart, and in one paragraph. */
function isOne(document: Document, open: number, close: number): boolean {
  const text = document.text.slice(document.tokens[open]?.end, document.tokens[close]?.start)
  return close - open <= LONGEST && !text.includes('\n')
}
