import { shinglesOf } from '../../process/across/reprints.ts'
import { creditOf } from './credit.ts'
import { bandsOf } from './minhash.ts'

/** Share of all shingles of two texts that both have, from which one is a copy of the other. */
const COPY = 0.25
/** Share of the shorter text's shingles that the longer has, from which it is a shortened copy of the same wire. */
const SHORTENED = 0.5
/** Days within which a text is copied. */
const DAYS = 7
/** Shingles from which a text is more than a headline, which has its like by chance. */
const FEWEST = 12

export interface OriginText {
  readonly dispatch: string
  /** Day of publication, YYYY-MM-DD. */
  readonly published: string | null
  readonly publisher: string | null
  readonly text: string
}

/** One piece of reporting, however many printed it. Copies of an origin confirm nothing. */
export interface Origin {
  /** The dispatch that came first; those without a day come last. */
  readonly id: string
  /** The wire that any of the dispatches credits, else who published the first; as written there, in lower case. */
  readonly source: string | null
  /** All dispatches of this origin, the first one first. */
  readonly dispatches: readonly string[]
}

interface Known {
  readonly first: OriginText
  readonly credit: string | null
  readonly shingles: ReadonlySet<string>
  readonly dispatches: string[]
  readonly credits: (string | null)[]
}

/**
 * Finds which dispatches are copies of one text. Each is compared with the first texts of origins that share a band with it, so
 * that cost grows with the number of texts, however often one was copied. The order in which they are given does not matter.
 */
export function originsOf(texts: readonly OriginText[]): Origin[] {
  const origins: Known[] = []
  const banded = new Map<string, Known[]>()
  for (const text of [...texts].sort(byTime)) {
    const own = knownOf(text)
    const bands = own.shingles.size < FEWEST ? [] : bandsOf(own.shingles)
    const origin = likest(own, new Set(bands.flatMap(band => banded.get(band) ?? [])))
    if (origin !== null) {
      origin.dispatches.push(text.dispatch)
      origin.credits.push(own.credit)
      continue
    }
    origins.push(own)
    for (const band of bands) {
      const known = banded.get(band)
      if (known === undefined) banded.set(band, [own])
      else known.push(own)
    }
  }
  return origins.map(({ first, dispatches, credits }) => ({
    id: first.dispatch,
    source: credits.find(credit => credit !== null) ?? first.publisher?.toLowerCase() ?? null,
    dispatches,
  }))
}

function knownOf(first: OriginText): Known {
  const credit = creditOf(first.text)
  return { first, credit, shingles: shinglesOf(first.text), dispatches: [first.dispatch], credits: [credit] }
}

const byTime = (a: OriginText, b: OriginText) => compare(timeOf(a), timeOf(b)) || compare(a.dispatch, b.dispatch)
const timeOf = ({ published }: OriginText) => published ?? '9'
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function likest(own: Known, others: ReadonlySet<Known>): Known | null {
  let best: Known | null = null
  let most = 0
  for (const other of others) {
    const likeness = likenessOf(own, other)
    if (likeness > most) [best, most] = [other, likeness]
  }
  return best
}

/** Share of shingles in common; 0 where neither text is a copy of the other. */
function likenessOf(a: Known, b: Known): number {
  if (!areNear(a.first.published, b.first.published)) return 0
  const [few, many] = a.shingles.size <= b.shingles.size ? [a.shingles, b.shingles] : [b.shingles, a.shingles]
  const common = [...few].filter(shingle => many.has(shingle)).length
  const likeness = common / (few.size + many.size - common)
  const sameWire = a.credit !== null && a.credit === b.credit
  return likeness >= COPY || (sameWire && common >= SHORTENED * few.size) ? likeness : 0
}

function areNear(a: string | null, b: string | null): boolean {
  return a === null || b === null || Math.abs(Date.parse(a) - Date.parse(b)) <= DAYS * 86_400_000
}
