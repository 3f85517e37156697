import type { Category, EventRecord, FigureKind, FigureRecord } from '../contract.ts'
import { treeDistance } from '../syntax/walk.ts'
import type { Document, Figure } from '../text/document.ts'
import { partiesOf } from './party.ts'
import type { Happening } from './gather.ts'

// What a count can be of, by the category of the happening it belongs to.
const FITS: Readonly<Partial<Record<FigureKind, readonly Category[]>>> = {
  killed: ['ASSAULT', 'COERCE', 'PROTEST', 'ACCUSE'],
  injured: ['ASSAULT', 'COERCE', 'PROTEST'],
  captured: ['ASSAULT', 'COERCE'],
  released: ['RETREAT', 'CONCEDE', 'AGREE', 'REQUEST', 'COOPERATE'],
  exchanged: ['RETREAT', 'CONCEDE', 'AGREE', 'REQUEST', 'COOPERATE'],
  displaced: ['ASSAULT', 'COERCE', 'RETREAT', 'AID'],
}
/** Arcs beyond which a count is not taken to belong to a trigger. */
const FARTHEST = 7

/** Counts by happening: every count of a sentence goes to the nearest trigger, by the tree, that it fits. */
export function figuresOf(document: Document, happenings: readonly Happening[]): Map<Happening, Figure[]> {
  const found = new Map<Happening, Figure[]>(happenings.map(happening => [happening, []]))
  for (const figure of document.figures) {
    const owner = nearest(document, figure, happenings)
    if (owner !== null) found.get(owner)?.push(figure)
  }
  return found
}

function nearest(document: Document, figure: Figure, happenings: readonly Happening[]): Happening | null {
  let best: Happening | null = null
  let least = FARTHEST + 1
  for (const happening of happenings) {
    // What each side gives as many of is exchanged, whatever noun stands beside the number.
    const fits = figure.perSide ? FITS.exchanged : FITS[figure.kind]
    if (fits?.includes(happening.lead.category) === false) continue
    for (const { token } of [happening.lead, ...happening.others]) {
      const distance = treeDistance(document, figure.token, token) ?? Number.POSITIVE_INFINITY
      if (distance < least) [best, least] = [happening, distance]
    }
  }
  return best
}

/** A count as the record has it: what a bare number of people or things counts is said by what happens to them. */
export function figureRecord(
  document: Document,
  figure: Figure,
  event: Pick<EventRecord, 'event' | 'mode' | 'actor'>,
): FigureRecord {
  const { start, end, min, max, kind, perSide } = figure
  const text = document.text.slice(start, end)
  if (kind !== 'other' && kind !== 'released') return { kind, min, max, text }
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
