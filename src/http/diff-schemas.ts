import { z } from 'zod'
import { CATEGORIES } from '../contract.ts'
import { PROCESS_KINDS } from '../ledger/views/process-rows.ts'
import { listOf } from './record-schemas.ts'
import { label } from './row-schemas.ts'
import { headSchema } from './schemas.ts'

// What changed between two moments of knowledge, as the API gives it.

const ENTRY_KINDS = [
  'dispatch-stored', 'reading-made', 'passed-over', 'review', 'correction', 'redaction', 'merge', 'split', 'undo',
] as const // prettier-ignore

const moment = z.string().describe('A day, YYYY-MM-DD, which stands for its end, or a time in UTC')
const category = z.enum(CATEGORIES)

export const diffQuery = z.object({
  from: moment,
  to: moment.optional().describe('Default now'),
  dispatch: z.string().optional(),
  party: z.string().optional().describe('Who takes part: `RUS`, or with a sector `COD/REB`'),
  actor: z.string().optional().describe('Who acts'),
  category: z
    .union([category, z.array(category)])
    .transform(given => (Array.isArray(given) ? given : [given]))
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200).describe('Most dispatches, and most happenings'),
})

const cause = z
  .object({
    sequence: z.int(),
    kind: z.enum(ENTRY_KINDS),
    recordedAt: z.string(),
    by: z.string().describe('A reviewer, the engine that read, or who published'),
  })
  .meta({ id: 'Cause', description: 'The entry that did it' })

const record = {
  id: z.string(),
  kind: z.enum(['event', ...PROCESS_KINDS]),
  record: z.unknown().describe('The record, with its state of review'),
}

const slots = listOf(
  z.object({ slot: z.string(), old: z.unknown(), new: z.unknown(), causes: listOf(cause).describe('In order') }),
)

const dispatchDiff = z
  .object({
    dispatch: label,
    befallen: listOf(z.object({ what: z.enum(['new', 'new-text', 'redacted', 'passed-over', 'read']), cause })),
    added: listOf(z.object({ ...record, cause: cause.nullable() })),
    gone: listOf(z.object({ ...record, cause: cause.nullable() })),
    changed: listOf(z.object({ ...record, was: z.string().describe('Its id before'), slots })),
  })
  .meta({ id: 'DispatchDiff' })

const happeningDiff = z
  .object({
    id: z.string(),
    what: z.enum(['new', 'gone', 'changed']),
    record: z.unknown().describe('What its records come to'),
    dispatches: z.int(),
    origins: z.int(),
    slots,
    cause: cause.nullable().describe('Of one that is new or gone'),
  })
  .meta({ id: 'HappeningDiff' })

export const diffSchema = z
  .object({
    from: z.int().describe('Last entry that was known at the first moment'),
    to: z.int().describe('Last entry that was known at the second'),
    dispatches: listOf(dispatchDiff),
    happenings: listOf(happeningDiff),
    isCut: z.boolean().describe('Whether there is more than `limit` lets through'),
    head: headSchema,
  })
  .meta({ id: 'Diff' })

export type Cause = z.infer<typeof cause>
export type Diff = z.infer<typeof diffSchema>
export type DispatchDiff = z.infer<typeof dispatchDiff>
export type HappeningDiff = z.infer<typeof happeningDiff>
