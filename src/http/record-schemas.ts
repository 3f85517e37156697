import { z } from 'zod'
import {
  CATEGORIES,
  CUE_KINDS,
  FIGURE_KINDS,
  ISSUES,
  LINK_KINDS,
  RESOLUTIONS,
  SECTORS,
  STANCES,
  STATUSES,
  type Reading,
} from '../contract.ts'

// The records of src/contract.ts as schemas: what stands there in types stands here for OpenAPI and for checking.

/** A list that whoever gets it leaves as it is. */
export function listOf<Element extends z.ZodType>(element: Element) {
  return z.array(element).readonly()
}

const offset = z.int().min(0)
const day = z.iso.date()
const sector = listOf(z.enum(SECTORS))
const status = z.enum(STATUSES).describe('How real the report makes it')
const issue = z.enum(ISSUES).describe('What is negotiated')
const code = z.string().describe('ISO 3166 alpha-3 of a state; IGO, NGO, MNC; UNK where the text names nobody')
const span = { start: offset.describe('UTF-16 code units from the start of the text'), end: offset.describe('Exclusive') } // prettier-ignore

export const partySchema = z
  .object({ code: z.string().describe('`RUS` for a state, `COD/REB` for a group of it'), name: z.string() })
  .meta({ id: 'Party' })

const entity = z.object({ text: z.string(), ...span, name: z.string(), code, sector }).meta({ id: 'Entity' })

export const dateSchema = z
  .object({ text: z.string(), edtf: z.string().nullable(), start: day.nullable(), end: day.nullable() })
  .meta({ id: 'DayRange', description: 'First and last possible day, both included; null where that side is open' })

export const placeSchema = z
  .object({
    text: z.string(),
    ...span,
    name: z.string(),
    country: z.string().nullable().describe('ISO 3166 alpha-3'),
    lat: z.number().nullable().describe('WGS 84 degrees; the centroid for areas'),
    lon: z.number().nullable(),
    resolution: z.enum(RESOLUTIONS).describe('How exact the place is: only a point or a city may be drawn as a dot'),
    geonameid: z.int().nullable(),
  })
  .meta({ id: 'Place' })

export const attributionSchema = z
  .object({
    text: z.string(),
    name: z.string(),
    code,
    sector,
    verb: z.string().describe('The words by which the report ascribes'),
    kind: z.enum(CUE_KINDS).nullable().exactOptional().describe('What kind of saying that is'),
  })
  .meta({ id: 'Attribution' })

const attributions = listOf(attributionSchema).describe('Who says so, outermost first; empty for the reporter')

const evidence = z
  .object({ ...span, quote: z.string(), trigger: z.object({ ...span, text: z.string() }).exactOptional() })
  .meta({ id: 'Evidence', description: 'Where in the text of the dispatch a record comes from' })

const figure = z
  .object({ kind: z.enum(FIGURE_KINDS), min: z.number().nullable(), max: z.number().nullable(), text: z.string() })
  .meta({ id: 'Figure' })

export const eventSchema = z
  .object({
    id: z.string(),
    event: z.enum(CATEGORIES).describe('PLOVER category'),
    issue: issue.nullable(),
    mode: listOf(z.string()),
    context: listOf(z.string()),
    cameo: z.string().nullable(),
    scale: z.number().nullable().describe('PLOVER conflict-cooperation score, -10 to 10'),
    actor: listOf(entity),
    recipient: listOf(entity),
    date: dateSchema.nullable(),
    places: listOf(placeSchema),
    status,
    attribution: attributions,
    figures: listOf(figure),
    links: listOf(z.object({ kind: z.enum(LINK_KINDS), event: z.string() })),
    evidence,
    confidence: z.number().describe('Probability that the record is right, 0 to 1'),
    certainty: z
      .object({
        happening: z.number(),
        category: z.number(),
        status: z.number(),
        actor: z.number(),
        recipient: z.number(),
      })
      .exactOptional()
      .describe('What the heads give each part, 0 to 1'),
    why: listOf(z.string()),
  })
  .meta({ id: 'Event' })

export const headSchema = z.object({ name: z.string(), office: z.string().nullable() })
export const termsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

const fields = {
  round: { ordinal: z.int().nullable(), place: z.string().nullable(), date: dateSchema.nullable(), status },
  delegation: { party: z.string(), head: headSchema, round: z.int().nullable() },
  proposal: { by: z.string(), to: listOf(z.string()), issue, terms: termsSchema, status },
  outcome: {
    issue,
    count: z.number().nullable(),
    per: z.string().nullable().describe('`side` where each side gives as many'),
    date: dateSchema.nullable(),
    status,
    round: z.int().nullable(),
  },
  position: {
    by: z.string(),
    speaker: z.string().nullable(),
    issue,
    stance: z.enum(STANCES),
    condition: z.string().nullable(),
  },
}

/** What a process object says, by kind, without its evidence. */
export const processFields = fields

export const processSchemas = {
  round: z.object({ ...fields.round, evidence }).meta({ id: 'Round' }),
  delegation: z.object({ ...fields.delegation, evidence }).meta({ id: 'Delegation' }),
  proposal: z.object({ ...fields.proposal, attribution: attributions, evidence }).meta({ id: 'Proposal' }),
  outcome: z.object({ ...fields.outcome, attribution: attributions.exactOptional(), evidence }).meta({ id: 'Outcome' }),
  position: z.object({ ...fields.position, attribution: attributions, evidence }).meta({ id: 'Position' }),
}

export const readingSchema: z.ZodType<Reading, Reading> = z
  .object({
    document: z.object({
      id: z.string(),
      title: z.string().nullable(),
      text: z.string(),
      publisher: z.string().nullable(),
      published: day.nullable(),
      url: z.string().nullable(),
      language: z.string(),
    }),
    events: listOf(eventSchema),
    process: z.object({
      parties: listOf(partySchema),
      mediators: listOf(partySchema),
      rounds: listOf(processSchemas.round),
      delegations: listOf(processSchemas.delegation),
      proposals: listOf(processSchemas.proposal),
      outcomes: listOf(processSchemas.outcome),
      positions: listOf(processSchemas.position),
    }),
    doubts: listOf(z.string()).exactOptional(),
  })
  .meta({ id: 'Reading' })
