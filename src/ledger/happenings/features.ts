import type { EventRecord, Issue, Status } from '../../contract.ts'
import { countedParties } from '../../events/party.ts'
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
  /** Beginnings of the longer words of the sentence, and its numbers, in order of the alphabet. */
  readonly stems: readonly string[]
}

export type FeaturePlace = Pick<
  EventRecord['places'][number],
  'name' | 'country' | 'lat' | 'lon' | 'resolution' | 'geonameid'
>
export type FeatureFigure = Pick<EventRecord['figures'][number], 'kind' | 'min' | 'max'>

const MOST_PLACES = 4
const MOST_STEMS = 40

/**
 * The features of a record; null where it has no day at all, so that nothing else can be known to be the same.
 *
 * @param published - The dispatch's day of publication.
 */
export function featuresOf(event: EventRecord, published: string | null): Features | null {
  const { start, end } = daysOf(event, published)
  const span = spanOf(start, end)
  if (span === null) return null
  return {
    kind: kindOf(event),
    span,
    start,
    end,
    mode: event.mode,
    issue: event.issue,
    status: event.status,
    actors: countedParties(event.actor).sort(),
    recipients: countedParties(event.recipient).sort(),
    places: event.places.slice(0, MOST_PLACES).map(({ name, country, lat, lon, resolution, geonameid }) => {
      return { name, country, lat, lon, resolution, geonameid }
    }),
    figures: event.figures.map(({ kind, min, max }) => ({ kind, min, max })),
    stems: stemsOf(event.evidence.quote),
  }
}

const TOLD_AS_PAST: ReadonlySet<Status> = new Set<Status>(['happened', 'ongoing', 'denied'])

/** First and last possible day; what is told as past without any day lies before its publication. */
export function daysOf({ date, status }: EventRecord, published: string | null): Days {
  if (date !== null && (date.start !== null || date.end !== null)) return { start: date.start, end: date.end }
  return { start: null, end: TOLD_AS_PAST.has(status) ? published : null }
}

interface Days {
  readonly start: string | null
  readonly end: string | null
}

function spanOf(start: string | null, end: string | null): Span | null {
  if (start === null) return end === null ? null : 'past'
  return end === null ? 'coming' : 'dated'
}

const SHORTEST_WORD = 4
const STEM = 6

/** Numbers behind a `#`: of two sentences in the same words they tell one occurrence from the next. */
function stemsOf(quote: string): string[] {
  const words = quote.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const stems = words.flatMap(word => {
    if (/^\d+$/.test(word)) return [`#${word}`]
    return word.length < SHORTEST_WORD ? [] : [word.slice(0, STEM)]
  })
  return [...new Set(stems)].sort().slice(0, MOST_STEMS)
}
