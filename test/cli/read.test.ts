import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Reading } from '../../src/contract.ts'
import { parley } from '../support/terminal.ts'

const SEED = 'examples/dispatches/000_48184ce8a7b8751c.txt'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-read-'))
})

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const readings = (out: string) => out.split('\n').filter(Boolean).map(line => JSON.parse(line) as Reading) // prettier-ignore
const lines = (err: string) => err.split('\n').filter(Boolean)

describe('parley read', () => {
  test('prints one reading a line, in input order', async () => {
    const other = file('other.txt', 'Agency, 4 June 2025\nTalks resume\nEnvoys of both sides met in Doha on Tuesday.\n')
    const { status, out, err } = await parley(['read', SEED, other, '--format', 'json'])
    expect([status, err]).toEqual([0, ''])
    expect(readings(out).map(({ document }) => document.published)).toEqual(['2025-06-03', '2025-06-04'])
  })

  test('reads pages and feeds beside text; what cannot be read is one line and stops nothing', async () => {
    const shapes = ['pages/json-ld.html', 'pages/bad-no-body.html', 'feeds/rss-plain.xml', 'feeds/json-broken.json']
    const paths = shapes.map(path => `test/cases/${path}`)
    const { status, out, err } = await parley(['read', ...paths, '--format', 'json'])
    expect(status).toBe(1)
    expect(readings(out).map(({ document }) => document.published)).toEqual(['2025-06-03', '2025-06-02'])
    expect(lines(err)).toEqual([
      expect.stringMatching(/bad-no-body\.html /),
      expect.stringMatching(/rss-plain\.xml#1 .*gulf\.example\/1/),
      expect.stringMatching(/json-broken\.json /),
    ])
  })

  test('ties every value to the text: evidence, triggers and entities are slices of it', async () => {
    const [reading] = readings((await parley(['read', SEED, '--format', 'json'])).out)
    const text = reading?.document.text ?? ''
    expect(reading?.events.length).toBeGreaterThan(5)
    for (const { evidence, actor, recipient, places } of reading?.events ?? []) {
      expect(text.slice(evidence.start, evidence.end)).toBe(evidence.quote)
      expect(text.slice(evidence.trigger?.start, evidence.trigger?.end)).toBe(evidence.trigger?.text)
      for (const span of [...actor, ...recipient, ...places]) expect(text.slice(span.start, span.end)).toBe(span.text)
    }
  })

  test('gives the same reading each time', async () => {
    const [first, second] = [await parley(['read', SEED]), await parley(['read', SEED])]
    expect(first.out).toBe(second.out)
  })

  test('keeps a JSONL text as it is and adds the layers that are asked for', async () => {
    const text = 'Rebels  \u00ad freed\r\n two monks near Goma.'
    const rows = file('rows.jsonl', `${JSON.stringify({ id: 'a', text, published: '2025-02-01' })}\n`)
    const [reading] = readings((await parley(['read', rows, '--layers', 'all'])).out)
    expect(reading?.document.text).toBe(text)
    const words = reading?.layers?.tokens.map(({ start, end }) => text.slice(start, end))
    expect(words).toEqual(expect.arrayContaining(['Rebels', 'freed', 'monks', 'Goma']))
  })

  test('takes day, publisher and title from the command line, and text from standard input', async () => {
    const args = ['read', '-', '--published', '2025-07-24', '--publisher', 'Wire', '--title', 'A title']
    const [reading] = readings(
      (await parley(args, { stdin: 'Both delegations met in Istanbul on Wednesday for an hour.' })).out,
    )
    expect(reading?.document).toMatchObject({ published: '2025-07-24', publisher: 'Wire', title: 'A title' })
  })

  test('prints a table within the width, without colour where none is wanted', async () => {
    const { out } = await parley(['read', SEED, '--format', 'table'], { columns: 72 })
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(72)
    expect(out).not.toContain('\u001b')
    expect(out).toContain('Russia-Ukraine discussions end')
  })

  test('prints PLOVER records, one a happening', async () => {
    const { out } = await parley(['read', SEED, '--format', 'plover'])
    const records = out.split('\n').filter(Boolean).map(line => JSON.parse(line) as Record<string, unknown>) // prettier-ignore
    expect(records.length).toBeGreaterThan(5)
    expect(records.every(({ event, quad_code }) => Array.isArray(event) && Number(quad_code) >= 1)).toBe(true)
  })

  test('shows its options with examples', async () => {
    const { status, out } = await parley(['read', '--help'])
    expect(status).toBe(0)
    expect(out).toMatch(/--layers[\s\S]*Examples:[\s\S]*parley read report\.txt/)
  })

  test('does not load the store', () => {
    const program = "process.argv.length = 2; await import('./src/cli/read.ts'); const c = process.getBuiltinModule?.('module') ?? (await import('node:module')); process.stdout.write(Object.keys(c._cache ?? c.default._cache).filter(f => f.includes('better-sqlite3')).join())" // prettier-ignore
    expect(
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { encoding: 'utf8' }),
    ).toBe('')
  })
})

describe('parley read, given bad input,', () => {
  // What is wrong, the file, and what the one line must say beside its name.
  const bad: readonly (readonly [string, () => string, RegExp])[] = [
    ['a missing file', () => join(folder, 'nowhere.txt'), /does not exist/],
    ['a directory', () => folder, /directory/],
    ['an empty file', () => file('empty.txt', ''), /no text/],
    [
      'a picture',
      () => file('picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3])),
      /no readable text/,
    ],
    ['50 MB on one line', () => file('long.txt', Buffer.alloc(50_000_000, 'a')), /larger than/],
    ['a Russian text', () => file('russian.txt', 'Делегации России и Украины встретились в Стамбуле в понедельник. Стороны обменялись меморандумами и договорились об обмене пленными.'), /another language/], // prettier-ignore
    [
      'a text without any date',
      () => file('undated.txt', 'Both sides met in Doha and agreed to meet again.'),
      /day of publication/,
    ],
  ]
  test.each(bad)('says of %s what is wrong in one line, and reads the others', async (_, make, says) => {
    const path = make()
    const { status, out, err } = await parley(['read', path, SEED, '--format', 'json'])
    expect(status).toBe(1)
    expect(lines(err)).toHaveLength(1)
    expect(err).toMatch(says)
    expect(err).toContain(path)
    expect(readings(out).at(-1)?.document.publisher).toBe('MENAFN')
  })

  test('names file and line of a broken JSONL line', async () => {
    const rows = file(
      'broken.jsonl',
      '{"id":"a","text":"Envoys met in Doha.","published":"2025-01-01"}\n{"id":"b","text":\n{"id":"c","text":"Guns fell silent.","published":"2025-01-01"}\n',
    )
    const { status, out, err } = await parley(['read', rows])
    expect(status).toBe(1)
    expect(err).toContain(`${rows}:2`)
    expect(readings(out).map(({ document }) => document.id)).toEqual(['a', 'c'])
  })

  test('reads the first of two dispatches with one id', async () => {
    const row = (text: string) => `${JSON.stringify({ id: 'same', text, published: '2025-01-01' })}\n`
    const rows = file('twice.jsonl', row('Envoys met in Doha.') + row('Guns fell silent in Goma.'))
    const { status, out, err } = await parley(['read', rows])
    expect([status, readings(out).length]).toEqual([1, 1])
    expect(lines(err)).toHaveLength(1)
  })

  test('reads bytes that are no UTF-8 as Windows-1252', async () => {
    const path = file(
      'latin.txt',
      Buffer.from('Agency, 4 June 2025\nTalks\nEnvoys met in Z\xfcrich on Tuesday.\n', 'latin1'),
    )
    const [reading] = readings((await parley(['read', path])).out)
    expect(reading?.document.text).toContain('Zürich')
  })

  test('refuses an option that it does not know, and a day that is none', async () => {
    expect(await parley(['read', '--colour'])).toMatchObject({
      status: 2,
      err: expect.stringMatching(/--colour.*--help/) as string,
    })
    expect((await parley(['read', '--published', '2025-02-30', SEED])).err).toContain('2025-02-30')
  })

  test('shows hostile text as text', async () => {
    const path = file(
      'hostile.txt',
      'Agency, 4 June 2025\nTalks\nThe \u001b[31menvoy\u202e of Russia met <script>alert(1)</script> rebels in Goma.\n',
    )
    const { out } = await parley(['read', path, '--format', 'table'])
    expect(out).not.toMatch(/[\u001b\u202e]/)
  })
})
