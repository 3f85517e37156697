import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { creditOf } from '../../../src/ledger/origins/credit.ts'
import { originsOf, type OriginText } from '../../../src/ledger/origins/origins.ts'

const FOLDER = resolve(import.meta.dirname, '../../../examples/dispatches')

const examples: OriginText[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.txt'))
  .map(name => ({
    dispatch: name.replace('.txt', ''),
    published: /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? null,
    publisher: null,
    text: readFileSync(join(FOLDER, name), 'utf8'),
  }))

const example = (name: string) => {
  const found = examples.find(({ dispatch }) => dispatch === name)
  if (found === undefined) throw new Error(`no sample ${name}`)
  return found
}

const several = (origins: ReturnType<typeof originsOf>) =>
  origins.map(({ dispatches }) => dispatches).filter(({ length }) => length > 1)

test('of the sample dispatches only the reworded reprint shares an origin, with what it was written from', () => {
  expect(several(originsOf(examples))).toEqual([['ukr-istanbul-2025-06-02', 'ukr-istanbul-2025-06-03-reprint']])
})

test('two reports about one round, written apart, are two origins', () => {
  const both = [example('ukr-istanbul-kyiv-2025-07-24'), example('ukr-istanbul-moscow-2025-07-24')]
  expect(originsOf(both)).toHaveLength(2)
})

test('ten reprints of one wire are one origin of the wire, whatever order they come in', () => {
  const wire = example('ukr-istanbul-2025-06-02')
  const reprints = Array.from({ length: 10 }, (_, i) => ({
    ...wire,
    dispatch: `reprint-${i}`,
    publisher: `Paper ${i}`,
    published: '2025-06-03',
    text: wire.text.split('\n').slice(2, 12 - (i % 3)).join('\n'),
  })) // prettier-ignore
  const forth = originsOf([wire, ...reprints])
  expect(forth).toHaveLength(1)
  expect(forth[0]).toMatchObject({ id: wire.dispatch, source: 'northern wire' })
  expect(forth[0]?.dispatches).toHaveLength(11)
  expect(originsOf([...reprints, wire].reverse())).toEqual(forth)
})

test('the same words a month later are another origin', () => {
  const text = example('ukr-istanbul-2025-06-02')
  expect(originsOf([text, { ...text, dispatch: 'later', published: '2025-07-04' }])).toHaveLength(2)
})

test('texts of a few words are nobody’s copies', () => {
  const short = (dispatch: string) => ({ dispatch, published: '2025-06-02', publisher: null, text: 'More to follow.' })
  expect(originsOf([short('a'), short('b')])).toHaveLength(2)
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
