import { describe, expect, test } from 'vitest'
import { emptyDocument } from '../../src/text/document.ts'
import { segment, segmentText } from '../../src/text/segment.ts'
import { MAX_SENTENCE_WORDS } from '../../src/text/sentences.ts'
import { cases } from '../support/cases.ts'
import { traceOnFailure } from '../support/trace.ts'

const sentencesOf = (text: string) => segmentText(text).sentences.map(({ start, end }) => text.slice(start, end))

describe('segmentText', () => {
  for (const { input, expected, line } of cases('sentences')) {
    test(`sentences.txt:${line} ${input}`, () => {
      expect(sentencesOf(input)).toEqual((expected ?? input).split('|'))
    })
  }

  test('ends a sentence at a line end', () => {
    expect(sentencesOf('Talks end\nBoth sides left\n\nThey will return')).toEqual([
      'Talks end',
      'Both sides left',
      'They will return',
    ])
  })

  test('reads on over lines that were broken to a fixed width', () => {
    const text =
      'The delegations met on Monday in Istanbul for the second\n' +
      'time in three weeks and agreed to exchange the bodies of\n' +
      'fallen soldiers. No truce was reached.'
    expect(sentencesOf(text)).toHaveLength(2)
  })

  test('does not join bullets, however even their length', () => {
    const text =
      '- Fragile halt to the fighting in place by evening time\n- Oil prices down by six percent on the markets today'
    expect(sentencesOf(text)).toHaveLength(2)
  })

  test('cuts a sentence too long for the encoder at a mark', () => {
    const { sentences } = segmentText(`${'one two three, '.repeat(200)}end.`)
    expect(sentences.length).toBeGreaterThan(3)
    for (const { first, past } of sentences) expect(past - first).toBeLessThanOrEqual(MAX_SENTENCE_WORDS)
  })

  test('finds nothing in an empty text', () => {
    expect(segmentText(' \n\n')).toEqual({ sentences: [], tokens: [] })
  })

  test.each([['.'.repeat(300_000)], ['" '.repeat(200_000)], ['\n'.repeat(1_000_000)], ['A. '.repeat(200_000)]])(
    'takes time in proportion to a hostile text (%#)',
    text => {
      const started = performance.now()
      segmentText(text)
      expect(performance.now() - started).toBeLessThan(5000)
    },
  )
})

describe('segment', () => {
  test('fills sentences and tokens and leaves syntax empty', () => {
    const text = 'They met. It’s over.'
    const dispatch = { id: 'a', title: null, text, publisher: null, published: null, url: null, language: 'en' }
    const document = segment.run(emptyDocument(dispatch), traceOnFailure())
    expect(document.sentences.map(({ first, past }) => [first, past])).toEqual([
      [0, 3],
      [3, 7],
    ])
    expect(document.tokens[4]).toEqual({
      start: 12,
      end: 14,
      form: '’s',
      sentence: 1,
      lemma: '’s',
      upos: '',
      xpos: '',
      feats: '_',
      head: -1,
      deprel: '',
    })
  })
})
