import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { addPaths } from '../../src/cli/add.ts'
import type { Fetcher } from '../../src/intake/fetch/fetcher.ts'
import { defaultLedger, defaultReviewer, useLedger } from '../../src/cli/ledger-path.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'
import { fetcherTo, serveWeb } from '../support/web-server.ts'
import { worldReader } from '../support/world.ts'

/** A folder with every kind of file that `add` takes, one of them broken. */
function mixedFolder(): string {
  const folder = join(freshFolder(), 'news')
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true })
  writeFileSync(join(folder, 'a.txt'), 'Delegations met in Doha on Monday.')
  writeFileSync(join(folder, 'deep', 'b.txt'), 'The talks ended without a result.')
  const line = (id: string) => JSON.stringify({ id, text: `They met again, said ${id}.`, language: 'en' })
  writeFileSync(join(folder, 'deep', 'deeper', 'c.jsonl'), `${line('c1')}\n{"broken\n${line('c2')}\n`)
  writeFileSync(join(folder, 'd.jsonl.gz'), gzipSync(line('d1')))
  writeFileSync(join(folder, 'empty.txt'), '   ')
  return folder
}

/** `parley add` with a reader that needs no model. */
async function add(ledger: string, paths: readonly string[], format: 'summary' | 'json' = 'json', fetcher?: Fetcher) {
  const printed = { out: '', err: '' }
  const terminal = {
    log: { warn: (line: string) => void (printed.err += `${line}\n`), progress: () => undefined },
    print: (text: string) => Promise.resolve(void (printed.out += text)),
    isTerminal: false,
    columns: 100,
    colours: false,
    stdin: process.stdin,
    ...(fetcher && { fetcher }),
  }
  const reader = worldReader()
  const engine = { version: reader.version, openReader: () => Promise.resolve(reader) }
  const status = await useLedger(ledger, {}, opened => addPaths(opened, paths, { flags: { format }, terminal, engine }))
  return { status, ...printed }
}

const linesOf = (out: string) => out.split('\n').filter(Boolean).map(line => JSON.parse(line) as Record<string, string>) // prettier-ignore

describe('parley add', () => {
  test('takes folders to the bottom, JSONL and gzip; a bad file stops nothing', async () => {
    const ledger = join(freshFolder(), 'sub', 'ledger.sqlite')
    const { status, out, err } = await add(ledger, [mixedFolder()])
    expect(status).toBe(1)
    const lines = linesOf(out)
    expect(lines.map(({ name }) => name?.replace(/^.*news\//, ''))).toEqual([
      'a.txt',
      'd.jsonl.gz:1',
      'deep/b.txt',
      'deep/deeper/c.jsonl:1',
      'deep/deeper/c.jsonl:3',
    ])
    expect(lines[1]).toMatchObject({ id: 'd1', state: 'added', sequence: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }) // prettier-ignore
    expect(err.trim().split('\n')).toHaveLength(2)
    expect(err).toMatch(/c\.jsonl:2 /)
    expect(err).toMatch(/empty\.txt /)
    expect(await verifyLedger(ledger)).toMatchObject({ broken: null, head: { sequence: 10 } })
  })
  test('takes pages, feeds and lists of feeds by what they hold; each failure is one line, and nothing stops', async () => {
    const server = await serveWeb({ '/feed': readFileSync('test/cases/feeds/rss-plain.xml', 'utf8') })
    const list = join(freshFolder(), 'feeds')
    writeFileSync(list, `<opml><body><outline xmlUrl="${server.origin}/gone"/><outline xmlUrl="${server.origin}/feed"/></body></opml>`) // prettier-ignore
    const paths = ['pages/bad-error-page.html', 'pages/json-ld.html', 'feeds/bad-entity-bomb.xml', 'feeds/atom-plain.xml'].map(path => `test/cases/${path}`) // prettier-ignore
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const { status, out, err } = await add(ledger, [...paths, list, 'http://127.0.0.1/'], 'json', fetcherTo(server))
    expect(status).toBe(1)
    expect(linesOf(out).map(({ id }) => id)).toEqual([
      'https://gulf.example/1',
      'https://lake.example/1',
      'https://gulf.example/1',
      'https://gulf.example/2',
    ])
    const faults = [
      /bad-error-page\.html /,
      /bad-entity-bomb\.xml is no feed/,
      /\/gone .*404/,
      /^http:\/\/127\.0\.0\.1\/ /,
    ]
    const lines = err.trim().split('\n')
    expect(lines).toHaveLength(faults.length)
    for (const [i, fault] of faults.entries()) expect(lines[i]).toMatch(fault)
  })
  test('changes nothing the second time', async () => {
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const folder = mixedFolder()
    const first = linesOf((await add(ledger, [folder])).out)
    const before = (await verifyLedger(ledger)).head
    const second = linesOf((await add(ledger, [folder])).out)
    expect(second).toEqual(first.map(line => ({ ...line, state: 'already-there' })))
    expect((await verifyLedger(ledger)).head).toEqual(before)
  })
  test('takes patterns, and a file whose name looks like one', async () => {
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const folder = mixedFolder()
    writeFileSync(join(folder, 'odd[1].txt'), 'They met once more.')
    const pattern = await add(ledger, [`${folder}/**/b.*`])
    expect(linesOf(pattern.out)).toHaveLength(1)
    expect(linesOf((await add(ledger, [join(folder, 'odd[1].txt')])).out)).toHaveLength(1)
    const none = await add(ledger, [`${folder}/*.pdf`, join(folder, 'missing.txt'), join(folder, 'deep')])
    expect(none.status).toBe(1)
    expect(none.err).toMatch(/\*\.pdf matches no file[^]*missing\.txt does not exist/)
    expect(linesOf(none.out)).toHaveLength(3)
  })
  test('ends with a summary and the head to note', async () => {
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const { out } = await add(ledger, [mixedFolder()], 'summary')
    const { sequence, hash } = (await verifyLedger(ledger)).head
    expect(out).toBe(`5 added, 0 already there, 2 could not be read.\nLedger ${ledger}, head ${sequence}:${hash}\n`)
  })
  test('reads with the packaged model, from standard input as well', async () => {
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const stdin = JSON.stringify({ id: 'in', text: 'The two delegations met in Istanbul on Monday.', language: 'en', published: '2025-06-03' }) // prettier-ignore
    const added = await parley(['add', '--ledger', ledger, '--format', 'json', '-'], { stdin })
    expect(added).toMatchObject({ status: 0, err: '' })
    const { out } = await parley(['query', 'events', '--ledger', ledger, '--category', 'consult'])
    expect(linesOf(out)[0]).toMatchObject({ dispatch: { id: 'in' }, record: { event: 'CONSULT' } })
  })
  test('passes over what tells of neither conflict nor talks, says how many, and reads it with --all', async () => {
    const ledger = join(freshFolder(), 'ledger.sqlite')
    const line = (id: string, text: string) => JSON.stringify({ id, text, language: 'en', published: '2025-06-03' })
    const goal = line('goal', 'The striker scored twice and the coach praised the team after the match on Saturday.')
    const given = ['--ledger', ledger, '-']
    const first = await parley(['add', ...given], { stdin: goal })
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toMatch(/^0 added, 1 not about this, 0 already there\.\nLedger .*, head 2:/)
    expect(linesOf((await parley(['add', '--format', 'json', ...given], { stdin: goal })).out)).toMatchObject([{ id: 'goal', state: 'already-there', sequence: 2 }]) // prettier-ignore
    const list = async () => (await parley(['query', 'dispatches', '--ledger', ledger, '--format', 'csv'])).out
    expect(await list()).toMatch(/,reading,[^]*,not-about-this,/)
    expect((await parley(['add', '--all', ...given], { stdin: goal })).out).toMatch(/^0 added, 1 read again, 0 already there/) // prettier-ignore
    expect(await list()).toMatch(/,read,/)
    expect((await parley(['add', ...given], { stdin: goal })).out).toMatch(/^0 added, 1 already there/)
  })
  test('needs something to add', async () => {
    const { status, err } = await parley(['add'])
    expect(status).toBe(2)
    expect(err).toMatch(/parley add --help/)
  })
  test('shows examples', async () => {
    expect((await parley(['add', '--help'])).out).toMatch(/Examples:\n {2}parley add report\.txt/)
  })
})

describe('the ledger that is taken', () => {
  test('is PARLEY_LEDGER, else a file in the user’s data folder', () => {
    expect(defaultLedger({ PARLEY_LEDGER: '/ledgers/mine.sqlite' })).toBe('/ledgers/mine.sqlite')
    expect(defaultLedger({ PARLEY_LEDGER: '' })).toMatch(/parley.*ledger\.sqlite$/)
  })
  test('names the reviewer by PARLEY_REVIEWER, else by the system', () => {
    expect(defaultReviewer({ PARLEY_REVIEWER: 'amina' })).toBe('amina')
    expect(defaultReviewer({})).not.toBe('')
  })
})
