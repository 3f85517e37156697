/** The ledger's tables as schema/*.sql makes them; what each column means stands there and in docs/ledger.md. */
export interface Tables {
  entry: EntryTable
  blob: { hash: string; bytes: Uint8Array | null }
  view_state: { name: string; projection: number; through: number }
  dispatch: DispatchTable
  reading: ReadingTable
  event: EventTable
  event_party: PartyTable & { event_number: number; sectors: string; name: string }
  event_place: PlaceTable
  process_object: ProcessTable
  process_party: PartyTable & { object_number: number }
  review: ReviewTable
  correction: CorrectionTable
  passed_over: PassedOverTable
  dispatch_origin: { number: number; origin: number; credit: string | null }
  origin_key: { key: number; number: number }
  happening: HappeningTable
  happening_member: MemberTable
  happening_key: { key: number; member: number }
  dispatch_search: { rowid: number; title: string; body: string }
  event_search: { rowid: number; quote: string; names: string }
  process_search: { rowid: number; quote: string; names: string }
}

interface EntryTable {
  sequence: number
  kind: string
  recorded_at: string
  body: string
  prev_hash: string
  hash: string
}

/** From which entry on a row holds, and before which it ends. */
interface Held {
  since: number
  until: number
}

export interface DispatchTable extends Held {
  number: number
  id: string
  version: number
  text_hash: string
  content_hash: string
  bytes_hash: string | null
  title: string | null
  publisher: string | null
  published: string | null
  url: string | null
  language: string
  name: string
  received_at: string | null
  recorded_at: string
  sort_day: string
  redacted: number
}

interface ReadingTable extends Held {
  number: number
  dispatch_id: string
  text_hash: string
  engine: string
  model: string
  session: string
  reading_hash: string
  doubts: string
  recorded_at: string
}

/** What events and process objects have in common. */
interface RecordTable extends Held {
  number: number
  id: string
  dispatch_id: string
  position: number
  start_day: string | null
  end_day: string | null
  sort_day: string
  review: string
  corrections: number
  record: string
}

export interface EventTable extends RecordTable {
  category: string
  status: string
  issue: string | null
  confidence: number
}

export interface ProcessTable extends RecordTable {
  kind: string
  issue: string | null
  status: string | null
  stance: string | null
  round: number | null
}

interface PartyTable {
  role: string
  position: number
  code: string
}

export interface PlaceTable {
  event_number: number
  position: number
  name: string
  folded: string
  country: string | null
  lat: number | null
  lon: number | null
  resolution: string
  geonameid: number | null
}

export interface ReviewTable {
  sequence: number
  dispatch_id: string
  record_id: string
  decision: string
  reviewer: string
  note: string | null
  recorded_at: string
}

export interface CorrectionTable {
  sequence: number
  dispatch_id: string
  record_id: string
  slot: string
  old_value: string
  new_value: string
  reviewer: string
  note: string | null
  recorded_at: string
}

interface PassedOverTable extends Held {
  number: number
  dispatch_id: string
  text_hash: string
  why: string
  engine: string
  score: number | null
  recorded_at: string
}

export interface HappeningTable extends Held {
  number: number
  id: string
  kind: string
  category: string
  status: string
  start_day: string | null
  end_day: string | null
  sort_day: string
  dispatches: number
  origins: number
  record: string
}

export interface MemberTable extends Held {
  number: number
  happening_id: string
  dispatch_id: string
  record_id: string
  origin: number
  decided: number
  features: string
}

/** Tables that are computed from the entries, in the order in which they are made. */
// prettier-ignore
export const VIEWS = [
  'dispatch', 'reading', 'event', 'event_party', 'event_place', 'process_object', 'process_party', 'review', 'correction',
  'passed_over', 'dispatch_origin', 'origin_key', 'happening', 'happening_member', 'happening_key', 'dispatch_search',
  'event_search', 'process_search',
] as const satisfies readonly (keyof Tables)[]

/** Stands in `until` for a row that still holds: the largest whole number that JavaScript keeps exactly. */
export const OPEN = Number.MAX_SAFE_INTEGER

/** Version of the rules in views/; a change of theirs that changes rows raises it, and `parley rebuild` is due. */
export const PROJECTION = 3
