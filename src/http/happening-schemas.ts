import { z } from 'zod'
import { CATEGORIES, FIGURE_KINDS, ISSUES, STATUSES } from '../contract.ts'
import { listOf, partySchema, placeSchema } from './record-schemas.ts'
import { eventRow } from './row-schemas.ts'
import { eventsQuery, pageSchema, seen } from './schemas.ts'

// Happenings, as the API gives them: what several records report as one, and what people decide on it.

export const happeningsQuery = eventsQuery.omit({ speaker: true, review: true, confidence: true }).extend({
  dispatches: z.coerce.number().int().min(1).optional().describe('Least number of dispatches, copies counted'),
  origins: z.coerce.number().int().min(1).optional().describe('Least number of pieces of reporting that are no copies of each other'), // prettier-ignore
  disputed: z.enum(['true']).optional().describe('Only those that some say happened, and others that they did not'),
})

const ref = { dispatch: z.string(), record: z.string() }
const account = z.object({
  ...ref,
  min: z.number().nullable(),
  max: z.number().nullable(),
  text: z.string(),
  speakers: listOf(z.string()).describe('Whom the sentence cites, outermost first'),
})
const happening = z
  .object({
    id: z.string(),
    dispatches: z.int().describe('How many dispatches report it, copies counted'),
    origins: z.int().describe('How many pieces of reporting that are no copies of each other'),
    record: z.object({
      kind: z.string(),
      category: z.enum(CATEGORIES),
      mode: listOf(z.string()),
      issue: z.enum(ISSUES).nullable(),
      start: z.string().nullable(),
      end: z.string().nullable(),
      actors: listOf(partySchema),
      recipients: listOf(partySchema),
      places: listOf(placeSchema.omit({ text: true, start: true, end: true })),
      status: z.enum(STATUSES).describe('What the latest report makes of it'),
      statuses: listOf(z.object({ ...ref, status: z.enum(STATUSES), published: z.string().nullable() })),
      isDisputed: z.boolean(),
      figures: listOf(z.object({ kind: z.enum(FIGURE_KINDS), isAhead: z.boolean(), low: account, high: account })),
      records: z.int(),
      first: z.object(ref),
    }),
    sequence: z.int().describe('Entry that made it what it is'),
  })
  .meta({ id: 'Happening' })

export const happeningPage = pageSchema(happening)

/** What a dispatch's events report, and who else carries its text. */
export const dispatchHappenings = z
  .object({
    records: listOf(z.object({ record: z.string().describe('Id of the event'), happening })),
    copies: listOf(z.object({ id: z.string(), publisher: z.string().nullable() })).describe(
      'Other dispatches that carry this text, or nearly',
    ),
    ...seen,
  })
  .meta({ id: 'DispatchHappenings' })

const report = eventRow.extend({
  origin: z.int().describe('The same for dispatches that carry one text'),
  decidedBy: z.int().nullable().describe('Entry by which a person put it here'),
})

export const happeningView = happening.extend({ reports: listOf(report), ...seen }).meta({ id: 'HappeningView' })

const decided = { reviewer: z.string().min(1).max(100).default('local'), note: z.string().max(2000).optional() }
export const mergeBody = z.object({ happenings: z.array(z.string()).min(2).max(100), ...decided })
export const splitBody = z.object({ happening: z.string(), records: z.array(z.object(ref)).min(1).max(1000), ...decided }) // prettier-ignore
export const undoBody = z.object({ entry: z.int().min(1), ...decided })

export type Account = z.infer<typeof account>
export type DispatchHappenings = z.infer<typeof dispatchHappenings>
export type Happening = z.infer<typeof happening>
export type HappeningPage = z.infer<typeof happeningPage>
export type HappeningView = z.infer<typeof happeningView>
export type MergeBody = z.input<typeof mergeBody>
export type Report = z.infer<typeof report>
export type SplitBody = z.input<typeof splitBody>
export type UndoBody = z.input<typeof undoBody>
