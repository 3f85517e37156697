import { findDay } from './days.ts'

const COMPACT = /^\s*((?:19|20|21)\d\d)(\d\d)(\d\d)(?!\d)/
// RFC 822 wrote years with two digits; feeds still do.
const SHORT_YEAR = /\b(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2})\s+\d{1,2}:\d{2}/
const EPOCH = /^\s*(1\d{9}|1\d{12})\s*$/

/**
 * The day that a time stamp of a page or feed names, in the zone it is written in; null where it names none.
 *
 * A number is seconds or milliseconds since 1970, and its day that of UTC.
 */
export function dayOfStamp(stamp: string | null): string | null {
  if (stamp === null) return null
  const epoch = EPOCH.exec(stamp)?.[1]
  if (epoch !== undefined) return new Date(Number(epoch.padEnd(13, '0'))).toISOString().slice(0, 10)
  return findDay(spelledOut(stamp.slice(0, 200)))?.day ?? null
}

function spelledOut(stamp: string): string {
  const plain = stamp.replace(COMPACT, '$1-$2-$3 ').replace(SHORT_YEAR, '$1 $2 20$3')
  // Digits of other scripts' calendars are not taken: a day that is not understood stays open.
  return plain.replace(/\s+/g, ' ')
}
