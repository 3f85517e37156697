import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReader, type Reader } from '../../src/reading/read.ts'
import { emptyDocument, type Document } from '../../src/text/document.ts'
import { sharedReader } from '../support/reader.ts'

const texts = readdirSync('test/gold').map(
  file => (JSON.parse(readFileSync(`test/gold/${file}`, 'utf8')) as { text: string }).text,
)

function documentOf(text: string): Document {
  return emptyDocument({ id: 'x', title: null, text, publisher: null, published: null, url: null, language: 'en' })
}

describe('the WebAssembly session', () => {
  let wasm: Reader
  beforeAll(async () => {
    wasm = await openReader({ session: 'wasm' })
  })
  afterAll(() => wasm.close())

  test('gives the native session’s tags and trees on at least 98 % of words', { timeout: 120_000 }, async () => {
    const native = await sharedReader()
    expect([native.version.session, wasm.version.session]).toEqual(['native', 'wasm'])
    let [words, same, sentences] = [0, 0, 0]
    for (const text of texts) {
      const [one, two] = [await native.parse(documentOf(text)), await wasm.parse(documentOf(text))]
      sentences += one.sentences.length
      one.tokens.forEach((token, i) => {
        const other = two.tokens[i]
        words++
        if (other?.upos === token.upos && other.head === token.head && other.deprel === token.deprel) same++
      })
    }
    expect(sentences).toBeGreaterThan(250)
    expect(same / words).toBeGreaterThanOrEqual(0.98)
  })
})

describe('the encoder', () => {
  test('scores a text alike whatever was read before it', async () => {
    const reader = await sharedReader()
    const [first = '', second = ''] = texts
    const before = await reader.parse(documentOf(first))
    await Promise.all([reader.parse(documentOf(second)), reader.parse(documentOf(second.slice(0, 300)))])
    expect((await reader.parse(documentOf(first))).tokens).toEqual(before.tokens)
  })
})
