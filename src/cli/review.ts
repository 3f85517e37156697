import { ParleyError } from '../errors.ts'
import { DECISIONS, type Decision } from '../ledger/entries.ts'
import { defaultReviewer, ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { commandOf, parseCommand } from './options.ts'
import type { LedgerWriter } from '../ledger/writer.ts'
import type { Terminal } from './terminal.ts'

interface ReviewFlags {
  readonly dispatch?: string
  readonly reviewer?: string
  readonly note?: string
}

function command() {
  const line = commandOf(
    'review',
    'Records what a person decides about an event or a process object.',
    `
    parley review 3f2a91c7 accept
    parley review 3f2a91c7 reject --note "an anniversary, not a new attack"
    parley review 3f2a91c7 withdraw
    parley review 3f2a91c7 correct status '"denied"'
    parley review 3f2a91c7 correct mode '["drone"]' --reviewer amina`,
  )
  return withLedgerOption(line)
    .argument('<record>', 'id of the event or process object, as parley query prints it')
    .argument('<decision>', 'accept, reject, withdraw (takes your decision back) or correct')
    .argument('[slot]', 'for correct: field of the record')
    .argument('[value]', 'for correct: what belongs there, as JSON')
    .option('--dispatch <id>', 'whose record, where several dispatches have one of that id')
    .option('--reviewer <name>', 'who decides (default: PARLEY_REVIEWER, else your user name)')
    .option('--note <text>', 'why')
}

/** `parley review`: prints the entry that was appended. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const judge = judgement(line.args, line.opts<ReviewFlags>())
  const { sequence, hash } = await useLedger(ledgerPath(line), { mustExist: true }, ledger => ledger.transact(judge))
  await terminal.print(`Recorded as entry ${sequence}:${hash}\n`)
  return 0
}

function judgement(
  words: readonly string[],
  flags: ReviewFlags,
): (writer: LedgerWriter) => ReturnType<LedgerWriter['review']> {
  const [record = '', decision = '', slot, value] = words
  const { dispatch, note = null, reviewer = defaultReviewer() } = flags
  const about = { record, dispatch, note, reviewer }
  if (decision === 'correct') {
    if (slot === undefined || value === undefined) throw usage('Correcting needs a slot and a value')
    const parsed = parseValue(value)
    return writer => writer.correct({ ...about, slot, value: parsed })
  }
  if (!isDecision(decision) || slot !== undefined) throw usage(`${decision} is no decision`)
  return writer => writer.review({ ...about, decision })
}

function isDecision(word: string): word is Decision {
  return (DECISIONS as readonly string[]).includes(word)
}

function parseValue(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw usage(`The value ${value} is no JSON (a text needs quotes: '"denied"')`)
  }
}

function usage(problem: string): ParleyError {
  return new ParleyError('USAGE', { problem, command: 'review' })
}
