import { describe, expect, test } from 'vitest'
import { shapesIn, shown } from '../support/shapes.ts'

describe.each([
  ['feeds', 'feed', 60],
  ['pages', 'html', 40],
] as const)('the shapes that %s have', (folder, kind, fewest) => {
  const shapes = shapesIn(folder)

  test(`are at least ${fewest}`, () => {
    expect(shapes.length).toBeGreaterThanOrEqual(fewest)
  })

  test.each(shapes)('give what is expected of $file', async shape => {
    expect(shape.expected).not.toEqual([])
    expect(await shown(shape, kind)).toEqual(shape.expected)
  })
})
