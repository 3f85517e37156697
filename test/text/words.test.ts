import { describe, expect, test } from 'vitest'
import { findWords } from '../../src/text/words.ts'
import { cases } from '../support/cases.ts'

const wordsOf = (text: string) => findWords(text).map(({ start, end }) => text.slice(start, end))

describe('findWords', () => {
  for (const { input, expected, line } of cases('words')) {
    test(`words.txt:${line} ${input}`, () => {
      expect(wordsOf(input).join(' ')).toBe(expected ?? input)
    })
  }

  test('gives offsets in UTF-16 units, so that slices are the words', () => {
    expect(findWords('😀 Kyiv')).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 7 },
    ])
  })

  test('loses no character but white space', () => {
    const text = '“Don’t,” said U.N.’s al-Bashir (aged 5½)… see http://x.org/?a=1, a@b.co — 100%!'
    expect(wordsOf(text).join('')).toBe(text.replace(/\s/g, ''))
  })

  test.each([
    ["a'" + "s's".repeat(200_000)],
    ['a.'.repeat(300_000)],
    ['a-'.repeat(300_000)],
    ['1,'.repeat(300_000)],
    ['@'.repeat(300_000)],
    ['x'.repeat(1_000_000)],
    ['('.repeat(300_000)],
  ])('takes time in proportion to a hostile text (%#)', text => {
    const started = performance.now()
    expect(findWords(text).length).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
