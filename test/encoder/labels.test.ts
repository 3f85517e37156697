import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readLabels } from '../../src/encoder/labels.ts'

const shipped = () =>
  JSON.parse(readFileSync('model/labels.json', 'utf8')) as { format: number; heads: Record<string, string[]> }

describe('readLabels', () => {
  test('takes the shipped labels', () => {
    expect(readLabels(shipped()).heads.upos).toContain('PROPN')
  })

  test('refuses labels in another order than the code has them', () => {
    const labels = shipped()
    labels.heads.status?.reverse()
    expect(() => readLabels(labels)).toThrow('other labels in head status')
  })

  test('refuses a file without a head that the code reads', () => {
    const labels = shipped()
    delete labels.heads.names
    expect(() => readLabels(labels)).toThrow('no head names')
  })

  test.each([1, 3])('refuses format %i', format => {
    expect(() => readLabels({ ...shipped(), format })).toThrow(expect.objectContaining({ code: 'MODEL_LABELS' }))
  })
})
