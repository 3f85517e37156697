import { isNear } from '../../process/across/days.ts'
import { commonHashes, type Fingerprint } from './fingerprint.ts'

/** Share of all hashes of two texts that both have, from which one is a copy of the other. */
const COPY = 0.25
/** Share of the shorter text's hashes that the longer has, from which it is a shortened copy of the same wire. */
const SHORTENED = 0.5
/** Days within which a text is copied. */
const DAYS = 7
/** Hashes from which a text is more than a headline, which has its like by chance. */
const FEWEST = 12

/** A text as far as it matters for whether it is a copy. */
export interface OriginText {
  /** Day of publication, YYYY-MM-DD. */
  readonly published: string | null
  /** The wire it credits, in lower case. */
  readonly credit: string | null
  readonly fingerprint: Fingerprint
}

/** Share of hashes in common; 0 where neither text is a copy of the other. */
export function likenessOf(a: OriginText, b: OriginText): number {
  if (!areNear(a.published, b.published)) return 0
  const [one, other] = [a.fingerprint.hashes.length, b.fingerprint.hashes.length]
  const fewest = Math.min(one, other)
  if (fewest < FEWEST) return 0
  const common = commonHashes(a.fingerprint, b.fingerprint)
  const likeness = common / (one + other - common)
  const sameWire = a.credit !== null && a.credit === b.credit
  return likeness >= COPY || (sameWire && common >= SHORTENED * fewest) ? likeness : 0
}

/** Whether one text came out so soon after the other that it may be a copy; a text without a day may be one of any. */
export function areNear(a: string | null, b: string | null): boolean {
  return a === null || b === null || isNear(a, b, DAYS)
}
