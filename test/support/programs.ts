import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Starts a TypeScript file of this folder in a process of its own. */
export function start(program: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const file = resolve(import.meta.dirname, program)
  const root = resolve(import.meta.dirname, '../..')
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root, ...options })
}

/** What a process that ended had printed. */
export interface Ended {
  /** Null for one that was killed. */
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Waits for the end. */
export async function end(child: ChildProcess): Promise<Ended> {
  const printed = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => (printed.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (printed.err += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, ...printed }
}

/** An acknowledgement of `parley add --format json`. */
export interface Acknowledged {
  readonly id: string
  readonly sequence: number
  readonly hash: string
  readonly state: string
}

/** The whole lines: a process that was killed may have left half a last one. */
export function acknowledged(out: string): Acknowledged[] {
  const whole = out.slice(0, out.lastIndexOf('\n') + 1)
  return whole.split('\n').filter(Boolean).map(line => JSON.parse(line) as Acknowledged) // prettier-ignore
}

/** A JSONL file with `count` different dispatches; ids begin with the prefix. */
export function writeDispatches(folder: string, prefix: string, count: number): string {
  const file = join(folder, `${prefix}.jsonl`)
  const lines = Array.from({ length: count }, (_, i) => {
    const text = `Delegations met in Doha for talk ${i} of ${prefix}. ${'They spoke for long about the ceasefire. '.repeat(20)}`
    return JSON.stringify({ id: `${prefix}-${i}`, text, published: '2025-06-03', language: 'en' })
  })
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
