import { z } from 'zod'
import { CATEGORIES, FIGURE_KINDS, ISSUES, RESOLUTIONS, SECTORS, STANCES, STATUSES } from '../contract.ts'
import { ParleyError } from '../errors.ts'

const text = z.string().min(1)
// Names and codes are looked up by an index, which takes no more of them.
const name = text.max(500)
const day = z.iso.date().nullable()
const offset = z.int().min(0)
const sector = z.array(z.enum(SECTORS))
const mention = { text, start: offset, end: offset }
const date = z.strictObject({ text: z.string(), edtf: z.string().nullable(), start: day, end: day }).nullable()
const attribution = z.array(z.strictObject({ text, name, code: name, sector, verb: z.string() }))
const place = z.strictObject({
  ...mention,
  name,
  country: name.nullable(),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  resolution: z.enum(RESOLUTIONS),
  geonameid: z.int().nullable(),
})
const figure = z.strictObject({
  kind: z.enum(FIGURE_KINDS),
  min: z.number().nullable(),
  max: z.number().nullable(),
  text,
})
const entities = z.array(z.strictObject({ ...mention, name, code: name, sector }))
const count = z.int().min(0).nullable()
const issue = z.enum(ISSUES)
const status = z.enum(STATUSES)

/** What a person may correct: for each kind of record its slots, and what each can hold. Evidence stays as it was read. */
const SLOTS = {
  event: {
    event: z.enum(CATEGORIES),
    issue: issue.nullable(),
    mode: z.array(text),
    context: z.array(text),
    cameo: text.nullable(),
    scale: z.number().min(-10).max(10).nullable(),
    actor: entities,
    recipient: entities,
    date,
    places: z.array(place),
    status,
    attribution,
    figures: z.array(figure),
  },
  party: { code: name, name },
  mediator: { code: name, name },
  round: { ordinal: count, place: text.nullable(), date, status },
  delegation: { party: name, head: z.strictObject({ name: text, office: text.nullable() }), round: count },
  proposal: { by: name, to: z.array(name), issue, terms: z.record(text, z.union([text, z.number()])), status, attribution }, // prettier-ignore
  outcome: { issue, count: z.number().nullable(), per: text.nullable(), date, status, round: count },
  position: { by: name, speaker: text.nullable(), issue, stance: z.enum(STANCES), condition: text.nullable(), attribution }, // prettier-ignore
} as const satisfies Record<string, Record<string, z.ZodType>>

/** A kind of record that people review: an event, or a kind of process object. */
export type RecordKind = keyof typeof SLOTS

/** The slots of a kind of record that can be corrected. */
export function slotsOf(kind: RecordKind): readonly string[] {
  return Object.keys(SLOTS[kind])
}

/**
 * The value, once it is known to be one that the slot can hold.
 *
 * @throws {ParleyError} `SLOT_UNKNOWN` where the record has no such slot, `SLOT_VALUE` where the value does not fit.
 */
export function checkSlot(kind: RecordKind, slot: string, value: unknown): unknown {
  const slots: Readonly<Record<string, z.ZodType>> = SLOTS[kind]
  const schema = Object.hasOwn(slots, slot) ? slots[slot] : undefined
  if (schema === undefined) throw new ParleyError('SLOT_UNKNOWN', { slot, kind, known: slotsOf(kind).join(', ') })
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const [first] = checked.error.issues
  throw new ParleyError('SLOT_VALUE', { slot, reason: `${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim() })
}
