import type { Category, EventRecord, FigureKind, Issue, PlaceRecord, Status } from '../../contract.ts'
import { isPrivate, WITHHELD } from '../../privacy/withhold.ts'
import { stateName } from '../../entities/actors/state-names.ts'
import { countedParties } from '../../events/party.ts'
import { daysOf } from './features.ts'
import { matchOf } from './figures.ts'
import { kindOf, type HappeningKind } from './kinds.ts'

/** Which record: an event of a dispatch. */
export interface RecordRef {
  readonly dispatch: string
  readonly record: string
}

/** One count, and who gives it. */
export interface Account extends RecordRef {
  readonly min: number | null
  readonly max: number | null
  /** As the report has it: `6,057 bodies`. */
  readonly text: string
  /** Usual names of those the sentence ascribes it to, outermost first; empty for the reporter's own voice. */
  readonly speakers: readonly string[]
}

/** What is counted, with the lowest and the highest count; one and the same account where nobody differs. */
export interface CountedFigure {
  readonly kind: FigureKind
  /** Whether the count is of what was to come, as planned, demanded or proposed, or of what came. */
  readonly isAhead: boolean
  readonly low: Account
  readonly high: Account
}

/** What one report made of the happening. */
export interface StatusReport extends RecordRef {
  readonly status: Status
  /** Day of publication. */
  readonly published: string | null
}

/** What the records of a happening come to. No word of a sentence is in it. */
export interface HappeningRecord {
  readonly kind: HappeningKind
  readonly category: Category
  readonly mode: readonly string[]
  readonly issue: Issue | null
  /** First and last possible day; null on an open side. */
  readonly start: string | null
  readonly end: string | null
  readonly actors: readonly NamedParty[]
  readonly recipients: readonly NamedParty[]
  /** The most exact first. */
  readonly places: readonly SummaryPlace[]
  /** What the latest report makes of it. */
  readonly status: Status
  /** Reports in order of publication, those between two that say the same left out: how its status changed. */
  readonly statuses: readonly StatusReport[]
  /** Whether some say that it happened, and others that it did not. */
  readonly isDisputed: boolean
  readonly figures: readonly CountedFigure[]
  /** How many records report it. */
  readonly records: number
  /** The record that was first in the ledger. */
  readonly first: RecordRef
}

export interface NamedParty {
  readonly code: string
  readonly name: string
}

type SummaryPlace = Pick<PlaceRecord, 'name' | 'country' | 'lat' | 'lon' | 'resolution' | 'geonameid'>

/** A record as a report of a happening. */
export interface Report extends RecordRef {
  readonly event: EventRecord
  readonly published: string | null
}

const MOST_PARTIES = 12
const MOST_PLACES = 6
const MOST_STATUSES = 40
const MOST_MODES = 8
const MOST_FIGURES = 12

/** What the records come to once this report is among them. Reports come in the order of the ledger. */
export function withReport(known: HappeningRecord | null, report: Report): HappeningRecord {
  const before = known ?? nothingOf(report)
  const { event, dispatch, record, published } = report
  const statuses = withStatus(before.statuses, { status: event.status, published, dispatch, record })
  return {
    ...before,
    category: isFirm(event, before) ? event.event : before.category,
    mode: [...new Set([...before.mode, ...event.mode])].slice(0, MOST_MODES),
    issue: before.issue ?? event.issue,
    ...narrower(before, daysOf(event, published)),
    actors: withParties(before.actors, event.actor),
    recipients: withParties(before.recipients, event.recipient),
    places: withPlaces(before.places, event.places),
    status: statuses.at(-1)?.status ?? event.status,
    statuses,
    isDisputed: areDisputed(statuses),
    figures: withFigures(before.figures, report),
    records: before.records + 1,
  }
}

function nothingOf({ event, dispatch, record, published }: Report): HappeningRecord {
  const { start, end } = daysOf(event, published)
  // prettier-ignore
  return {
    kind: kindOf(event), category: event.event, mode: [], issue: null, start, end, actors: [], recipients: [], places: [],
    status: event.status, statuses: [], isDisputed: false, figures: [], records: 0, first: { dispatch, record },
  }
}

function areDisputed(statuses: readonly StatusReport[]): boolean {
  const told = new Set(statuses.map(({ status }) => status))
  return told.has('denied') && (told.has('happened') || told.has('ongoing'))
}

/** A meeting that was held is a CONSULT, whatever it was when it was planned. */
function isFirm({ status }: EventRecord, before: HappeningRecord): boolean {
  return status === 'happened' && before.statuses.every(one => one.status !== 'happened')
}

/** The shorter of two stretches of days; what came says more than what was to come. */
function narrower({ start, end }: HappeningRecord, days: ReturnType<typeof daysOf>) {
  return lengthOf(days.start, days.end) < lengthOf(start, end) ? days : { start, end }
}

function lengthOf(start: string | null, end: string | null): number {
  if (start === null) return 1e9 // told as past
  return end === null ? 2e9 : Date.parse(end) - Date.parse(start)
}

function withParties(before: readonly NamedParty[], entities: EventRecord['actor']): NamedParty[] {
  const parties = new Map(before.map(party => [party.code, party]))
  for (const entity of entities) {
    for (const code of countedParties([entity])) {
      const known = parties.get(code)
      // A code stands for what no report has called by a name yet.
      if (known === undefined || known.name === code) parties.set(code, { code, name: partyName(code, entity) })
    }
  }
  return [...parties.values()].slice(0, MOST_PARTIES)
}

/** A state by its usual name, whoever spoke or fought for it; a group or body by its own. */
function partyName(code: string, { name, sector }: EventRecord['actor'][number]): string {
  const state = stateName(code)
  if (state !== null) return state
  const isOfGovernment = sector.includes('GOV') && !code.includes('/')
  return /^\p{Lu}/u.test(name) && !isOfGovernment ? name : code
}

const EXACT = ['point', 'city', 'district', 'province', 'region', 'sea', 'country', 'world']

function withPlaces(before: readonly SummaryPlace[], places: EventRecord['places']): SummaryPlace[] {
  const all = new Map(before.map(place => [`${place.name}|${place.country}`, place]))
  for (const { name, country, lat, lon, resolution, geonameid } of places) {
    const key = `${name}|${country}`
    if (!all.has(key)) all.set(key, { name, country, lat, lon, resolution, geonameid })
  }
  const exact = [...all.values()].sort((a, b) => EXACT.indexOf(a.resolution) - EXACT.indexOf(b.resolution))
  return exact.slice(0, MOST_PLACES)
}

function withStatus(before: readonly StatusReport[], report: StatusReport): StatusReport[] {
  const later = before.findLastIndex(one => (one.published ?? '') <= (report.published ?? ''))
  const all = [...before.slice(0, later + 1), report, ...before.slice(later + 1)]
  // Of several in a row that say the same, the first and the last are kept.
  const kept = all.filter((one, i) => !(all[i - 1]?.status === one.status && all[i + 1]?.status === one.status))
  return kept.length <= MOST_STATUSES ? kept : [...kept.slice(0, 1), ...kept.slice(1 - MOST_STATUSES)]
}

const AHEAD: ReadonlySet<Status> = new Set<Status>(['planned', 'proposed', 'demanded', 'conditional', 'hypothetical'])

function withFigures(before: readonly CountedFigure[], report: Report): CountedFigure[] {
  const { event, dispatch, record } = report
  const figures = [...before]
  const isAhead = AHEAD.has(event.status)
  // A happening is shown in lists, apart from the sentence: it names nobody who holds no office.
  const speakers = event.attribution.map(speaker => (isPrivate(speaker) ? WITHHELD : speaker.name))
  for (const { kind, min, max, text } of event.figures) {
    const account = { dispatch, record, min, max, text, speakers }
    const at = figures.findIndex(figure => figure.kind === kind && figure.isAhead === isAhead && isNear(figure, account)) // prettier-ignore
    const known = figures[at]
    if (known === undefined) figures.push({ kind, isAhead, low: account, high: account })
    else figures[at] = widened(known, account)
  }
  return figures.slice(0, MOST_FIGURES)
}

/** Whether the count may be another account of what is counted: bodies handed over are not told with bodies received. */
function isNear({ kind, low, high }: CountedFigure, { min, max }: Account): boolean {
  return [low, high].some(known => matchOf([{ kind, min: known.min, max: known.max }], [{ kind, min, max }]) !== 'far')
}

function widened(figure: CountedFigure, account: Account): CountedFigure {
  const low = leastOf(account) < leastOf(figure.low) ? account : figure.low
  const high = mostOf(account) > mostOf(figure.high) ? account : figure.high
  return { ...figure, low, high }
}

const leastOf = ({ min, max }: Account) => min ?? max ?? Infinity
const mostOf = ({ min, max }: Account) => max ?? min ?? -Infinity
