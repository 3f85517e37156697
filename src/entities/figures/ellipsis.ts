import type { Document, Figure } from '../../text/document.ts'
import { sentenceOf, type Count } from './counted.ts'

interface Bare extends Count {
  /** Index of the numeral's first token, its bound included. */
  readonly first: number
  readonly token: number
  readonly noun: number
}

/** What a number without a noun counts, by the number before it: "four hurt in Odessa and seven in Cherkassy", "6,057 bodies … 78 in return". */
export function leftOut(document: Document, bare: Bare, before: Figure | null): Count | null {
  if (before === null || before.kind === 'money' || bare.noun >= 0 || bare.kind === 'money') return null
  const gap = sentenceOf(document, bare.token) - sentenceOf(document, before.token)
  return (gap === 0 && isSameKind(document, bare, before)) || isSettled(before, gap) ? before : null
}

const isSettled = ({ kind, settled }: Figure, gap: number) => settled && kind !== 'days' && gap <= 1

function isSameKind(document: Document, bare: Bare, before: Figure): boolean {
  if (before.kind === 'days') return isWithin(document, bare.first)
  return bare.kind === 'other' && isJoined(document, before, bare)
}

const isWithin = (document: Document, first: number) => /^(?:within|in)$/i.test(document.tokens[first]?.form ?? '')

function isJoined(document: Document, { end }: Figure, { first }: Bare): boolean {
  return /^[^.;:]{1,60}?(?:\band|,)\s*(?:between\s+)?$/.test(document.text.slice(end, document.tokens[first]?.start ?? end))
} // prettier-ignore
