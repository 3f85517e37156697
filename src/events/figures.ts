import type { Category, EventRecord, FigureKind, FigureRecord } from '../contract.ts'
import { treeDistance } from '../syntax/walk.ts'
import type { Document, Figure } from '../text/document.ts'
import { partiesOf } from './party.ts'
import type { Happening } from './gather.ts'

// What a count can be of, by the category of the happening it belongs to.
const FITS: Readonly<Partial<Record<FigureKind, readonly Category[]>>> = {
  killed: ['ASSAULT', 'COERCE', 'PROTEST'],
  injured: ['ASSAULT', 'COERCE', 'PROTEST'],
  captured: ['ASSAULT', 'COERCE'],
  released: ['RETREAT', 'CONCEDE', 'AGREE', 'REQUEST', 'COOPERATE'],
  exchanged: ['RETREAT', 'CONCEDE', 'AGREE', 'REQUEST', 'COOPERATE'],
  displaced: ['ASSAULT', 'COERCE', 'RETREAT', 'AID'],
}
/** Arcs beyond which a count is not taken to belong to a trigger. */
const FARTHEST = 7

/** Counts by happening: each goes to the nearest trigger of its sentence, by the tree, that it fits, else to the happening it is told of. */
export function figuresOf(document: Document, happenings: readonly Happening[]): Map<Happening, Figure[]> {
  const found = new Map<Happening, Figure[]>(happenings.map(happening => [happening, []]))
  for (const figure of document.figures) {
    const fitting = happenings.filter(({ lead }) => fits(figure, lead.category))
    const returning = figure.perSide ? fitting.filter(({ lead }) => lead.category === 'RETREAT') : []
    const truces = isOfTruce(document, figure) ? fitting.filter(({ lead }) => lead.issue === 'ceasefire') : []
    const owner =
      nearest(document, figure, truces) ??
      nearest(document, figure, returning) ??
      nearest(document, figure, fitting) ??
      toldOf(document, figure, fitting)
    if (owner !== null) found.get(owner)?.push(figure)
  }
  return found
}

/** "a 30-day ceasefire": how long a truce holds belongs to what is said of the truce. */
function isOfTruce(document: Document, { kind, token }: Figure): boolean {
  const beside = document.tokens.slice(token + 1, token + 5)
  return kind === 'days' && beside.some(({ lemma }) => /^(?:ceasefire|cease-fire|truce|pause)$/i.test(lemma))
}

function fits({ perSide, kind }: Figure, category: Category): boolean {
  // What each side gives as many of is exchanged, whatever noun stands beside the number.
  return (perSide ? FITS.exchanged : FITS[kind])?.includes(category) !== false
}

function nearest(document: Document, figure: Figure, happenings: readonly Happening[]): Happening | null {
  let best: Happening | null = null
  let least = FARTHEST + 1
  for (const happening of happenings) {
    for (const { token } of [happening.lead, ...happening.others]) {
      const distance = treeDistance(document, figure.token, token) ?? Number.POSITIVE_INFINITY
      if (distance < least) [best, least] = [happening, distance]
    }
  }
  return best
}

const HARM: ReadonlySet<FigureKind> = new Set<FigureKind>(['killed', 'injured', 'captured', 'displaced'])

/** A happening that the sentence of the count names again by its word ("the exchange would cover 1,000"); harm is of the last assault before. */
function toldOf(document: Document, figure: Figure, happenings: readonly Happening[]): Happening | null {
  const sentence = document.tokens[figure.token]?.sentence ?? -1
  if (figure.perSide && !figure.settled) return namedIn(document, sentence, happenings)
  if (!HARM.has(figure.kind)) return null
  const isJustBefore = ({ lead }: Happening) => document.tokens[lead.token]?.sentence === sentence - 1
  return happenings.findLast(happening => isJustBefore(happening) && happening.lead.category === 'ASSAULT') ?? null
}

function namedIn(document: Document, sentence: number, happenings: readonly Happening[]): Happening | null {
  const { first = 0, past = 0 } = document.sentences[sentence] ?? {}
  const words = new Set(document.tokens.slice(first, past).map(({ lemma }) => lemma))
  const isNamed = ({ lead: { token } }: Happening) => token < first && words.has(document.tokens[token]?.lemma ?? '')
  return happenings.findLast(isNamed) ?? null
}

/** A count as the record has it: what a bare number of people or things counts is said by what happens to them. */
export function figureRecord(
  document: Document,
  figure: Figure,
  event: Pick<EventRecord, 'event' | 'mode' | 'actor'>,
): FigureRecord {
  const { start, end, min, max, kind, perSide } = figure
  const text = document.text.slice(start, end)
  if (figure.settled || (kind !== 'other' && kind !== 'released')) return { kind, min, max, text }
  // Gold rule: "Exchanges give the count per side as exchanged; one-sided ones released."
  if (isFreeing(event) && (perSide || partiesOf(event.actor).length > 1)) return { kind: 'exchanged', min, max, text }
  return { kind: kind === 'other' ? kindOf(event) : kind, min, max, text }
}

const isFreeing = ({ event, mode }: Pick<EventRecord, 'event' | 'mode'>) =>
  event === 'RETREAT' && mode.includes('release')

function kindOf({ event, mode }: Pick<EventRecord, 'event' | 'mode'>): FigureKind {
  if (isFreeing({ event, mode })) return 'released'
  if (mode.some(one => one === 'arrest' || one === 'abduct' || one === 'hostage')) return 'captured'
  return event === 'CONSULT' || event === 'PROTEST' || event === 'MOBILIZE' ? 'participants' : 'other'
}
