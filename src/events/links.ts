import type { EventRecord, LinkKind, LinkRecord } from '../contract.ts'
import { ancestors, dependents } from '../syntax/walk.ts'
import type { Document } from '../text/document.ts'
import { lemmaOf } from './frames/match.ts'

/** A record with the words that name its happening, the fullest mention first. */
export interface Told {
  readonly event: EventRecord
  readonly tokens: readonly number[]
}

const RETALIATION = /\bin (?:retaliation|response|revenge|reprisal)\b|\bretaliat/i
const SAME_DAY = /\b(?:on )?the same day\b|\bhours (?:later|after)\b/i
/** Prepositions and conjunctions before another happening, and how the first then stands to it. */
const CONNECTIVES: readonly [words: RegExp, kind: LinkKind][] = [
  [/^(?:before|until|till)$/, 'before'],
  [/^(?:after|following|since|once)$/, 'after'],
  [/^(?:under)$/, 'outcome-of'],
  [/^(?:during|at)$/, 'part-of'],
]
/** Verbs whose object or oblique comes out of their subject. */
const BRINGS = /^(?:result|lead|produce|yield|bring|end|conclude|close)$/
/** What a meeting can bring about. */
const OUTCOMES: ReadonlySet<string> = new Set(['AGREE', 'RETREAT', 'CONCEDE', 'REJECT'])

/** Links that the text states: by a connective between two happenings of a sentence, or to the one told before. */
export function linkEvents(document: Document, told: readonly Told[]): EventRecord[] {
  return told.map(one => {
    const before = told.filter(({ event }) => event.evidence.start < one.event.evidence.start).map(({ event }) => event)
    const found = [...inSentence(document, one, told), ...toBefore(one.event, before.reverse())]
    const links = found.filter((link, i) => found.findIndex(other => other.event === link.event) === i)
    return links.length === 0 ? one.event : { ...one.event, links }
  })
}

/** What stands below the trigger behind a connective, and what brought the happening about. */
function inSentence(document: Document, { event, tokens }: Told, told: readonly Told[]): LinkRecord[] {
  const eventAt = (token: number) => told.find(other => other.event !== event && other.tokens.includes(token))?.event
  const links: LinkRecord[] = []
  const [trigger] = tokens
  if (trigger === undefined) return links
  for (const below of dependents(document, trigger)) {
    const other =
      eventAt(below) ??
      dependents(document, below)
        .map(eventAt)
        .find(found => found !== undefined)
    const kind = connectiveOf(document, below, event)
    if (other !== undefined && kind !== null) links.push({ kind, event: other.id })
  }
  const source = sourceOf(document, trigger, eventAt)
  return source === null ? links : [...links, { kind: 'outcome-of', event: source.id }]
}

/** "before the talks", "after the attack", "as part of the exchange", "agreed at the talks". */
function connectiveOf(document: Document, below: number, { event }: EventRecord): LinkKind | null {
  const marks = dependents(document, below).filter(i => /^(?:case|mark)$/.test(document.tokens[i]?.deprel ?? ''))
  const words = marks.map(i => lemmaOf(document, i))
  if (lemmaOf(document, below) === 'part' && words.includes('as')) return 'part-of'
  if (words.includes('ahead') || words.includes('prior')) return 'before'
  const kind = CONNECTIVES.find(([connective]) => words.some(word => connective.test(word)))?.[1] ?? null
  return kind === 'part-of' && OUTCOMES.has(event) ? 'outcome-of' : kind
}

/** "The talks resulted in a swap": the subject of the verb that brings the happening about. */
function sourceOf(
  document: Document,
  trigger: number,
  eventAt: (token: number) => EventRecord | undefined,
): EventRecord | null {
  const [verb] = ancestors(document, trigger)
  if (verb === undefined || !BRINGS.test(lemmaOf(document, verb))) return null
  const subjects = dependents(document, verb).filter(i => document.tokens[i]?.deprel === 'nsubj')
  return subjects.map(eventAt).find(found => found !== undefined) ?? null
}

/** To the happening told before: retaliation, and the same day. */
function toBefore(event: EventRecord, before: readonly EventRecord[]): LinkRecord[] {
  const lead = leadOf(event)
  const provoked =
    RETALIATION.test(lead) && event.event === 'ASSAULT' ? before.find(({ event }) => event === 'ASSAULT') : undefined
  const dated = SAME_DAY.test(lead) ? before[0] : undefined
  return [
    ...(provoked === undefined ? [] : [{ kind: 'retaliation-for' as const, event: provoked.id }]),
    ...(dated === undefined ? [] : [{ kind: 'same-day' as const, event: dated.id }]),
  ]
}

/** The sentence up to the trigger: where its connectives stand. */
function leadOf({ evidence }: EventRecord): string {
  return evidence.quote.slice(0, Math.max(0, (evidence.trigger?.end ?? evidence.end) - evidence.start))
}
