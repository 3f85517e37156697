import { Argument, type Command } from 'commander'
import { CATEGORIES, ISSUES, STANCES, STATUSES } from '../contract.ts'
import { ParleyError } from '../errors.ts'
import { REVIEW_STATES } from '../ledger/views/effective.ts'
import { PROCESS_KINDS } from '../ledger/views/process-rows.ts'
import { READING_STATES } from '../ledger/queries/reading-state.ts'
import { withLedgerOption } from './ledger-path.ts'
import { checkDay } from './options.ts'
import type { ListFlags } from './listing.ts'
import type { DispatchFilter } from '../ledger/queries/dispatches.ts'
import type { EventFilter } from '../ledger/queries/events.ts'
import type { ProcessFilter } from '../ledger/queries/process.ts'

/** The options of `parley query`, as typed. */
export interface QueryFlags extends ListFlags {
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly dispatch?: string
  readonly review?: string
  readonly id?: string
  readonly actor?: string
  readonly recipient?: string
  readonly speaker?: string
  readonly category?: string
  readonly status?: string
  readonly issue?: string
  readonly place?: string
  readonly country?: string
  readonly kind?: string
  readonly party?: string
  readonly stance?: string
  readonly round?: string
  readonly publisher?: string
  readonly language?: string
  readonly reading?: string
}

/** Adds the list's name and all filters. */
export function addFilters(command: Command): Command {
  return withLedgerOption(command)
    .addArgument(new Argument('<list>', 'what to list').choices(['events', 'dispatches', 'process']))
    .option(
      '--from <day>',
      'first day, YYYY-MM-DD: of the happening (where that is open, a month from its known side), or of publication for dispatches',
    )
    .option('--to <day>', 'last day')
    .option('--text <words>', 'all of these words; "a phrase", begin*, -without')
    .option('--dispatch <id>', 'records of this dispatch')
    .option('--id <id>', 'the record of this id')
    .option('--review <states>', `records: ${REVIEW_STATES.join(', ')}`)
    .option('--status <statuses>', `records: ${STATUSES.join(', ')}`)
    .option('--issue <issues>', 'records: ceasefire, prisoner-exchange …')
    .option('--actor <code>', 'events: who acts, as RUS or COD/REB')
    .option('--recipient <code>', 'events: to whom')
    .option('--speaker <code>', 'events: who says so')
    .option('--category <categories>', 'events: ASSAULT, CONSULT …')
    .option('--place <name>', 'events: beginning of a place’s name')
    .option('--country <code>', 'events: country of a place, as UKR')
    .option('--kind <kinds>', `process: ${PROCESS_KINDS.join(', ')}`)
    .option('--party <code>', 'process: a party, as RUS or COD/REB')
    .option('--stance <stances>', `process: ${STANCES.join(', ')}`)
    .option('--round <ordinal>', 'process: number of the round')
    .option('--publisher <name>', 'dispatches: who published')
    .option('--language <code>', 'dispatches: ISO 639-1 code')
    .option('--reading <states>', `dispatches: ${READING_STATES.join(', ')}`)
    .option('--as-of <moment>', 'what was known then: a day, or a time in UTC')
}

/** @throws {ParleyError} `USAGE` for a value that no record can have. */
export function eventFilter(flags: QueryFlags): EventFilter {
  const { actor, recipient, speaker, place, country } = flags
  const category = listOf(flags.category, CATEGORIES, query('--category'))
  const status = listOf(flags.status, STATUSES, query('--status'))
  const issue = listOf(flags.issue, ISSUES, query('--issue'))
  return { ...recordFilter(flags), actor, recipient, speaker, place, country, category, status, issue }
}

/** @throws {ParleyError} `USAGE` for a value that no record can have. */
export function processFilter(flags: QueryFlags): ProcessFilter {
  const kind = listOf(flags.kind, PROCESS_KINDS, query('--kind'))
  const issue = listOf(flags.issue, ISSUES, query('--issue'))
  const status = listOf(flags.status, STATUSES, query('--status'))
  const stance = listOf(flags.stance, STANCES, query('--stance'))
  const round = flags.round === undefined ? undefined : roundOf(flags.round)
  return { ...recordFilter(flags), party: flags.party, kind, issue, status, stance, round }
}

/** @throws {ParleyError} `USAGE` for what is no day, or no state of reading. */
export function dispatchFilter(flags: QueryFlags): DispatchFilter {
  const { publisher, language, text } = flags
  const reading = listOf(flags.reading, READING_STATES, query('--reading'))
  return { publisher, language, text, reading, ...daysOf(flags) }
}

function recordFilter(flags: QueryFlags) {
  const { text, dispatch, id } = flags
  return { text, dispatch, id, review: listOf(flags.review, REVIEW_STATES, query('--review')), ...daysOf(flags) }
}

function daysOf({ from, to }: QueryFlags) {
  checkDay(from, 'query', '--from')
  checkDay(to, 'query', '--to')
  return { from, to }
}

/** Where a value was typed, for messages: `query`, `--status`. */
export interface TypedAt {
  readonly command: string
  readonly option: string
}

/**
 * The values of a list that is typed with commas, as they are written.
 *
 * @throws {ParleyError} `USAGE` for one that is not known.
 */
export function listOf<Value extends string>(
  typed: string | undefined,
  known: readonly Value[],
  { command, option }: TypedAt,
) {
  return typed?.split(',').map(part => {
    const found = known.find(value => value.toLowerCase() === part.trim().toLowerCase())
    if (found !== undefined) return found
    throw new ParleyError('USAGE', { problem: `${option} does not know ${part}, it takes ${known.join(', ')}`, command }) // prettier-ignore
  })
}

const query = (option: string): TypedAt => ({ command: 'query', option })

function roundOf(typed: string): number {
  if (/^\d{1,6}$/.test(typed)) return Number(typed)
  throw new ParleyError('USAGE', { problem: `--round ${typed} is no number`, command: 'query' })
}
