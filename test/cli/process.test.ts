import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-'))
  await (await openWorld(join(folder, 'ledger.sqlite'))).close()
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const board = (args: readonly string[] = [], columns = 80) =>
  parley(['process', ...args, '--ledger', join(folder, 'ledger.sqlite')], { columns, isTerminal: true })

describe('parley process', () => {
  test('lists the processes that the ledger tells of', async () => {
    const { status, out } = await board()
    expect(status).toBe(0)
    expect(out).toMatch(/COD\+COD\/REB +Democratic Rep/)
  })

  test('shows rounds in order, who sat there, what was put forward, answered and agreed', async () => {
    const { out } = await board(['COD+COD/REB'])
    const order = ['Round 1 · Doha', 'prisoner exchange, 100 a side', 'Round 2 · Doha', 'COD: Jean Mbuyi', 'COD/REB to COD proposes: ceasefire, days 30', 'COD (Jean Mbuyi) conditional: “the fighters left Goma”', 'Open promises'] // prettier-ignore
    const flat = out.replace(/\s+/g, ' ')
    const places = order.map(words => flat.indexOf(words))
    expect(places.every(place => place >= 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('counts violence after a round, and days for which a promise is open', async () => {
    const { out } = await board(['COD+COD/REB'])
    expect(out).toContain('0 assaults told of the 7 days before, 1 of those after')
    expect(out).toMatch(/agreed 2025-03-04, 42 days outstanding/)
  })

  test.each([80, 120])('keeps within %i columns', async columns => {
    const { out } = await board(['COD+COD/REB'], columns)
    const list = await board([], columns)
    for (const line of `${out}${list.out}`.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
  })

  test('finds a process by words of its parties, and refuses what fits none', async () => {
    expect((await board(['congo river'])).out).toContain('Round 1')
    const { status, err } = await board(['atlantis'])
    expect({ status, err }).toEqual({ status: 1, err: 'The ledger holds no process atlantis: see the list of processes\n' }) // prettier-ignore
  })

  test('tells what was known at an earlier moment', async () => {
    const { out } = await board(['COD+COD/REB', '--as-of', '2025-04-20T08:00:02Z'])
    expect(out).toContain('Round 1')
    expect(out).not.toContain('Round 2')
  })

  test('prints the board that the workbench shows, as JSON', async () => {
    const { out } = await board(['COD+COD/REB', '--format', 'json'])
    expect(JSON.parse(out)).toMatchObject({ key: 'COD+COD/REB', rounds: [{ ordinal: 1 }, { ordinal: 2 }] })
  })

  test('takes names from processes.yaml, and names the line of one that cannot be used', async () => {
    const [good, bad] = [join(folder, 'good.yaml'), join(folder, 'bad.yaml')]
    writeFileSync(good, 'processes:\n  - name: Lakes talks\n    parties: [COD, COD/REB]\n')
    writeFileSync(bad, 'processes:\n  - name: Lakes talks\n')
    expect((await board(['lakes talks', '--processes', good])).out).toMatch(/^Lakes talks\n/)
    const { status, err } = await board(['--processes', bad])
    expect(status).toBe(1)
    expect(err).toContain('bad.yaml, line 2 cannot be used (Lakes talks has neither parties nor merge nor pin)')
    expect((await board(['--processes', join(folder, 'none.yaml')])).err).toContain('does not exist')
  })

  test('has a page of help with examples', async () => {
    const { out } = await board(['--help'])
    for (const words of ['--as-of', '--processes', 'Examples:']) expect(out).toContain(words)
  })
})
