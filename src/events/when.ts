import type { DateRecord, Status } from '../contract.ts'
import { tokensIn } from '../syntax/walk.ts'
import type { Document, Time } from '../text/document.ts'

const HAS_BEEN: ReadonlySet<Status> = new Set(['happened', 'ongoing', 'denied'])

/**
 * When a happening was: the time that the role head ties to it; else what its status and the day of publication leave open.
 *
 * Gold rule: "Undated: null, or only `end` when bounded by publication".
 */
export function dateOf(document: Document, words: readonly number[], status: Status): DateRecord | null {
  const time = timeAt(document, words)
  if (time !== null) return recordOf(document, time)
  const { published } = document.dispatch
  if (published === null) return null
  return HAS_BEEN.has(status)
    ? { text: '', edtf: `../${published}`, start: null, end: published }
    : { text: '', edtf: `${published}/..`, start: published, end: null }
}

function timeAt(document: Document, words: readonly number[]): Time | null {
  const near = document.times.filter(time => tokensIn(document, time).some(token => words.includes(token)))
  return near.find(({ first, last }) => first !== null || last !== null) ?? near[0] ?? null
}

function recordOf(document: Document, { start, end, edtf, first, last }: Time): DateRecord {
  return { text: document.text.slice(start, end), edtf, start: first, end: last }
}
