import type { EventRecord, Issue } from '../contract.ts'
import type { Document, Figure } from '../text/document.ts'
import { issueOfWord } from './issues.ts'
import { hasUse, triggerTokens, type TextAndTables } from './words.ts'

/** How many, and whether as many on each side. */
export interface Count {
  readonly count: number
  readonly per: string | null
}

/** Issues whose outcomes are counted: people let go, or things. */
const PEOPLE: ReadonlySet<Issue> = new Set(['prisoner-exchange', 'hostage-release', 'return-of-children', 'refugees'])
const THINGS: ReadonlySet<Issue> = new Set([
  'return-of-remains', 'monitoring', 'disarmament', 'aid', 'humanitarian-access',
]) // prettier-ignore
const UNCOUNTED: ReadonlySet<string> = new Set(['days', 'money', 'killed', 'injured'])

interface Quantity {
  readonly figure: Figure
  /** What the figure's own words say that it counts; `people` where they are only persons. */
  readonly counts: Issue | 'people' | null
  readonly count: number
}

/** All numbers of the event's sentence that count the issue, in order; "270 soldiers and 120 civilians" are one. */
export function countsOf(
  reading: TextAndTables,
  event: EventRecord,
  { issue, deeds }: { readonly issue: Issue; readonly deeds: readonly EventRecord[] },
): Count[] {
  if (!PEOPLE.has(issue) && !THINGS.has(issue)) return []
  const { evidence } = event
  const rivals = deeds.filter(other => other !== event && other.evidence.start === evidence.start)
  const inside = (figure: Figure) =>
    figure.start >= evidence.start && figure.end <= evidence.end && isNearest(figure, event, rivals)
  const quantities = joinedUp(reading, reading.document.figures.filter(inside).flatMap(quantityOf(reading)))
  return quantities.filter((one, i) => fits(one, issue, quantities.slice(0, i))).map(asCount)
}

/** Whether no other deed of the sentence stands nearer to the figure; what is promised counts for the promise too. */
function isNearest({ start }: Figure, event: EventRecord, rivals: readonly EventRecord[]): boolean {
  const from = ({ evidence }: EventRecord) => Math.abs((evidence.trigger?.start ?? evidence.start) - start)
  const isRival = (other: EventRecord) => other.event === event.event && other.status === event.status
  return rivals.every(rival => !isRival(rival) || from(event) <= from(rival))
}

const asCount = ({ figure, count }: Quantity): Count => ({ count, per: figure.perSide ? 'side' : null })

/** A number "on each side" that one of the next sentences gives for the issue, where the event's own has none. */
export function countNearby(reading: TextAndTables, { evidence }: EventRecord, issue: Issue): Count | null {
  if (!PEOPLE.has(issue)) return null
  const { document } = reading
  const [token = 0] = triggerTokens(document, evidence)
  const own = document.tokens[token]?.sentence ?? 0
  const near = document.figures.filter(({ perSide, token }) => {
    const sentence = document.tokens[token]?.sentence ?? 0
    return perSide && sentence > own && sentence <= own + NEXT_SENTENCES && names(reading, sentence, issue)
  })
  const [first] = near.flatMap(quantityOf(reading)).filter(one => fits(one, issue, []))
  return first === undefined ? null : asCount(first)
}

const NEXT_SENTENCES = 4

function names(reading: TextAndTables, sentence: number, issue: Issue): boolean {
  const { first = 0, past = 0 } = reading.document.sentences[sentence] ?? {}
  for (let token = first; token < past; token++) {
    if (issueOfWord(reading, token) === issue || hasUse(reading, token, 'exchange')) return true
  }
  return false
}

const quantityOf =
  (reading: TextAndTables) =>
  (figure: Figure): Quantity[] => {
    const { document } = reading
    const isTime = document.times.some(({ start, end }) => start < figure.end && end > figure.start)
    if (isTime || figure.min === null) return []
    // "6,000 dead" are counted as killed, unless it is their remains that are counted.
    if (UNCOUNTED.has(figure.kind) && !isOfRemains(reading, figure)) return []
    if (isOfSeries(document, figure)) return []
    return [{ figure, counts: countedBy(reading, figure), count: figure.min }]
  }

/** "On June 10, 12 and 14": further days of a month already named. */
function isOfSeries(document: Document, { start }: Figure): boolean {
  const before = document.text.slice(Math.max(0, start - 40), start)
  return /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\.? (?:\d{1,2}(?:, | and |, and ))+$/i.test(
    before,
  )
}

function countedBy(reading: TextAndTables, figure: Figure): Quantity['counts'] {
  const noun = nounOf(reading, figure)
  if (noun < 0) return null
  if (isOfRemains(reading, figure)) return 'return-of-remains'
  const issue = issueOfWord(reading, noun)
  if (issue !== null && (PEOPLE.has(issue) || THINGS.has(issue))) return issue
  return hasUse(reading, noun, 'people') ? 'people' : 'other'
}

/** Words after a number among which the noun counted stands, where the figure names none. */
const NOUN_REACH = 4

function nounOf(reading: TextAndTables, { noun, token }: Figure): number {
  const { tokens } = reading.document
  if (noun >= 0) return noun
  for (let i = token + 1; i <= token + NOUN_REACH; i++) {
    const { upos = '', sentence } = tokens[i] ?? {}
    if (sentence !== tokens[token]?.sentence || /^(?:ADP|VERB|PUNCT|CCONJ)$/.test(upos)) return -1
    if (upos === 'NOUN') return i
  }
  return -1
}

/** "The remains of 6,057 people", "78 of its own dead". */
function isOfRemains({ document }: TextAndTables, { start, end }: Figure): boolean {
  const before = document.text.slice(Math.max(0, start - 40), start)
  const after = document.text.slice(end, end + 30)
  return /\b(?:remains|bodies|corpses) of (?:\w+ ){0,3}$/i.test(before) || /^ (?:more )?of (?:its|their) (?:own )?(?:dead|fallen)\b/i.test(after) // prettier-ignore
}

/** A number without a noun ("receiving 78 in return") counts what the one before it counts. */
function fits({ figure, counts }: Quantity, issue: Issue, before: readonly Quantity[]): boolean {
  if (counts === issue) return true
  const told = before.findLast(other => other.counts !== null)?.counts ?? null
  if (counts !== null) return isPeopleOf(issue, counts)
  if (told !== null) return told === issue || isPeopleOf(issue, told)
  return PEOPLE.has(issue) && isOfPeople(figure.kind)
}

const isPeopleOf = (issue: Issue, counts: Quantity['counts']) => counts === 'people' && PEOPLE.has(issue)

const isOfPeople = (kind: Figure['kind']) => kind === 'exchanged' || kind === 'released'

/** Two numbers of persons with only "and" between their nouns are parts of one. */
function joinedUp(reading: TextAndTables, quantities: readonly Quantity[]): Quantity[] {
  const joined: Quantity[] = []
  for (const one of quantities) {
    const last = joined.at(-1)
    const between = last === undefined ? '' : reading.document.text.slice(last.figure.end, one.figure.start)
    const isPart = last?.counts === 'people' && one.counts === 'people' && /^ (?:[\w-]+ ){1,3}and (?:about |some )?$/.test(between) // prettier-ignore
    if (last === undefined || !isPart) joined.push(one)
    else joined[joined.length - 1] = { ...last, figure: { ...last.figure, end: one.figure.end }, count: last.count + one.count } // prettier-ignore
  }
  return joined
}
