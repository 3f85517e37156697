import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addExamples } from '../support/examples.ts'
import { parley } from '../support/terminal.ts'
import type { HappeningRow, HappeningView } from '../../src/ledger/queries/happenings.ts'

const SAMPLES = ['ukr-istanbul-2025-06-02', 'ukr-istanbul-2025-06-03-reprint', 'ukr-airfields-2025-06-02', 'ukr-remains-kyiv-2025-06-16', 'ukr-exchange-moscow-2025-06-20'] // prettier-ignore
const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const ledger = join(folder, 'ledger.sqlite')

beforeAll(() => addExamples(ledger, name => SAMPLES.some(sample => name === `${sample}.txt`)), 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const happenings = (args: readonly string[], options: object = {}) =>
  parley(['happenings', ...args, '--ledger', ledger], options)
const rowsIn = (out: string) => out.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as HappeningRow) // prettier-ignore

describe('parley happenings, on samples of two sides', () => {
  test('has what three dispatches of two origins report as one', async () => {
    const { status, out } = await happenings(['--category', 'ASSAULT', '--origins', '2', '--from', '2025-06-01', '--to', '2025-06-01']) // prettier-ignore
    expect(status).toBe(0)
    const airfields = rowsIn(out).find(({ dispatches }) => dispatches === 3)
    expect(airfields).toMatchObject({ origins: 2, record: { kind: 'assault', start: '2025-06-01', actors: [{ code: 'UKR' }] } }) // prettier-ignore
  })
  test('has both sides’ counts of the bodies, each with who gives it', async () => {
    const rows = rowsIn((await happenings(['--origins', '2'])).out)
    const bodies = rows.find(({ record }) => record.figures.some(({ high }) => high.min === 6060))
    expect(bodies?.record.figures).toContainEqual(
      expect.objectContaining({
        isAhead: false,
        low: expect.objectContaining({ min: 6057, dispatch: expect.any(String) as string }) as object,
        high: expect.objectContaining({ min: 6060 }) as object,
      }),
    )
    expect(bodies?.record.statuses.map(({ status }) => status)).toEqual(['planned', 'planned', 'happened', 'happened'])
  })
  test('shows one with all who report it, copies said to be copies', async () => {
    const rows = rowsIn((await happenings(['--origins', '2'])).out)
    const { id } = rows.find(({ record }) => record.figures.some(({ high }) => high.min === 6060))!
    const { out } = await happenings([id], { isTerminal: true, columns: 100 })
    expect(out).toContain('4 dispatches of 3 origins')
    expect(out).toMatch(/6,057, says .*Dnipro Wire/)
    expect(out).toMatch(/6,060, says .*Volga Press/)
    expect(out).toMatch(/Gulf Monitor; planned; copy of the same text/)
    const view = JSON.parse((await happenings([id])).out) as HappeningView
    expect(view.reports).toHaveLength(4)
  })
  test('takes decisions, and one that would change nothing is one clear line', async () => {
    const [first, second] = rowsIn((await happenings([])).out)
    const merged = await happenings(['merge', first!.id, second!.id, '--reviewer', 'amina'])
    expect(merged.out).toMatch(/^Recorded as entry \d+:/)
    const entry = /entry (\d+)/.exec(merged.out)?.[1] ?? ''
    expect((await happenings(['undo', entry])).status).toBe(0)
    expect(await happenings(['undo', entry])).toMatchObject({ status: 1, err: expect.stringContaining(`Entry ${entry} is no merge or split`) as string }) // prettier-ignore
    expect((await happenings(['merge', first!.id])).status).toBe(2)
  })
  test('gives rows for a spreadsheet', async () => {
    const { out } = await happenings(['--format', 'csv', '--origins', '3'])
    const [header, ...rows] = out.trim().split('\r\n')
    expect(header).toMatch(/^id,start_day,end_day,kind,category/)
    expect(rows.length).toBeGreaterThan(0)
  })
  test.each([
    [['--category', 'WAR'], /--category does not know WAR/],
    [['--status', 'rumoured'], /--status does not know rumoured/],
    [['--from', '3 June'], /--from 3 June is no day/],
    [['--origins', 'few'], /--origins few is no count/],
    [['--limit', '0'], /--limit 0 is no number of rows/],
    [['merge'], /Merging takes two happenings/],
  ])('refuses %j as wrong usage, and names its own page of help', async (args, message) => {
    const { status, err } = await happenings(args)
    expect(status).toBe(2)
    expect(err).toMatch(message)
    expect(err).toMatch(/see `parley happenings --help`\n$/)
  })
})
