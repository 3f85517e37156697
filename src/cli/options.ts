import { Command, CommanderError, Option } from 'commander'
import { ParleyError } from '../errors.ts'
import { KINDS } from '../intake/kind.ts'
import type { Terminal } from './terminal.ts'

/** A subcommand's options and help, not yet parsed. */
export function commandOf(name: string, summary: string, examples: string): Command {
  return new Command(`parley ${name}`)
    .description(summary)
    .addHelpText('after', `\nExamples:\n${examples.trim().replace(/^\s*/gm, '  ')}`)
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined })
    .helpOption('--help', 'show this page')
}

/**
 * Parses a command line; prints the help page where it is asked for.
 *
 * @returns Whether the command should go on.
 * @throws {ParleyError} `USAGE`
 */
export async function parseCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<boolean> {
  try {
    command.parse([...args], { from: 'user' })
    return true
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code !== 'commander.helpDisplayed') throw usageOf(command, error)
    await terminal.print(helpOf(command))
    return false
  }
}

/** The help page with its examples, which commander appends only when it prints by itself. */
function helpOf(command: Command): string {
  let page = ''
  command.configureOutput({ writeOut: text => (page += text) })
  command.outputHelp()
  return page
}

function usageOf(command: Command, error: CommanderError): ParleyError {
  const problem = error.message.replace(/^error: /, '').replace(/\.$/, '')
  const sentence = problem.slice(0, 1).toUpperCase() + problem.slice(1)
  return new ParleyError(
    'USAGE',
    { problem: sentence, command: command.name().replace(/^parley /, '') },
    { cause: error },
  )
}

/** For options that may be given several times. */
export const collect = (path: string, before: readonly string[] = []) => [...before, path]

/** Adds `--actors`, which may be given several times. */
export function withOwnTables(command: Command): Command {
  return command
    .option('--actors <file>', 'a dictionary of actors of your own, see docs/dictionaries.md; repeatable', collect)
    .option('--frames <file>', "frames of your own, which go before Parley's, see docs/frames.md; repeatable", collect)
}

/** Adds what a person may say of a text that does not say it itself. */
export function withGivenOptions(command: Command): Command {
  return command
    .option('--published <date>', 'day of publication, YYYY-MM-DD, of a text that does not say')
    .option('--publisher <name>', 'publisher of a text that does not say')
    .option('--title <text>', 'title of a text that does not say')
}

/** Adds `--kind`. */
export function withKindOption(command: Command): Command {
  return command.addOption(new Option('--kind <kind>', 'what the files hold; detected by default').choices(KINDS))
}

/** @throws {ParleyError} `USAGE` for what is no day of the calendar. */
export function checkDay(day: string | undefined, command: string, option = '--published'): void {
  if (day === undefined) return
  const known =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toJSON().startsWith(day)
  if (!known) throw new ParleyError('USAGE', { problem: `${option} ${day} is no day of the form YYYY-MM-DD`, command })
}

/** Adds `--contact`. */
export function withContactOption(command: Command): Command {
  return command.option('--contact <address>', 'mail address or page by which publishers reach you; they are told it')
}
