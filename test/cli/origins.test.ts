import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OriginRow } from '../../src/ledger/origins/find-origins.ts'
import { parley } from '../support/terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const samples = ['ukr-istanbul-2025-06-02', 'ukr-istanbul-2025-06-03-reprint', 'ukr-istanbul-kyiv-2025-07-24', 'ukr-istanbul-moscow-2025-07-24'] // prettier-ignore
  const files = samples.map(name => join('examples/dispatches', `${name}.txt`))
  await parley(['add', '--ledger', join(folder, 'ledger.sqlite'), ...files])
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const origins = (args: readonly string[], isTerminal = false) =>
  parley(['origins', ...args, '--ledger', join(folder, 'ledger.sqlite')], { columns: 80, isTerminal })
const rowsOf = (out: string) => out.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as OriginRow) // prettier-ignore

describe('parley origins', () => {
  test('takes a report and its reworded reprint for one, two reports of one round for two', async () => {
    const { status, out } = await origins([])
    expect(status).toBe(0)
    const days = rowsOf(out).map(({ dispatches }) => dispatches.map(({ published }) => published))
    expect(days).toEqual([['2025-06-02', '2025-06-03'], ['2025-07-24'], ['2025-07-24']])
    expect(rowsOf(out)[0]?.source).toBe('northern wire')
  })

  test('shows only what was copied, where that is asked', async () => {
    expect(rowsOf((await origins(['--copied'])).out)).toHaveLength(1)
    expect(rowsOf((await origins(['--copied', '--from', '2025-07-01'])).out)).toHaveLength(0)
  })

  test('prints a table within the width that says how many origins there are', async () => {
    const { out } = await origins([], true)
    expect(out).toContain('4 dispatches of 3 origins.')
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
  })
})
