import { describe, expect, test } from 'vitest'
import { paragraphsOf, segmentsOf, type Mark } from '../../web/words/segments.ts'
import { timeScale } from '../../web/pages/board/time-scale.ts'
import { ringAround } from '../../web/pages/events/shapes.ts'

function mark(start: number, end: number, record: string): Mark {
  return { start, end, kind: 'actor', record }
}

describe('segmentsOf', () => {
  test('cuts at every boundary where marks overlap', () => {
    const segments = segmentsOf('abcdefgh', [mark(1, 5, 'x'), mark(3, 7, 'y')])
    expect(segments.map(({ text, marks }) => [text, marks.map(({ record }) => record).join('')])).toEqual([
      ['a', ''],
      ['bc', 'x'],
      ['de', 'xy'],
      ['fg', 'y'],
      ['h', ''],
    ])
  })

  test('gives the text back, whatever the marks', () => {
    const marks = [mark(0, 8, 'a'), mark(0, 2, 'b'), mark(2, 2, 'empty'), mark(7, 99, 'beyond'), mark(-1, 3, 'before')]
    expect(segmentsOf('abcdefgh', marks).map(({ text }) => text).join('')).toBe('abcdefgh') // prettier-ignore
  })

  test('is one piece where nothing is marked, and none where there is no text', () => {
    expect(segmentsOf('abc', [])).toHaveLength(1)
    expect(segmentsOf('', [])).toEqual([])
  })
})

describe('paragraphsOf', () => {
  test('lets a mark go on over a line break, and keeps offsets of the whole text', () => {
    const paragraphs = paragraphsOf('abc\ndef', [mark(2, 5, 'x')])
    expect(paragraphs.map(segments => segments.map(({ text }) => text))).toEqual([
      ['ab', 'c'],
      ['d', 'ef'],
    ])
    expect(paragraphs[1]?.[0]?.start).toBe(4)
  })
})

describe('timeScale', () => {
  test('shortens long stretches without anything, and keeps the order', () => {
    const { at, breaks } = timeScale([0, 1000, 1010, 1020])
    expect([0, 1000, 1010, 1020].map(at)).toEqual([0, 1000, 1010, 1020].map(at).sort((a, b) => a - b))
    expect(at(1000)).toBeGreaterThan(0.5)
    expect(at(1000)).toBeLessThan(0.75)
    expect(breaks).toHaveLength(1)
  })

  test('names no two days so near that their names would touch', () => {
    const { at, ticks } = timeScale(Array.from({ length: 40 }, (_, day) => day))
    const places = ticks.map(at)
    expect(places.slice(1).every((place, i) => place - (places[i] ?? 0) >= 0.13)).toBe(true)
  })

  test('stands one day alone at the beginning', () => {
    expect(timeScale([5]).at(5)).toBeCloseTo(0.03)
  })
})

describe('ringAround', () => {
  test('is closed, and as far from its centre as it says', () => {
    const ring = ringAround(0, 20, 111.32)
    expect(ring[0]).toEqual(ring.at(-1))
    expect(ring[0]?.[0]).toBeCloseTo(21, 5)
  })
})
