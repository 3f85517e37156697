import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { expectAllKept } from './kept.ts'
import { acknowledged, end, start, type Acknowledged } from './programs.ts'
import type { StoreKind } from './stores.ts'

/** A ledger that programs are killed on, and all that they have acknowledged. */
export interface Victim {
  readonly store: StoreKind
  readonly address: string
  readonly kept: Map<number, Acknowledged>
}

export interface Killing {
  readonly program: string
  readonly args: readonly string[]
  readonly kills: number
  /** Longest time from the program's first sign to its end, in milliseconds. */
  readonly longest: number
}

/**
 * Runs a program and kills it, again and again, at moments that differ from run to run; after each, all must be kept.
 * Every fifth round may strike while the ledger is opened or made, the others while it is written to.
 */
export async function killOften(victim: Victim, { program, args, kills, longest }: Killing): Promise<void> {
  const { store, address, kept } = victim
  for (let round = 0; round < kills; round++) {
    const child = start(program, [address, ...args])
    const ended = end(child)
    const isEarly = round % 5 === 0
    if (!isEarly) await Promise.race([new Promise(resolve => child.stdout?.once('data', resolve)), ended])
    const moment = Math.random() * (isEarly ? 900 : longest)
    await Promise.race([sleep(moment), ended])
    child.kill('SIGKILL')
    const { out, err, status } = await ended
    const said = `${program}, round ${round}, killed after ${moment} ms`
    expect(status, `${said}, not ended by itself: ${err}`).toBeNull()
    for (const line of acknowledged(out)) kept.set(line.sequence, line)
    await expectAllKept(store, address, { kept, moment: said })
  }
}
