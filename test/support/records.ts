import type {
  AttributionRecord,
  DateRecord,
  EntityRecord,
  EventRecord,
  Evidence,
  PlaceRecord,
  Sector,
} from '../../src/contract.ts'

/** Where `words` stand in `text`; the test is wrong where they do not. */
export function spanOf(text: string, words: string): { start: number; end: number; text: string } {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`No "${words}" in the text`)
  return { start, end: start + words.length, text: words }
}

/** Evidence: the sentence that begins with `opening`, and its trigger where one is named. */
export function evidenceOf(text: string, opening: string, trigger?: string): Evidence {
  const { start } = spanOf(text, opening)
  const end = text.indexOf('.', start) + 1
  const quote = text.slice(start, end)
  if (trigger === undefined) return { start, end, quote }
  const within = spanOf(quote, trigger)
  return { start, end, quote, trigger: { start: start + within.start, end: start + within.end, text: trigger } }
}

export interface Someone {
  readonly name: string
  readonly code: string
  readonly sector: readonly Sector[]
}

/** An actor or recipient, mentioned as `words`. */
export function entityOf(text: string, words: string, { name, code, sector }: Someone): EntityRecord {
  return { ...spanOf(text, words), name, code, sector }
}

/** A speaker with the words that ascribe. */
export function speakerOf(words: string, verb: string, { name, code, sector }: Someone): AttributionRecord {
  return { text: words, name, code, sector, verb }
}

/** One certain day, written as `words`. */
export function dayOf(words: string, day: string): DateRecord {
  return { text: words, edtf: day, start: day, end: day }
}

export type Somewhere = Omit<PlaceRecord, 'text' | 'start' | 'end'>

/** A place, mentioned as `words`. */
export function placeOf(text: string, words: string, place: Somewhere): PlaceRecord {
  return { ...spanOf(text, words), ...place }
}

/** An event with the given slots; the others as they are where a sentence says nothing of them. */
export function eventOf(slots: Partial<EventRecord> & Pick<EventRecord, 'id' | 'event' | 'evidence'>): EventRecord {
  // prettier-ignore
  return {
    mode: [], context: [], cameo: null, scale: null, actor: [], recipient: [], issue: null, date: null, places: [],
    status: 'happened', attribution: [], figures: [], links: [], confidence: 0.8, why: ['written by hand'], ...slots,
  }
}
