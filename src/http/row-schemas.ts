import { z } from 'zod'
import { READING_STATES } from '../ledger/queries/reading-state.ts'
import { eventSchema, partySchema, processSchemas } from './record-schemas.ts'

// Rows of the ledger's lists as the API gives them: a record, and what is needed to go to its dispatch.

const day = z.iso.date()
const REVIEWS = ['unreviewed', 'accepted', 'rejected', 'disputed'] as const

export const review = z.enum(REVIEWS).describe('What the reviewers’ latest decisions come to')

export const reading = z
  .enum(READING_STATES)
  .describe('Whether it was read; `not-read`: in another language, or still to be read; `not-about-this`: of neither conflict nor talks') // prettier-ignore

export const label = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    published: day.nullable(),
    url: z.string().nullable(),
  })
  .meta({ id: 'DispatchLabel' })

export const dispatchRow = label
  .extend({
    version: z.int().describe('1 for the first text under this id'),
    language: z.string(),
    name: z.string().describe('Where it came from'),
    receivedAt: z.string().nullable(),
    recordedAt: z.string(),
    textHash: z.string(),
    isRedacted: z.boolean(),
    reading,
    sequence: z.int().describe('Entry that stored it'),
  })
  .meta({ id: 'DispatchRow' })

const recordRow = {
  id: z.string(),
  dispatch: label,
  position: z.int(),
  review,
  corrections: z.int().describe('How many corrections are in the record'),
  sequence: z.int().describe('Entry that made the record what it is'),
  recordedAt: z.string(),
}

export const eventRow = z.object({ ...recordRow, record: eventSchema }).meta({ id: 'EventRow' })

export const processRow = z
  .discriminatedUnion('kind', [
    z.object({ ...recordRow, kind: z.literal('party'), record: partySchema }),
    z.object({ ...recordRow, kind: z.literal('mediator'), record: partySchema }),
    z.object({ ...recordRow, kind: z.literal('round'), record: processSchemas.round }),
    z.object({ ...recordRow, kind: z.literal('delegation'), record: processSchemas.delegation }),
    z.object({ ...recordRow, kind: z.literal('proposal'), record: processSchemas.proposal }),
    z.object({ ...recordRow, kind: z.literal('outcome'), record: processSchemas.outcome }),
    z.object({ ...recordRow, kind: z.literal('position'), record: processSchemas.position }),
  ])
  .meta({ id: 'ProcessRow' })
