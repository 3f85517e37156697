import { describe, expect, test } from 'vitest'
import { conlluOfDocument, documentOfConllu, groupByDocument } from '../../src/exchange/conllu-document.ts'
import { readConllu, writeConllu, type ConlluSentence } from '../../src/exchange/conllu.ts'
import { emptyDocument } from '../../src/text/document.ts'
import { segmentText } from '../../src/text/segment.ts'

const SAMPLE = `# newdoc id = d1
# sent_id = d1-1
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t3:aux\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t3:advmod\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t3:punct\t_

`

async function* chunksOf(text: string, size = 7): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size)
}

async function read(text: string): Promise<ConlluSentence[]> {
  const sentences: ConlluSentence[] = []
  for await (const sentence of readConllu(chunksOf(text))) sentences.push(sentence)
  return sentences
}

describe('readConllu', () => {
  test('gives back what writeConllu wrote, comments, ranges and MISC included', async () => {
    expect((await read(SAMPLE)).map(writeConllu).join('')).toBe(SAMPLE)
  })

  test('leaves out empty nodes and reads the last sentence without an empty line after it', async () => {
    const text = SAMPLE.trimEnd().replace('\n4\t', '\n3.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n4\t')
    expect((await read(text))[0]?.words).toHaveLength(4)
  })

  test.each([
    ['1\tGo\tgo\n', 'Line 1 is not CoNLL-U (3 columns instead of ten)'],
    [SAMPLE.replace('\n3\t', '\n5\t'), 'Line 7 is not CoNLL-U (word 5 where 3 should stand)'],
    [SAMPLE.replace('\t0\troot', '\tx\troot'), 'Line 7 is not CoNLL-U (a head that is no number)'],
    [SAMPLE.replace('\t0\troot', '\t9\troot'), 'Line 9 is not CoNLL-U (the head of word 3 is not in the sentence)'],
    ['# text = a\n\n', 'Line 2 is not CoNLL-U (comments without words)'],
  ])('refuses a broken line and names it (%#)', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})

describe('documentOfConllu', () => {
  test('keeps sentences and words as they are given', async () => {
    const document = documentOfConllu(await read(SAMPLE))
    expect(document.text).toBe("Don't go.")
    expect(document.tokens.map(({ form, start, end }) => [form, start, end])).toEqual([
      ['Do', 0, 2],
      ["n't", 2, 5],
      ['go', 6, 8],
      ['.', 8, 9],
    ])
  })

  test('lays words that do not spell their surface over all of it', async () => {
    const given = await read(SAMPLE.replace("1-2\tDon't", '1-2\tDonut'))
    expect(documentOfConllu(given).tokens.slice(0, 2)).toMatchObject([
      { form: 'Do', start: 0, end: 5 },
      { form: "n't", start: 0, end: 5 },
    ])
  })

  test('goes back to the comments and ranges it came from', async () => {
    const given = await read(SAMPLE)
    const [sentence] = conlluOfDocument(documentOfConllu(given), given)
    expect(sentence?.comments).toEqual(given[0]?.comments)
    expect(sentence?.ranges).toEqual(given[0]?.ranges)
    expect(sentence?.words[2]?.misc).toBe('SpaceAfter=No')
  })
})

describe('conlluOfDocument', () => {
  test('writes contractions as ranges and missing spaces as SpaceAfter=No', () => {
    const text = 'They don’t (yet).'
    const dispatch = { id: 'a', title: null, text, publisher: null, published: null, url: null, language: 'en' }
    const [sentence] = conlluOfDocument({ ...emptyDocument(dispatch), ...segmentText(text) })
    expect(sentence?.comments).toEqual(['# newdoc id = a', '# newpar', '# sent_id = a-1', '# text = They don’t (yet).'])
    expect(sentence?.ranges).toEqual([{ first: 2, last: 3, form: 'don’t', misc: '_' }])
    expect(sentence?.words.map(({ misc }) => misc)).toEqual([
      '_',
      '_',
      '_',
      'SpaceAfter=No',
      'SpaceAfter=No',
      'SpaceAfter=No',
      '_',
    ])
  })
})

describe('groupByDocument', () => {
  test('begins a document at each newdoc, and after 200 sentences without one', async () => {
    const bare = SAMPLE.replace(/#.*\n/g, '')
    const sizes: number[] = []
    for await (const group of groupByDocument(readConllu(chunksOf(SAMPLE + SAMPLE + bare.repeat(250), 4096)))) {
      sizes.push(group.length)
    }
    expect(sizes).toEqual([1, 200, 51])
  })
})
