import { ParleyError } from '../errors.ts'
import { OPEN } from '../ledger/tables.ts'
import { defaultReviewer } from './ledger-path.ts'
import type { Head } from '../ledger/entries.ts'
import type { LedgerWriter } from '../ledger/writer.ts'
import type { HappeningFlags } from './happenings.ts'

type Grouping = (writer: LedgerWriter) => Promise<Head>

/**
 * The decision that the words ask for; null where they ask for none.
 *
 * @throws {ParleyError} `USAGE`.
 */
export function groupingOf(words: readonly string[], flags: HappeningFlags): Grouping | null {
  const [verb, ...rest] = words
  if (verb === 'merge') return merging(rest, flags)
  if (verb === 'split') return splitting(rest, flags)
  if (verb === 'undo') return undoing(rest, flags)
  if (rest.length > 0) throw usage(`${rest.join(' ')} is too much: give one id`)
  return null
}

function merging(happenings: readonly string[], flags: HappeningFlags): Grouping {
  if (happenings.length < 2) throw usage('Merging takes two happenings')
  return writer => writer.merge({ happenings, ...decidedBy(flags) })
}

function splitting([happening, ...records]: readonly string[], flags: HappeningFlags): Grouping {
  if (happening === undefined || records.length === 0) throw usage('Splitting takes a happening and records of it')
  return async writer => {
    const refs = []
    for (const record of records) refs.push(await refIn(writer, { happening, record, dispatch: flags.dispatch }))
    return writer.split({ happening, records: refs, ...decidedBy(flags) })
  }
}

function undoing([entry, ...more]: readonly string[], flags: HappeningFlags): Grouping {
  if (entry === undefined || more.length > 0 || !/^[1-9]\d{0,14}$/.test(entry)) throw usage('Undoing takes the number of an entry') // prettier-ignore
  return writer => writer.undo({ entry: Number(entry), ...decidedBy(flags) })
}

function decidedBy({ reviewer = defaultReviewer(), note }: HappeningFlags) {
  return { reviewer, note: note ?? null }
}

interface Asked {
  readonly happening: string
  readonly record: string
  readonly dispatch: string | undefined
}

/** The dispatch that the record of the happening belongs to. */
async function refIn({ db }: LedgerWriter, { happening, record, dispatch }: Asked) {
  const held = db.selectFrom('happening_member').select('dispatch_id').where('happening_id', '=', happening)
  const rows = await held.where('record_id', '=', record).where('until', '=', OPEN).execute()
  const found = rows.filter(row => dispatch === undefined || row.dispatch_id === dispatch)
  if (found.length > 1) throw new ParleyError('RECORD_AMBIGUOUS', { record, count: found.length })
  const [one] = found
  if (one === undefined) throw new ParleyError('RECORD_UNKNOWN', { record })
  return { dispatch: one.dispatch_id, record }
}

function usage(problem: string): ParleyError {
  return new ParleyError('USAGE', { problem, command: 'happenings' })
}
