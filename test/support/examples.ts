import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { parley } from './terminal.ts'

const FOLDER = resolve(import.meta.dirname, '../../examples/dispatches')

/** Sample dispatches that give no day of their own, and the day that a person gives for them. */
const GIVEN_DAYS: Readonly<Record<string, string>> = {
  'ukr-istanbul-2025-05-16.txt': '2025-05-16',
  'ukr-istanbul-2025-06-02.txt': '2025-06-02',
  'ukr-istanbul-kyiv-2025-07-24.txt': '2025-07-24',
}

/** Adds the samples that a test is about to a ledger, as `parley add` does; those without a day with the day given. */
export async function addExamples(ledger: string, isWanted: (name: string) => boolean): Promise<void> {
  const names = readdirSync(FOLDER).filter(isWanted)
  const undated = names.filter(name => name in GIVEN_DAYS)
  for (const name of undated) await add(ledger, ['--published', GIVEN_DAYS[name] ?? '', join(FOLDER, name)])
  await add(ledger, names.filter(name => !undated.includes(name)).map(name => join(FOLDER, name))) // prettier-ignore
}

async function add(ledger: string, args: readonly string[]): Promise<void> {
  const { status, err } = await parley(['add', '--ledger', ledger, ...args])
  expect({ status, err }).toMatchObject({ status: 0 })
}
