import { ParleyError } from '../errors.ts'
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
  const keys = records.map(record => ({ record, dispatch: flags.dispatch }))
  return writer => writer.split({ happening, records: keys, ...decidedBy(flags) })
}

function undoing([entry, ...more]: readonly string[], flags: HappeningFlags): Grouping {
  if (entry === undefined || more.length > 0 || !/^[1-9]\d{0,14}$/.test(entry)) throw usage('Undoing takes the number of an entry') // prettier-ignore
  return writer => writer.undo({ entry: Number(entry), ...decidedBy(flags) })
}

function decidedBy({ reviewer = defaultReviewer(), note }: HappeningFlags) {
  return { reviewer, note: note ?? null }
}

function usage(problem: string): ParleyError {
  return new ParleyError('USAGE', { problem, command: 'happenings' })
}
