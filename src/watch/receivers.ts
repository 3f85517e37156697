import { spawn } from 'node:child_process'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { ParleyError } from '../errors.ts'
import type { Fetcher } from '../intake/fetch/fetcher.ts'
import type { Alert } from './alerts.ts'

/** Somebody who takes alerts. */
export interface Receiver {
  /** As `--alert` names it. */
  readonly name: string
  /** Hands one over. Throws `ALERT_REFUSED`, or what the fetcher throws. */
  take(alert: Alert): Promise<void>
}

export interface ReceiverTools {
  /** Posts to addresses: the guarded one, not slowed by robots.txt. */
  readonly fetcher: Pick<Fetcher, 'post'>
  readonly print: (alert: Alert) => Promise<void>
  readonly signal: AbortSignal
}

/** The receiver of a name: `-`, `file:PATH`, `command:PROGRAM`, an http(s) address; null for none of these. */
export function receiverOf(name: string, tools: ReceiverTools): Receiver | null {
  const [, kind, rest = ''] = /^(file|command):(.+)$/s.exec(name) ?? []
  if (name === '-') return { name, take: tools.print }
  if (kind === 'file')
    return {
      name,
      take: async alert => {
        await Promise.resolve()
        appendTo(rest, name, alert)
      },
    }
  if (kind === 'command') return { name, take: alert => runProgram(rest, { name, alert, signal: tools.signal }) }
  if (!/^https?:\/\//i.test(name) || !URL.canParse(name)) return null
  return { name, take: alert => tools.fetcher.post(name, JSON.stringify(alert)) }
}

/** So much of a file's end is looked through for an alert that a kill may have left both written and pending. */
const TAIL = 1_000_000

function appendTo(path: string, target: string, alert: Alert): void {
  try {
    const file = openSync(path, 'a+', 0o600)
    try {
      const end = endOf(file)
      if (end.includes(`"id":"${alert.id}"`)) return
      // A line that was cut off must not spoil the next.
      const line = `${end === '' || end.endsWith('\n') ? '' : '\n'}${JSON.stringify(alert)}\n`
      const bytes = Buffer.from(line)
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new ParleyError('ALERT_REFUSED', { target, problem: String(error.code) }, { cause: error })
  }
}

function endOf(file: number): string {
  const { size } = fstatSync(file)
  const bytes = Buffer.alloc(Math.min(size, TAIL))
  const read = readSync(file, bytes, 0, bytes.length, size - bytes.length)
  return bytes.subarray(0, read).toString('utf8')
}

const PROGRAM_MS = 30_000

interface Handing {
  readonly name: string
  readonly alert: Alert
  readonly signal: AbortSignal
}

/** Starts the program, without a shell and without arguments, and writes the alert to its standard input. */
function runProgram(program: string, { name, alert, signal }: Handing): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (problem: string) => {
      reject(new ParleyError('ALERT_REFUSED', { target: name, problem }))
    }
    const child = spawn(program, [], { stdio: ['pipe', 'ignore', 'inherit'], shell: false, windowsHide: true })
    const timer = setTimeout(() => child.kill('SIGKILL'), PROGRAM_MS)
    const stop = () => child.kill('SIGTERM')
    signal.addEventListener('abort', stop, { once: true })
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
    child.on('error', error => {
      done()
      refuse('code' in error ? String(error.code) : error.message)
    })
    child.on('close', (status, killedBy) => {
      done()
      if (status === 0) resolve()
      else refuse(killedBy === null ? `it ends with status ${String(status)}` : `it was ended by ${killedBy}`)
    })
    // A program that does not read its input is no failure by itself.
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${JSON.stringify(alert)}\n`)
  })
}
