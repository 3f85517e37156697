import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-'))
  await (await openWorld(join(folder, 'ledger.sqlite'))).close()
})
afterAll(() => rmSync(folder, { recursive: true }))

const query = (...args: string[]) => parley(['query', ...args, '--ledger', join(folder, 'ledger.sqlite')])
const idsOf = (out: string) => out.split('\n').filter(Boolean).map(line => (JSON.parse(line) as { id: string }).id) // prettier-ignore

describe('parley query', () => {
  test('prints JSON, one row a line, that leads to the sentence', async () => {
    const { status, out, err } = await query('events', '--category', 'assault')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      id: 'ev-shelled',
      dispatch: { id: 'attack' },
      record: { evidence: { start: 0, quote: expect.stringContaining('Fighters') as string } },
    })
  })
  test.each([
    [
      ['events', '--actor', 'COD/REB', '--status', 'happened,planned'],
      ['ev-shelled', 'ev-freed'],
    ],
    [['events', '--place', 'doha', '--from', '2025-04-01'], ['ev-proposed']],
    [['events', '--limit', '1'], ['ev-reversed']],
    [
      ['events', '--as-of', '2025-04-20T08:00:02Z'],
      ['ev-freed', 'ev-met'],
    ],
    [['dispatches', '--text', 'ceasefire'], ['second-round']],
    [['dispatches', '--language', 'de'], []],
    [['dispatches', '--reading', 'not-about-this,not-read'], []],
    [['dispatches', '--reading', 'read', '--text', 'ceasefire'], ['second-round']],
  ])('filters: %j', async (args, ids) => {
    expect(idsOf((await query(...args)).out)).toEqual(ids)
  })
  test('prints process objects', async () => {
    const { out } = await query('process', '--kind', 'position,proposal', '--party', 'COD')
    expect(idsOf(out).map(id => id.split(':')[0])).toEqual(['position', 'proposal'])
  })
  test('prints CSV with a header, in which no cell is a formula', async () => {
    const { out } = await query('dispatches', '--format', 'csv')
    const lines = out.split('\r\n')
    expect(lines[0]).toMatch(/^id,title,publisher,published,/)
    expect(lines[1]).toMatch(/^hostile,"'=HYPERLINK\(""http/)
    expect(lines.filter(Boolean)).toHaveLength(5)
    const events = (await query('events', '--format', 'csv', '--id', 'ev-shelled')).out
    expect(events).toMatch(/,-10,/) // a number below zero is no formula
    expect(events).toMatch(/,COD\/REB,/)
  })
  test('prints a table with the sentence under each record, and nothing that commands a terminal', async () => {
    const { out } = await query('events', '--format', 'table')
    expect(out).toMatch(
      /2025-04-14 +River Front \(COD\/REB\) → Democratic Republic of the Congo \(COD\/GOV\): request,\n +proposed/,
    )
    expect(out).toContain('“The River Front proposed a ceasefire of 30 days.”')
    expect(out).toMatch(/\n5 in all\n$/)
    expect(out).not.toMatch(/[\u202e\u001b]/)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    expect((await query('events', '--format', 'table', '--limit', '2')).out).toMatch(
      /2 shown, there are more: --limit\n$/,
    )
    expect((await query('process', '--format', 'table')).out).toMatch(/round 2: ongoing, Doha/)
    expect((await query('dispatches', '--format', 'table')).out).toMatch(/2025-04-15 +A ceasefire on the table/)
    expect((await query('events', '--format', 'table', '--id', 'none')).out).toBe(
      'Nothing in the ledger answers this.\n',
    )
  })
  test('says of each dispatch that was not read why', async () => {
    const ledger = join(folder, 'unread.sqlite')
    const lines = [
      { id: 'fr', title: 'À Doha', text: 'Les délégations se sont rencontrées lundi pour une deuxième série de pourparlers.', language: 'fr' },
      { id: 'goal', title: 'Two goals', text: 'The striker scored twice and the coach praised the team on Saturday.', language: 'en' },
    ] // prettier-ignore
    const added = await parley(['add', '--ledger', ledger, '-'], { stdin: lines.map(line => JSON.stringify(line)).join('\n') }) // prettier-ignore
    expect(added.out).toMatch(/^0 added, 1 not about this, 0 already there, 1 could not be read/)
    const list = (...args: string[]) => parley(['query', 'dispatches', ...args, '--ledger', ledger])
    const { out } = await list('--format', 'table')
    expect(out).toMatch(/Two goals\n +not about this · goal\n/)
    expect(out).toMatch(/À Doha\n +not read \(French\) · fr\n/)
    expect(idsOf((await list('--reading', 'not-about-this')).out)).toEqual(['goal'])
    expect(idsOf((await list('--reading', 'not-read')).out)).toEqual(['fr'])
  })
  test.each([
    [['gossip'], /Allowed choices are events, dispatches, process/],
    [['events', '--category', 'WAR'], /--category does not know WAR/],
    [['events', '--from', '3 June'], /--from 3 June is no day/],
    [['events', '--limit', '0'], /--limit 0 is no number of rows/],
    [['process', '--round', 'two'], /--round two is no number/],
    [['dispatches', '--reading', 'half'], /--reading does not know half, it takes read, not-read, not-about-this/],
    [['events', '--colour'], /Unknown option/],
    [[], /Missing required argument/],
  ])('refuses %j as wrong usage', async (args, message) => {
    const { status, err } = await query(...args)
    expect(status).toBe(2)
    expect(err).toMatch(message)
    expect(err).toMatch(/see `parley query --help`\n$/)
  })
  test('refuses what is no moment', async () => {
    expect(await query('events', '--as-of', 'noon')).toMatchObject({ status: 1, err: expect.stringMatching(/^noon is no moment/) as string }) // prettier-ignore
  })
})
