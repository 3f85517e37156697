import { isNear } from './days.ts'
import { TELLING_KINDS, type Report, type Told } from './told.ts'

/** Words in a shingle. */
const SHINGLE = 3
/** Share of the shorter sentence's shingles that both have, from which one is the other in other dress. */
const TWIN = 0.4
/** Share of a report's sentences with a twin in another, from which it is a reprint of that. */
const REPRINT = 0.5
/** Days within which a text is reprinted. */
const REPRINT_DAYS = 7

/** Runs of three words of a sentence, without case and signs, and its numbers. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const shingles = new Set<string>()
  // A text of one or two words is one run.
  const runs = Math.min(words.length, Math.max(1, words.length - SHINGLE + 1))
  for (let i = 0; i < runs; i++) shingles.add(words.slice(i, i + SHINGLE).join(' '))
  for (const number of text.match(/\d[\d.,]*/g) ?? []) shingles.add(`#${number.replace(/\D/g, '')}`)
  return shingles
}

const numbersIn = (shingles: ReadonlySet<string>) => [...shingles].filter(shingle => shingle.startsWith('#'))

/** Whether two sentences have so many runs of words in common that one was written from the other. */
export function areTwins(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  // Of two stages of one exchange, told in the same words, only the number tells them apart.
  if (!numbersIn(few).every(number => many.has(number))) return false
  // A sentence of a few words has its like by chance.
  if (few.size < 4) return few.size === many.size && [...few].every(shingle => many.has(shingle))
  return [...few].filter(shingle => many.has(shingle)).length >= TWIN * few.size
}

interface Sentences {
  readonly report: Report
  readonly shingles: ReadonlyMap<string, ReadonlySet<string>>
}

// The ledger settles whose copy a dispatch is by its whole text, as it comes in (src/ledger/views/origin.ts). Here another thing is asked:
// which sentences that tell of a process were read before. A report of its own that quotes a wire at length is no copy, and has them; a copy
// has them without more being known of it; and boards are made of readings that no ledger holds as well. With the origins at hand all of
// this would still have to be looked at, sentence by sentence.

/**
 * Reports in order of publication, reprints without what the reader made of the same sentences anew: of a sentence printed twice
 * the first reading stands. What a reprint says in the same way stays, as a further sentence; so does what only it has.
 */
export function withoutRepeats(reports: readonly Report[]): Report[] {
  const ordered = [...reports].sort((a, b) => publishedOf(a).localeCompare(publishedOf(b)))
  const earlier: Sentences[] = []
  return ordered.map(report => {
    const own = sentencesOf(report)
    const original = earlier.find(other => isReprint(own, other))
    earlier.push(own)
    return original === undefined ? report : trimmed(own, original)
  })
}

// What has no day comes last, so that it is not the original.
const publishedOf = ({ dispatch }: Report) => dispatch.published ?? '9'

function sentencesOf(report: Report): Sentences {
  const quotes = TELLING_KINDS.flatMap(kind => report[kind].map(({ anchor }) => anchor.quote))
  return { report, shingles: new Map(quotes.map(quote => [quote, shinglesOf(quote)])) }
}

function isReprint(own: Sentences, other: Sentences): boolean {
  const [a, b] = [own.report.dispatch, other.report.dispatch]
  if (a.published !== null && b.published !== null && !isNear(a.published, b.published, REPRINT_DAYS)) return false
  const all = [...own.shingles.values()]
  const twins = all.filter(mine => twinIn(mine, other))
  return all.length > 0 && twins.length >= REPRINT * all.length
}

const twinIn = (mine: ReadonlySet<string>, { shingles }: Sentences) =>
  [...shingles.values()].some(theirs => areTwins(mine, theirs))

/** The reprint without records that the original has not, where the original has the sentence. */
function trimmed({ report, shingles }: Sentences, original: Sentences): Report {
  const keep = <Record>(told: readonly Told<Record>[], known: readonly Told<Record>[], same: Alike<Record>) =>
    told.filter(({ record, anchor }) => {
      const mine = shingles.get(anchor.quote)
      return known.some(one => same(one.record, record)) || mine === undefined || !twinIn(mine, original)
    })
  const before = original.report
  return {
    ...report,
    rounds: keep(
      report.rounds,
      before.rounds,
      (a, b) => (a.ordinal ?? b.ordinal) === (b.ordinal ?? a.ordinal) && isAhead(a.status) === isAhead(b.status),
    ),
    delegations: keep(report.delegations, before.delegations, (a, b) => a.head.name === b.head.name),
    proposals: keep(report.proposals, before.proposals, (a, b) => a.by === b.by && a.issue === b.issue),
    outcomes: keep(report.outcomes, before.outcomes, (a, b) => a.issue === b.issue && a.count === b.count),
    positions: keep(
      report.positions,
      before.positions,
      (a, b) => a.by === b.by && a.issue === b.issue && a.stance === b.stance,
    ),
  }
}

type Alike<Record> = (a: Record, b: Record) => boolean

const isAhead = (status: string) => status !== 'happened' && status !== 'ongoing'
