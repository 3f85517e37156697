import { readFileSync } from 'node:fs'
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
const COMMANDS: Readonly<Record<string, CommandEntry>> = {}

/** The page that `parley --help` prints. */
export function helpPage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  return `Usage: parley <command> [options]\n\nCommands:\n${rows.join('\n')}\n`
}

/** Runs one command line and gives the exit status: 0 all done, 1 something failed, 2 wrong usage. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h') return print(terminal, helpPage())
  if (name === '--version') return print(terminal, `${packageVersion()}\n`)
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry === undefined) {
    terminal.log.warn(`Unknown command ${name}: see \`parley --help\``)
    return 2
  }
  try {
    return await (await entry.load()).run(rest, terminal)
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    terminal.log.warn(error.message)
    return error.code === 'USAGE' ? 2 : 1
  }
}

async function print(terminal: Terminal, text: string): Promise<number> {
  await terminal.print(text)
  return 0
}

function packageVersion(): string {
  const url = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(url, 'utf8')) as { version: string }).version
}
