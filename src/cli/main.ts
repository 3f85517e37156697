import { ParleyError } from '../errors.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/** A subcommand's module: takes the words after its name, gives the exit status. */
export interface CommandModule {
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<CommandModule>
}

// Imported when called: `parley read` must not load the store (style guide, layout).
const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  read: { summary: 'reads dispatches and prints what was read', load: () => import('./read.ts') },
  add: { summary: 'reads dispatches and records them in the ledger', load: () => import('./add.ts') },
  watch: { summary: 'visits feeds, records what is new, alerts to changes', load: () => import('./watch.ts') },
  query: { summary: 'prints what the ledger holds', load: () => import('./query.ts') },
  process: { summary: 'shows the board of a process, or lists all', load: () => import('./process.ts') },
  happenings: {
    summary: 'shows occurrences with all who report them; merges and splits',
    load: () => import('./happenings.ts'),
  },
  origins: { summary: 'shows which dispatches are copies of one text', load: () => import('./origins.ts') },
  review: { summary: 'accepts, rejects or corrects a record', load: () => import('./review.ts') },
  redact: { summary: 'takes the words of a dispatch away for good', load: () => import('./redact.ts') },
  verify: { summary: 'checks the chain of the ledger', load: () => import('./verify.ts') },
  rebuild: { summary: 'computes what the ledger shows anew', load: () => import('./rebuild.ts') },
  reread: { summary: 'reads again after an upgrade and prints what changed', load: () => import('./reread.ts') },
  diff: { summary: 'shows what changed between two moments, and why', load: () => import('./diff.ts') },
  copy: { summary: 'copies a ledger into another file or database', load: () => import('./copy.ts') },
  serve: { summary: 'the workbench and the HTTP API over the ledger', load: () => import('./serve.ts') },
  explain: { summary: 'prints how a dispatch was read, word by word', load: () => import('./explain.ts') },
  frames: { summary: 'lists and checks the words that name a happening', load: () => import('./frames.ts') },
  parse: { summary: 'prints the text layer as CoNLL-U', load: () => import('./parse.ts') },
}

/** The page that `parley --help` prints. */
export function helpPage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(11)} ${summary}`)
  return `Usage: parley <command> [options]\n\nCommands:\n${rows.join('\n')}\n`
}

/** Runs one command line and gives the exit status: 0 all done, 1 something failed, 2 wrong usage. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h') return print(terminal, helpPage())
  if (name === '--version') return print(terminal, await versionLine())
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry !== undefined) return runCommand(entry, rest, terminal)
  terminal.log.warn(`Unknown command ${name}: see \`parley --help\``)
  return 2
}

async function runCommand(entry: CommandEntry, args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await (await entry.load()).run(args, terminal)
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    terminal.log.warn(error.message)
    return error.code === 'USAGE' ? 2 : 1
  }
}

/** Version, model and the runtime that reading would take. */
async function versionLine(): Promise<string> {
  const { openReader } = await import('../reading/read.ts')
  const reader = await openReader()
  const { engine, model, session } = reader.version
  await reader.close()
  return `parley ${engine}, model ${model.slice(0, 12)}, ${session} session\n`
}

async function print(terminal: Terminal, text: string): Promise<number> {
  await terminal.print(text)
  return 0
}
