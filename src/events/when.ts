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
  if (time !== null) return spanBetween(document, time) ?? recordOf(document, time)
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

/** "between June 20 and June 30", "from May 23 to May 25": two times that bound one interval, whichever of them was tied. */
function spanBetween({ text, times }: Document, time: Time): DateRecord | null {
  const at = times.indexOf(time)
  return intervalOf(text, time, times[at + 1]) ?? intervalOf(text, times[at - 1], time)
}

function intervalOf(text: string, from: Time | undefined, to: Time | undefined): DateRecord | null {
  if (from === undefined || to === undefined || !isBounded(text, from, to)) return null
  const [start, end] = [from.first, to.last]
  if (start === null || end === null || start > end) return null
  return { text: text.slice(from.start, to.end), edtf: `${start}/${end}`, start, end }
}

function isBounded(text: string, from: Time, to: Time): boolean {
  const before = text.slice(Math.max(0, from.start - 9), from.start)
  const between = text.slice(from.end, to.start)
  return /\bbetween $/i.test(before) ? between === ' and ' : /\bfrom $/i.test(before) && /^ (?:to|until|till|through) $/.test(between)
} // prettier-ignore

function recordOf(document: Document, { start, end, edtf, first, last }: Time): DateRecord {
  return { text: document.text.slice(start, end), edtf, start: first, end: last }
}
