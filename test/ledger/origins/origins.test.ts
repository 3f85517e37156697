import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { creditOf } from '../../../src/ledger/origins/credit.ts'
import { findOrigins, type OriginRow } from '../../../src/ledger/origins/find-origins.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { freshFolder } from '../../support/folder.ts'
import type { Dispatch } from '../../../src/contract.ts'

const FOLDER = resolve(import.meta.dirname, '../../../examples/dispatches')

type Text = Pick<Dispatch, 'id' | 'published' | 'publisher' | 'text'> & { readonly credit?: string }

const examples: Text[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.txt'))
  .map(name => ({
    id: name.replace('.txt', ''),
    published: /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? null,
    publisher: null,
    text: readFileSync(join(FOLDER, name), 'utf8'),
  }))

const example = (name: string) => {
  const found = examples.find(({ id }) => id === name)
  if (found === undefined) throw new Error(`no sample ${name}`)
  return found
}

/** The origins of the texts once a ledger has taken them in, in this order. */
async function originsIn(texts: readonly Text[]): Promise<OriginRow[]> {
  const ledger = await openLedger(join(freshFolder(), 'ledger.sqlite'), { clock: () => new Date(0) })
  await ledger.transact(async writer => {
    for (const text of texts) {
      const dispatch = { title: null, url: null, language: 'en', ...text }
      await writer.store({ dispatch, name: text.id, receivedAt: null })
    }
  })
  const origins = await findOrigins(ledger.reader, {})
  await ledger.close()
  return origins
}

const idsOf = ({ dispatches }: OriginRow) => dispatches.map(({ id }) => id)

test('of the sample dispatches only the reworded reprint shares an origin, with what it was written from', async () => {
  const several = (await originsIn(examples)).map(idsOf).filter(({ length }) => length > 1)
  expect(several).toEqual([['ukr-istanbul-2025-06-02', 'ukr-istanbul-2025-06-03-reprint']])
})

test('two reports about one round, written apart, are two origins', async () => {
  const both = [example('ukr-istanbul-kyiv-2025-07-24'), example('ukr-istanbul-moscow-2025-07-24')]
  expect(await originsIn(both)).toHaveLength(2)
})

test('ten reprints of one wire are one origin of the wire, whatever order they come in', async () => {
  const wire = example('ukr-istanbul-2025-06-02')
  const reprints = Array.from({ length: 10 }, (_, i) => ({
    ...wire,
    id: `reprint-${i}`,
    publisher: `Paper ${i}`,
    published: '2025-06-03',
    text: wire.text.split('\n').slice(2, 12 - (i % 3)).join('\n'),
  })) // prettier-ignore
  const forth = await originsIn([wire, ...reprints])
  expect(forth).toHaveLength(1)
  expect(forth[0]).toMatchObject({ source: 'northern wire' })
  expect(idsOf(forth[0]!)).toEqual([wire.id, ...reprints.map(({ id }) => id)])
  const back = await originsIn([...reprints, wire].reverse())
  expect(back.map(row => [row.source, idsOf(row)])).toEqual(forth.map(row => [row.source, idsOf(row)]))
})

test('a feed’s own word on whose report it is stands before what the text credits', async () => {
  const text = { ...example('ukr-istanbul-2025-06-02'), credit: 'Harbour Agency' }
  expect(await originsIn([text])).toMatchObject([{ source: 'harbour agency' }])
})

test('the same words a month later are another origin', async () => {
  const text = example('ukr-istanbul-2025-06-02')
  expect(await originsIn([text, { ...text, id: 'later', published: '2025-07-04' }])).toHaveLength(2)
})

test('reports of one day that share numbers and nothing else are origins of their own', async () => {
  const numbers = '1 2 3 10 24 100 2025 6 7 12 15 20 30 50 60 70 80 90 200 300 400 500'
  const words = (id: string) => Array.from({ length: 60 }, (_, i) => `${id}${'abcdefghij'[i % 10]}${'klmnop'[i % 6]}`).join(' ') // prettier-ignore
  const report = (id: string) => ({ id, published: '2025-06-02', publisher: null, text: `${words(id)}. ${numbers.replaceAll(' ', ` ${id} `)}` }) // prettier-ignore
  expect(await originsIn([report('north'), report('south'), report('east')])).toHaveLength(3)
})

test('texts of a few words are nobody’s copies', async () => {
  const short = (id: string) => ({ id, published: '2025-06-02', publisher: null, text: 'More to follow.' })
  expect(await originsIn([short('a'), short('b')])).toHaveLength(2)
})

test.each([
  ['ISTANBUL, June 2 (Reuters) - Russia and Ukraine agreed.', 'reuters'],
  ['Talks end\n(GULF MONITOR) Russia and Ukraine agreed.', 'gulf monitor'],
  ['Istanbul – Russia and Ukraine agreed.', null],
  ['Russia and Ukraine agreed.\nSource: Associated Press', 'associated press'],
  ['Russia and Ukraine agreed.\n\n(Reuters)\n', 'reuters'],
  ['The bloc (EU) said that Russia (see map) agreed.', null],
])('%j credits %s', (text, credit) => {
  expect(creditOf(text)).toBe(credit)
})
