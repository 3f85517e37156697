import type { Category, EntityRecord, EventRecord } from '../../contract.ts'
import type { KnownRecord } from '../compare.ts'
import type { HappeningRecord } from '../happenings/summary.ts'

/** Which changes: all conditions must hold; an absent one asks nothing. */
export interface DiffFilter {
  readonly dispatch?: string | undefined
  /** Who takes part in a record, in whatever part: `RUS`, or with a sector `COD/REB`. */
  readonly party?: string | undefined
  /** Who acts. */
  readonly actor?: string | undefined
  readonly category?: readonly Category[] | undefined
}

/** Whether a record, or a happening, is asked for. */
export const meets = {
  /** Whether nothing is asked of records, so that what befell dispatches counts as well. */
  anything: ({ party, actor, category }: DiffFilter) =>
    party === undefined && actor === undefined && category === undefined,
  record: (filter: DiffFilter, { record }: Pick<KnownRecord, 'record'>) => recordMeets(filter, record),
  happening: (filter: DiffFilter, record: HappeningRecord) => happeningMeets(filter, record),
}

type Fields = Partial<Pick<EventRecord, 'event' | 'actor' | 'recipient'>> & {
  readonly code?: string
  readonly by?: string
  readonly party?: string
  readonly to?: readonly string[]
}

function recordMeets({ party, actor, category }: DiffFilter, record: Fields): boolean {
  if (category !== undefined && (record.event === undefined || !category.includes(record.event))) return false
  if (actor !== undefined && !(record.actor ?? []).some(entity => isEntity(entity, actor))) return false
  return party === undefined || takesPart(record, party)
}

function takesPart({ actor = [], recipient = [], code, by, party, to = [] }: Fields, asked: string): boolean {
  const codes = [code, by, party, ...to].filter(one => one !== undefined)
  return codes.some(one => isParty(one, asked)) || [...actor, ...recipient].some(entity => isEntity(entity, asked))
}

function happeningMeets({ party, actor, category }: DiffFilter, record: HappeningRecord): boolean {
  if (category !== undefined && !category.includes(record.category)) return false
  const acts = (asked: string) => record.actors.some(({ code }) => isParty(code, asked))
  if (actor !== undefined && !acts(actor)) return false
  return party === undefined || acts(party) || record.recipients.some(({ code }) => isParty(code, party))
}

function isEntity({ code, sector }: EntityRecord, asked: string): boolean {
  const [wanted, part] = asked.split('/')
  return code === wanted && (part === undefined || sector.some(one => one === part.toUpperCase()))
}

/** A party is asked for with its sector, or a state with all of its parties. */
const isParty = (code: string, asked: string) => code === asked || code.startsWith(`${asked}/`)
