import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ParleyError } from '../errors.ts'
import type { FrameFile } from '../events/frames/tables.ts'

/** Adds `--frames FILE`, which may be given several times. */
export function withFramesOption(command: Command): Command {
  const collect = (file: string, before: readonly string[]) => [...before, file]
  return command.option(
    '--frames <file>',
    "a table of frames that goes before Parley's own (see `parley frames`)",
    collect,
    [],
  )
}

/** The texts of the files. @throws {ParleyError} `FILE_UNREADABLE` */
export function readFrameFiles(files: readonly string[] = []): FrameFile[] {
  return files.map(name => ({ name, text: readTableFile(name) }))
}

function readTableFile(name: string): string {
  try {
    return readFileSync(name, 'utf8')
  } catch (cause) {
    const problem = (cause as NodeJS.ErrnoException).code ?? 'it is no text'
    throw new ParleyError('FILE_UNREADABLE', { name, problem }, { cause })
  }
}
