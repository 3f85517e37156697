import { z } from 'zod'
import { CATEGORIES, ISSUES, STATUSES } from '../contract.ts'
import { FULFILMENTS } from '../process/across/fulfilment.ts'
import { attributionSchema, listOf, partySchema, processFields, readingSchema } from './record-schemas.ts'
import { dispatchRow, eventRow, label, processRow, reading, review } from './row-schemas.ts'

// What the API takes and gives under /api/v1: the server checks against these, OpenAPI is made from them, and the pages
// take their types from them. Change only by adding.

const day = z.iso.date()

/** A parameter that may stand in the address several times: any of the values will do. */
function several<Value extends z.ZodType<string>>(value: Value) {
  return z.union([value, z.array(value)]).transform(given => (Array.isArray(given) ? given : [given]))
}

const moment = z.string().describe('What was known then: a day, YYYY-MM-DD, or a time in UTC; default now')
const from = day.optional().describe('First day, included')
const to = day.optional().describe('Last day, included')
const q = z.string().max(500).describe('Words; "quoted words" as a phrase, `word*` as a beginning, `-word` not')

export const asOfQuery = z.object({ asOf: moment.optional() })

const paging = {
  ...asOfQuery.shape,
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Rows on a page'),
  cursor: z.string().optional().describe('`next` of the page before'),
  format: z.enum(['json', 'csv']).default('json').describe('`csv` gives all rows of the list, not one page'),
}

export const dispatchesQuery = z.object({
  q: q.optional(),
  publisher: z.string().optional(),
  reading: several(reading).optional(),
  from,
  to,
  ...paging,
})

export const eventsQuery = z.object({
  actor: z.string().optional().describe('Code: `RUS`, or with a sector `COD/REB`'),
  recipient: z.string().optional(),
  speaker: z.string().optional(),
  category: several(z.enum(CATEGORIES)).optional(),
  status: several(z.enum(STATUSES)).optional(),
  country: z.string().optional().describe('ISO 3166 alpha-3 of a place'),
  place: z.string().optional().describe('Beginning of a place’s usual name'),
  from,
  to,
  q: q.optional(),
  dispatch: z.string().optional(),
  review: several(review).optional(),
  confidence: z.coerce.number().min(0).max(1).optional().describe('Least confidence'),
  ...paging,
})

export const processesQuery = z.object({ q: q.optional(), party: z.string().optional(), ...paging })
export const searchQuery = z.object({ q, ...paging })

export const headSchema = z
  .object({ sequence: z.int(), hash: z.string(), recordedAt: z.string().nullable() })
  .meta({ id: 'Head', description: 'End of the ledger’s chain' })

/** What every answer says of the moment it is about. */
export const seen = {
  head: headSchema,
  asOf: z.string().nullable().describe('The moment asked for; null for now'),
}

/** One page of a list. */
export function pageSchema<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: listOf(row),
    next: z.string().nullable().describe('Cursor of the next page; null on the last'),
    total: z.int().describe('Rows of the whole list, as many as its CSV has'),
    ...seen,
  })
}

const madeBy = { sequence: z.int(), recordedAt: z.string() }
const decided = { ...madeBy, record: z.string(), reviewer: z.string(), note: z.string().nullable() }

export const dispatchView = dispatchRow
  .extend({
    text: z.string().describe('What offsets refer to; empty where its words were taken away'),
    versions: listOf(dispatchRow),
    readings: listOf(
      z.object({ ...madeBy, engine: z.string(), model: z.string(), session: z.string(), isCurrent: z.boolean(), doubts: listOf(z.string()) }), // prettier-ignore
    ),
    events: listOf(eventRow),
    process: listOf(processRow),
    reviews: listOf(z.object({ ...decided, decision: z.enum(['accept', 'reject', 'withdraw']) })),
    corrections: listOf(z.object({ ...decided, slot: z.string(), old: z.unknown(), new: z.unknown() })),
    ...seen,
  })
  .meta({ id: 'Dispatch' })

const anchor = z
  .object({
    record: z.string().describe('Id of the record that says so'),
    review,
    dispatch: z.string().describe('Id of the dispatch'),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    published: day.nullable(),
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    attribution: listOf(attributionSchema),
  })
  .meta({ id: 'Anchor', description: 'A sentence of a stored dispatch, and who says it' })

const anchors = listOf(anchor).describe('Every sentence that says so; never empty')

const processCounts = {
  rounds: z.int(),
  proposals: z.int(),
  outcomes: z.int(),
  positions: z.int(),
  dispatches: z.int(),
}

const processSummary = z
  .object({
    key: z.string().describe('The parties’ codes in order, such as `RUS+UKR`'),
    name: z.string().nullable().describe('As processes.yaml has it'),
    parties: listOf(partySchema),
    mediators: listOf(partySchema),
    ...processCounts,
    first: day.nullable().describe('First day that anything in it has'),
    last: day.nullable(),
  })
  .meta({ id: 'ProcessSummary' })

const delegation = z.object({ ...processFields.delegation, evidence: anchors })
const position = z.object({ ...processFields.position, evidence: anchors }).meta({ id: 'BoardPosition' })

const fulfilment = z.enum(FULFILMENTS).describe('After PeaceRep: proposed, agreed, successful, disputed, unsuccessful')
const anyAnchors = listOf(anchor)
const counted = z.object({ count: z.number(), evidence: anyAnchors })
const commitment = z
  .object({
    issue: z.enum(ISSUES),
    per: z.string().nullable(),
    agreed: day.nullable().describe('Null where only the carrying out is reported'),
    round: z.int().nullable(),
    planned: listOf(counted),
    stages: listOf(z.object({ day: day.nullable(), count: z.number().nullable(), evidence: anyAnchors })),
    totals: listOf(counted).describe('Differing totals stand side by side'),
    counted: z.number().describe('Sum of the stages'),
    state: fulfilment,
    outstanding: z.int().nullable().describe('Days from the agreement to the latest report'),
    evidence: anyAnchors.describe('Sentences that tell of the agreement'),
  })
  .meta({ id: 'Commitment' })

const boardRound = z
  .object({
    ordinal: z.int().nullable(),
    numbered: z.enum(['stated', 'inferred']).nullable(),
    place: z.string().nullable(),
    first: day.nullable().describe('Earliest day that the reports bear out'),
    last: day.nullable(),
    status: z.enum(STATUSES),
    violence: z
      .object({ before: z.int(), after: z.int() })
      .nullable()
      .describe('Assaults by or on the parties told of the seven days before and after'),
    reports: listOf(z.object({ ...processFields.round, evidence: anchor })).describe(
      'What each dispatch says of it; differing values stay side by side',
    ),
    delegations: listOf(delegation),
    dispatches: listOf(label),
  })
  .meta({ id: 'BoardRound' })

const meeting = z.object({
  key: z.string(),
  parties: listOf(z.string()),
  isOfLeaders: z.boolean(),
  round: boardRound.omit({ violence: true }),
})

export const processBoard = processSummary
  .extend({
    rounds: listOf(boardRound).describe('In order of time'),
    delegations: listOf(delegation).describe('Those of no known round'),
    proposals: listOf(
      z.object({
        ...processFields.proposal,
        answers: listOf(position).describe('Positions of others on the same issue, from the day of the proposal on'),
        state: fulfilment,
        ledTo: listOf(z.int()).describe('Places of the commitments made on it'),
        evidence: anchors,
      }),
    ),
    commitments: listOf(commitment).describe('Outcomes followed from agreement to fulfilment'),
    elsewhere: listOf(meeting).describe('Rounds that one of the parties held with others'),
    outcomes: listOf(z.object({ ...processFields.outcome, evidence: anchors })),
    positions: listOf(position),
    dispatches: listOf(label),
    ...seen,
  })
  .meta({ id: 'ProcessBoard' })

const offsets = z.object({ start: z.int(), end: z.int() })
const snippet = z.object({ ...offsets.shape, text: z.string(), marks: listOf(offsets) })

export const dispatchPage = pageSchema(dispatchRow)
export const eventPage = pageSchema(eventRow)
export const processPage = pageSchema(processSummary)
export const searchPage = pageSchema(
  z.object({ dispatch: dispatchRow, snippet: snippet.nullable().describe('Null where only the title matches') }),
)

export const statusSchema = z.object({
  engine: z.string(),
  model: z.string().describe('SHA-256 of the model'),
  ledger: z.string().describe('Path of the ledger'),
  counts: z.object({
    dispatches: z.int(),
    events: z.int(),
    processObjects: z.int(),
    reviews: z.record(z.string(), z.int()).describe('Events by state of review'),
  }),
  ...seen,
})

const given = z.object({
  text: z.string().min(1),
  title: z.string().min(1).optional(),
  published: day.optional(),
  publisher: z.string().min(1).optional(),
})

export const readBody = given
export const readReply = z.object({ reading: readingSchema, engine: z.string(), model: z.string() })
export const addBody = given.extend({ name: z.string().min(1).optional().describe('Where it came from') })
export const addReply = z.object({
  dispatch: z.string().describe('Id of the dispatch'),
  held: z.enum(['added', 'kept']).describe('`kept` where the ledger had both text and reading'),
  head: headSchema,
})

const onRecord = {
  record: z.string().min(1),
  dispatch: z.string().optional().describe('Where several dispatches hold a record of that id'),
  reviewer: z.string().min(1).max(100).default('local').describe('Who decides'),
  note: z.string().max(2000).optional(),
}

export const reviewBody = z.object({ ...onRecord, decision: z.enum(['accept', 'reject', 'withdraw']) })
export const correctionBody = z.object({
  ...onRecord,
  slot: z.string().min(1),
  value: z.unknown(),
  old: z.unknown().optional().describe('What was seen in the slot; where it no longer stands, nothing is changed'),
})
export const entryReply = z.object({ head: headSchema })
export const errorReply = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'Failure' })

export type Anchor = z.infer<typeof anchor>
export type BoardPosition = z.infer<typeof position>
export type BoardRound = z.infer<typeof boardRound>
export type CorrectionBody = z.input<typeof correctionBody>
export type DispatchPage = z.infer<typeof dispatchPage>
export type DispatchRow = z.infer<typeof dispatchRow>
export type DispatchView = z.infer<typeof dispatchView>
export type EventPage = z.infer<typeof eventPage>
export type EventRow = z.infer<typeof eventRow>
export type Head = z.infer<typeof headSchema>
export type ProcessBoard = z.infer<typeof processBoard>
export type ProcessPage = z.infer<typeof processPage>
export type ProcessRow = z.infer<typeof processRow>
export type ReadReply = z.infer<typeof readReply>
export type ReadingState = DispatchRow['reading']
export type ReviewBody = z.input<typeof reviewBody>
export type Review = z.infer<typeof review>
export type SearchPage = z.infer<typeof searchPage>
export type Status = z.infer<typeof statusSchema>
