import type { DateRecord, EventRecord, Issue, Status } from '../../contract.ts'
import { partyOf } from '../../events/party.ts'
import { kindOf, type HappeningKind } from './kinds.ts'

/** How the days of a record lie: on known days, up to one (told as past, day unsaid), or from one on (yet to come). */
export type Span = 'dated' | 'past' | 'coming'

/** What records are compared by: all that tells one occurrence from another, without words that name persons. */
export interface Features {
  readonly kind: HappeningKind
  readonly span: Span
  /** First and last possible day, YYYY-MM-DD; null on the open side. */
  readonly start: string | null
  readonly end: string | null
  readonly mode: readonly string[]
  readonly issue: Issue | null
  readonly status: Status
  /** Parties as `RUS`, `COD/REB`, `IGO`, without those that the text does not name. */
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly places: readonly FeaturePlace[]
  readonly figures: readonly FeatureFigure[]
  /** Beginnings of the longer words of the sentence, in order of the alphabet. */
  readonly stems: readonly string[]
}

export type FeaturePlace = Pick<
  EventRecord['places'][number],
  'name' | 'country' | 'lat' | 'lon' | 'resolution' | 'geonameid'
>
export type FeatureFigure = Pick<EventRecord['figures'][number], 'kind' | 'min' | 'max'>

const MOST_PLACES = 4
const MOST_STEMS = 40

/** The features of a record; null where it has no day at all, so that nothing else can be known to be the same. */
export function featuresOf(event: EventRecord): Features | null {
  const span = spanOf(event.date)
  if (span === null) return null
  return {
    kind: kindOf(event),
    span,
    start: event.date?.start ?? null,
    end: event.date?.end ?? null,
    mode: event.mode,
    issue: event.issue,
    status: event.status,
    actors: partiesIn(event.actor),
    recipients: partiesIn(event.recipient),
    places: event.places.slice(0, MOST_PLACES).map(({ name, country, lat, lon, resolution, geonameid }) => {
      return { name, country, lat, lon, resolution, geonameid }
    }),
    figures: event.figures.map(({ kind, min, max }) => ({ kind, min, max })),
    stems: stemsOf(event.evidence.quote),
  }
}

function spanOf(date: DateRecord | null): Span | null {
  if (date === null || (date.start === null && date.end === null)) return null
  if (date.start === null) return 'past'
  return date.end === null ? 'coming' : 'dated'
}

/** Parties as the process has them; who belongs to none, as civilians do, counts for the state. */
function partiesIn(entities: EventRecord['actor']): string[] {
  return [...new Set(entities.flatMap(partyCode))].sort()
}

/** A party as one text, `RUS` or `COD/REB`; nothing for those that the text does not name. */
export function partyCode(entity: EventRecord['actor'][number]): string[] {
  return entity.code === 'UNK' ? [] : [partyOf(entity) ?? entity.code]
}

const SHORTEST_WORD = 4
const STEM = 6

function stemsOf(quote: string): string[] {
  const words = quote.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const stems = words.filter(({ length }) => length >= SHORTEST_WORD).map(word => word.slice(0, STEM))
  return [...new Set(stems)].sort().slice(0, MOST_STEMS)
}
