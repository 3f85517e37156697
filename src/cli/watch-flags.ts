import { resolve } from 'node:path'
import { ParleyError } from '../errors.ts'
import type { Alert } from '../watch/alerts.ts'
import { parseTime, type TimeOfDay } from '../watch/digest.ts'
import { LONGEST_EVERY, SHORTEST_EVERY } from '../watch/feeds.ts'
import { receiverOf, type Receiver, type ReceiverTools } from '../watch/receivers.ts'
import type { Watched } from '../watch/watch.ts'
import { plain } from './table.ts'
import type { Terminal } from './terminal.ts'

/** What the command line of `parley watch` says. */
export interface WatchFlags {
  readonly contact?: string
  readonly every?: string
  readonly once?: true
  readonly pages?: true
  readonly alert?: readonly string[]
  readonly digest?: string
  readonly state?: string
  readonly processes?: string
  readonly actors?: readonly string[]
  readonly frames?: readonly string[]
  readonly names?: true
}

const wrong = (problem: string) => new ParleyError('USAGE', { problem, command: 'watch' })

/** Minutes between two visits. Throws `USAGE`. */
export function everyOf({ every = '30' }: WatchFlags): number {
  const minutes = /^\d{1,6}$/.test(every) ? Number(every) : NaN
  if (minutes >= SHORTEST_EVERY && minutes <= LONGEST_EVERY) return minutes
  throw wrong(`--every ${every} is no number of minutes from ${SHORTEST_EVERY} to ${LONGEST_EVERY}`)
}

/** Where the watch keeps what it remembers. Throws `USAGE`. */
export function stateOf({ state }: WatchFlags, ledger: string): string {
  if (state !== undefined && resolve(state) === resolve(ledger)) throw wrong(`--state ${state} is the ledger`)
  return state ?? `${ledger}.watch`
}

/** When the digest is due; null for none. Throws `USAGE`. */
export function digestOf({ digest }: WatchFlags): TimeOfDay | null {
  const time = digest === undefined ? null : parseTime(digest)
  if (digest !== undefined && time === null) throw wrong(`--digest ${digest} is no time HH:MM`)
  return time
}

/** Who takes alerts. Throws `USAGE`. */
export function receiversOf({ alert = ['-'] }: WatchFlags, tools: ReceiverTools): Receiver[] {
  return [...new Set(alert)].map(name => {
    const receiver = receiverOf(name, tools)
    if (receiver === null)
      throw wrong(`--alert ${name} is none of -, file:PATH, command:PROGRAM and an http(s) address`)
    return receiver
  })
}

/** Prints alerts: for a person on a terminal, else as JSON, one a line. */
export function printerOf(terminal: Terminal): ReceiverTools['print'] {
  return alert => {
    terminal.log.progress('')
    return terminal.print(terminal.isTerminal ? shown(alert) : `${JSON.stringify(alert)}\n`)
  }
}

function shown({ kind, title, evidence }: Alert): string {
  const sentences = evidence.map(({ publisher, quote }) => `    ${publisher ?? 'unknown'}: “${quote}”`)
  return [`${kind}: ${title}`, ...sentences].map(line => `${plain(line)}\n`).join('')
}

/** One line on what a pass came to. */
export function summary({ visited, added, failed, isTold }: Watched, feeds: number): string {
  const parts = [`${visited} of ${feeds} feeds visited`, `${added} dispatches added`]
  if (failed > 0) parts.push(`${failed} failed`)
  if (!isTold) parts.push('some alerts wait for their receivers')
  return `${parts.join(', ')}.\n`
}
