import type { Category, FigureKind, FigureRecord } from '../contract.ts'
import { treeDistance } from '../syntax/walk.ts'
import type { Document, Figure } from '../text/document.ts'
import type { Happening } from './triggers.ts'

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

/** Counts of each happening: every count of a sentence goes to the nearest trigger, by the tree, that it fits. */
export function figuresOf(document: Document, happenings: readonly Happening[]): Map<Happening, FigureRecord[]> {
  const found = new Map<Happening, FigureRecord[]>(happenings.map(happening => [happening, []]))
  for (const figure of document.figures) {
    const owner = nearest(document, figure, happenings)
    if (owner !== null) found.get(owner)?.push(recordOf(document, figure, owner))
  }
  return found
}

function nearest(document: Document, figure: Figure, happenings: readonly Happening[]): Happening | null {
  let best: Happening | null = null
  let least = FARTHEST + 1
  for (const happening of happenings) {
    if (FITS[figure.kind]?.includes(happening.lead.category) === false) continue
    for (const { token } of [happening.lead, ...happening.others]) {
      const distance = treeDistance(document, figure.token, token) ?? Number.POSITIVE_INFINITY
      if (distance < least) [best, least] = [happening, distance]
    }
  }
  return best
}

function recordOf(document: Document, figure: Figure, { lead }: Happening): FigureRecord {
  const { start, end, min, max } = figure
  // Gold rule: "Exchanges give the count per side as exchanged; one-sided ones released."
  const kind = figure.perSide && lead.category === 'RETREAT' ? 'exchanged' : figure.kind
  return { kind, min, max, text: document.text.slice(start, end) }
}
