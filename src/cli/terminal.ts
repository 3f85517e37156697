import type { Fetcher } from '../intake/fetch/fetcher.ts'
import { terminalLog, type Log } from '../log.ts'

/** What a command may touch of the outside: its output, its log, and the width it has. */
export interface Terminal {
  readonly log: Log
  /** Writes to standard output and waits where the reader is slow. */
  print(text: string): Promise<void>
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean
  /** Columns of the terminal; 100 where it is none. */
  readonly columns: number
  /** Whether to colour: a terminal, and NO_COLOR is not set (no-color.org). */
  readonly colours: boolean
  readonly stdin: NodeJS.ReadableStream
  /** Fetches addresses; absent for the one that reaches the public web alone. */
  readonly fetcher?: Fetcher
}

/** The process's own terminal. */
export function processTerminal(): Terminal {
  const { stdout } = process
  const isTerminal = stdout.isTTY
  return {
    log: terminalLog(),
    print: text =>
      new Promise(resolve => {
        stdout.write(text, () => {
          resolve()
        })
      }),
    isTerminal,
    columns: isTerminal ? stdout.columns : 100,
    colours: isTerminal && !process.env.NO_COLOR,
    stdin: process.stdin,
  }
}
