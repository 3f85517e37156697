import { isNear } from '../../process/across/days.ts'

/** Share of all shingles of two texts that both have, from which one is a copy of the other. */
const COPY = 0.25
/** Share of the shorter text's shingles that the longer has, from which it is a shortened copy of the same wire. */
const SHORTENED = 0.5
/** Days within which a text is copied. */
const DAYS = 7
/** Shingles from which a text is more than a headline, which has its like by chance. */
const FEWEST = 12

/** A text as far as it matters for whether it is a copy. */
export interface OriginText {
  /** Day of publication, YYYY-MM-DD. */
  readonly published: string | null
  /** The wire it credits, in lower case. */
  readonly credit: string | null
  /** Runs of three words of the text, and its numbers. */
  readonly shingles: ReadonlySet<string>
}

/** Share of shingles in common; 0 where neither text is a copy of the other. */
export function likenessOf(a: OriginText, b: OriginText): number {
  if (!areNear(a.published, b.published)) return 0
  const [few, many] = a.shingles.size <= b.shingles.size ? [a.shingles, b.shingles] : [b.shingles, a.shingles]
  if (few.size < FEWEST) return 0
  let common = 0
  for (const shingle of few) if (many.has(shingle)) common++
  const likeness = common / (few.size + many.size - common)
  const sameWire = a.credit !== null && a.credit === b.credit
  return likeness >= COPY || (sameWire && common >= SHORTENED * few.size) ? likeness : 0
}

/** Whether one text came out so soon after the other that it may be a copy; a text without a day may be one of any. */
export function areNear(a: string | null, b: string | null): boolean {
  return a === null || b === null || isNear(a, b, DAYS)
}
