import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArrangement } from '../../src/ledger/boards/processes-file.ts'
import { STORES, type StoreKind } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'

const SAMPLES = ['ukr-istanbul-2025-06-02', 'ukr-istanbul-2025-06-03-reprint']

describe('every command takes a ledger in PostgreSQL', () => {
  let address = ''
  let file = ''
  let folder = ''
  let added = ''
  const both = async (...args: readonly string[]) => {
    const [there, here] = [await parley([...args, '--ledger', address]), await parley([...args, '--ledger', file])]
    return [there, here] as const
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-'))
    address = (STORES[1] as StoreKind).fresh()
    file = join(folder, 'ledger.sqlite')
    const samples = SAMPLES.map(name => join('examples/dispatches', `${name}.txt`))
    added = (await parley(['add', '--ledger', address, ...samples])).out
    await parley(['copy', address, file])
  }, 60_000)
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('add says where they are, and has them', async () => {
    expect(added).toContain('2 added, 0 already there.')
    expect(added).toContain(`Ledger ${address}, head `)
    const again = await parley(['add', '--ledger', address, `examples/dispatches/${SAMPLES[0]}.txt`])
    expect(again.out).toContain('0 added, 1 already there.')
  })
  test.each([
    ['query', 'events'],
    ['query', 'events', '--text', 'prisoners "second round" exchang* -helicopter', '--format', 'csv'],
    ['query', 'events', '--place', 'ista', '--from', '2025-05-01', '--to', '2025-06-30'],
    ['query', 'process', '--party', 'RUS'],
    ['query', 'dispatches', '--text', 'istanbul'],
    ['process'],
    ['process', 'RUS+UKR', '--format', 'json'],
    ['origins'],
  ])('%s %s %s prints what it prints of the same ledger in a file', async (...args) => {
    const [there, here] = await both(...args.filter(Boolean))
    expect(there).toEqual(here)
    expect(there.status).toBe(0)
    expect(there.out.length).toBeGreaterThan(100)
  })
  test('review, rebuild and verify', async () => {
    const [{ id }] = (await parley(['query', 'events', '--ledger', address, '--limit', '1'])).out.split('\n').slice(0, 1).map(line => JSON.parse(line) as { id: string }) as [{ id: string }] // prettier-ignore
    const { out } = await parley(['review', id, 'accept', '--reviewer', 'amina', '--ledger', address])
    expect(out).toMatch(/^Recorded as entry 5:[0-9a-f]{64}\n$/)
    expect((await parley(['rebuild', '--ledger', address])).out).toBe('Rebuilt from 5 entries.\n')
    const head = /5:[0-9a-f]{64}/.exec(out)?.[0] ?? ''
    expect((await parley(['verify', '--ledger', address, '--head', head])).out).toContain(`Head ${head}\n`)
    expect((await parley(['query', 'events', '--review', 'accepted', '--ledger', address])).out).toContain(id)
  })
})

describe('readArrangement', () => {
  test('looks beside a file, and for a ledger in a database where the command runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-'))
    const before = process.cwd()
    writeFileSync(join(folder, 'processes.yaml'), 'processes:\n  - name: Istanbul track\n    parties: [RUS, UKR]\n')
    const beside = readArrangement(join(folder, 'ledger.sqlite'))
    try {
      process.chdir(folder)
      expect(readArrangement('postgres://amina@db.example/cases')).toEqual(beside)
    } finally {
      process.chdir(before)
      rmSync(folder, { recursive: true })
    }
    expect(readArrangement('postgres://amina@db.example/cases')).not.toEqual(beside)
  })
})
