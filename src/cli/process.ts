import { Option, type Command } from 'commander'
import { ParleyError } from '../errors.ts'
import { findBoards, type Board } from '../ledger/boards/find-boards.ts'
import { readArrangement } from '../ledger/boards/processes-file.ts'
import { ledgerPath, useLedger, withLedgerOption } from './ledger-path.ts'
import { namedAs, withNamesOption } from './listing.ts'
import { commandOf, parseCommand } from './options.ts'
import { boardText } from './process-board.ts'
import { boardTitle, processList } from './process-list.ts'
import type { Terminal } from './terminal.ts'

interface Flags {
  readonly format?: 'table' | 'json'
  readonly asOf?: string
  readonly processes?: string
  readonly names?: true
}

function command(): Command {
  const line = commandOf(
    'process',
    'Shows the board of a process: its rounds, who sat there, what was proposed, answered and agreed, what came of it.',
    `
    parley process                              all processes that the ledger tells of
    parley process RUS+UKR                      one of them, by its key, its name or its parties
    parley process "Russia Ukraine" --as-of 2025-06-30
    parley process RUS+UKR --format json | jq .commitments`,
  )
  return withNamesOption(withLedgerOption(line))
    .argument('[name]', 'key, name or parties of the process; all processes where none is given')
    .addOption(new Option('--format <format>', 'table on a terminal, json otherwise').choices(['table', 'json']))
    .option('--as-of <moment>', 'what was known then: a day, or a time in UTC')
    .option(
      '--processes <file>',
      'names, merges, splits and pins (default: processes.yaml beside the ledger, or here where that is a database)',
    )
}

/** `parley process`: boards on standard output, JSON one a line. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const [name] = line.args
  const flags = line.opts<Flags>()
  return useLedger(ledgerPath(line), { readOnly: true }, async ({ reader, path }) => {
    const arrangement = readArrangement(path, flags.processes)
    const boards = await findBoards(reader, { asOf: flags.asOf ?? null, arrangement })
    const found = name === undefined ? boards : [boardCalled(boards, name)]
    const shown = found.map(board => namedAs(flags, board))
    const format = flags.format ?? (terminal.isTerminal ? 'table' : 'json')
    if (format === 'json') await terminal.print(shown.map(board => `${JSON.stringify(board)}\n`).join(''))
    else await terminal.print(tableOf(shown, name, terminal))
    return 0
  })
}

function tableOf(boards: readonly Board[], name: string | undefined, terminal: Terminal): string {
  const [board] = boards
  return name === undefined || board === undefined ? processList(boards, terminal) : boardText(board, terminal)
}

/**
 * The process of this key, or the only one whose name and parties have all words.
 *
 * @throws {ParleyError} `PROCESS_UNKNOWN`, `PROCESS_AMBIGUOUS`.
 */
export function boardCalled(boards: readonly Board[], name: string): Board {
  const words = foldedWords(name)
  const exact = boards.find(({ key, name: own }) => [key, own].some(one => one?.toLowerCase() === name.toLowerCase()))
  if (exact !== undefined) return exact
  const fitting = boards.filter(board => {
    const known = foldedWords(`${board.key} ${boardTitle(board)}`)
    return words.length > 0 && words.every(word => known.some(one => one.startsWith(word)))
  })
  const [only, another] = fitting
  if (only === undefined) throw new ParleyError('PROCESS_UNKNOWN', { key: name })
  if (another === undefined) return only
  const found = fitting.slice(0, 5).map(({ key }) => key).join(', ') // prettier-ignore
  throw new ParleyError('PROCESS_AMBIGUOUS', { key: name, found })
}

const foldedWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
