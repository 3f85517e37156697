import { describe, expect, test } from 'vitest'
import { cutWindows, WINDOW_PIECES } from '../../src/encoder/windows.ts'
import type { Dispatch } from '../../src/contract.ts'
import { emptyDocument } from '../../src/text/document.ts'
import { segmentText } from '../../src/text/segment.ts'

const onePieceALetter = { split: (form: string) => [...form].slice(0, 8).map((_, i) => i) }

function documentOf(text: string) {
  const dispatch: Dispatch = { id: 'x', title: null, text, publisher: null, published: null, url: null, language: 'en' }
  return { ...emptyDocument(dispatch), ...segmentText(text) }
}

describe('cutWindows', () => {
  test('puts every word into exactly one window, in order', () => {
    const document = documentOf('The talks ended. Both sides left Doha on Friday. '.repeat(40))
    const windows = cutWindows(document, onePieceALetter)
    const words = windows.flatMap(({ first, past }) => Array.from({ length: past - first }, (_, i) => first + i))
    expect(words).toEqual(document.tokens.map((_, i) => i))
    expect(windows.length).toBeGreaterThan(3)
    expect(Math.max(...windows.map(({ pieces }) => pieces))).toBeLessThanOrEqual(WINDOW_PIECES)
  })

  test('never cuts a sentence', () => {
    const document = documentOf('One side spoke. The other side listened. '.repeat(30))
    const starts = new Set(document.sentences.map(({ first }) => first))
    expect(cutWindows(document, onePieceALetter).every(({ first }) => starts.has(first))).toBe(true)
  })

  test('gives a sentence that is too long fewer pieces a word', () => {
    const document = documentOf(`${'reconciliation '.repeat(240)}ended.`)
    const [window] = cutWindows(document, onePieceALetter)
    expect(window?.pieces).toBeLessThanOrEqual(510)
    expect(window?.split.length).toBe(document.tokens.length)
    expect(window?.split.every(pieces => pieces.length > 0)).toBe(true)
  })

  test('has nothing to cut in a text without words', () => {
    expect(cutWindows(documentOf(''), onePieceALetter)).toEqual([])
  })
})
