import { expect, test } from 'vitest'
import { filedAs } from '../../src/events/category.ts'

test.each([
  ['CONSULT', 'planned', 'AGREE'],
  ['COOPERATE', 'planned', 'AGREE'],
  ['AID', 'conditional', 'AGREE'],
  ['RETREAT', 'proposed', 'AGREE'],
  ['CONCEDE', 'proposed', 'AGREE'],
] as const)('%s that is %s is filed as an intent to cooperate', (category, status, filed) => {
  expect(filedAs(category, status)).toBe(filed)
})

test.each([
  ['CONSULT', 'happened'],
  ['RETREAT', 'planned'],
  ['THREATEN', 'conditional'],
  ['ASSAULT', 'planned'],
  ['SUPPORT', 'denied'],
  ['REQUEST', 'proposed'],
] as const)('%s that is %s stays what it is', (category, status) => {
  expect(filedAs(category, status)).toBe(category)
})
