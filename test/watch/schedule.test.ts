import { describe, expect, test } from 'vitest'
import { afterFailure, afterSuccess, feedWishes, isDue, maxAgeOf, retryAfterOf } from '../../src/watch/schedule.ts'

const now = new Date('2025-06-03T10:00:00Z')
const turn = { now, every: 30, random: 0 }
const HOUR = 3_600_000
const minutes = (moment: string) => (Date.parse(moment) - now.getTime()) / 60_000

describe('the next visit', () => {
  test('comes after the interval and up to a tenth of it more', () => {
    expect(minutes(afterSuccess(turn, {}).next)).toBe(30)
    expect(minutes(afterSuccess({ ...turn, random: 0.999 }, {}).next)).toBeCloseTo(33, 1)
  })

  test('is put off by what the publisher says, within bounds', () => {
    expect(minutes(afterSuccess(turn, { fresh: 2 * HOUR }).next)).toBe(120)
    expect(minutes(afterSuccess(turn, { fresh: 60_000 }).next)).toBe(30)
    expect(minutes(afterSuccess(turn, { fresh: 365 * 24 * HOUR }).next)).toBe(24 * 60)
    expect(minutes(afterFailure(turn, 1, { retryAfter: 365 * 24 * HOUR }).next)).toBe(7 * 24 * 60)
  })

  test('comes later with each failure, up to a day, or the interval where that is longer', () => {
    const waits = [1, 2, 3, 4, 5, 6, 60].map(failures => minutes(afterFailure(turn, failures, {}).next))
    expect(waits).toEqual([60, 120, 240, 480, 960, 1440, 1440])
    expect(minutes(afterFailure({ ...turn, every: 3000 }, 5, {}).next)).toBe(3000)
  })

  test('falls in no hour that the feed skips, unless it skips all', () => {
    const every = Array.from({ length: 24 }, (_, hour) => hour)
    expect(afterSuccess(turn, { skipHours: [10, 11] }).next).toBe('2025-06-03T12:00:00.000Z')
    expect(afterSuccess({ ...turn, now: new Date('2025-06-03T23:40:00Z') }, { skipHours: [0] }).next).toBe('2025-06-04T01:00:00.000Z') // prettier-ignore
    expect(afterSuccess(turn, { skipHours: every }).next).toBe('2025-06-04T10:00:00.000Z')
  })

  test('is due a little before its time for a program that looks in once, never before what the publisher asks for', () => {
    const next = afterSuccess(turn, {})
    const at = (minute: number) => ({ now: new Date(now.getTime() + minute * 60_000), every: 30 })
    expect([isDue(next, at(27), false), isDue(next, at(27), true), isDue(next, at(25), true)]).toEqual([false, true, false]) // prettier-ignore
    expect(isDue(afterSuccess(turn, { fresh: 0.5 * HOUR }), at(27), true)).toBe(false)
  })
})

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Tue, 03 Jun 2025 10:01:00 GMT', 60_000],
  ['Tue, 03 Jun 2025 09:00:00 GMT', 0],
  ['-5', null],
  ['soon', null],
  ['2025', 2_025_000],
  [undefined, null],
])('Retry-After %j is %j milliseconds', (header, expected) => {
  expect(retryAfterOf(header, now)).toBe(expected)
})

test.each([
  ['max-age=60', 60_000],
  ['public, Max-Age="90"', 90_000],
  ['s-maxage=90', null],
  ['no-cache, max-age=60', null],
  ['no-store', null],
  [undefined, null],
])('Cache-Control %j is fresh for %j milliseconds', (header, expected) => {
  expect(maxAgeOf(header)).toBe(expected)
})

test('a feed says how long it may be kept and which hours bring nothing, before its entries only', () => {
  const xml =
    '<rss><channel><ttl>90</ttl><skipHours><hour>0</hour> <hour>24</hour><hour>7</hour></skipHours><item><ttl>5</ttl></item>'
  expect(feedWishes(Buffer.from(xml))).toEqual({ fresh: 90 * 60_000, skipHours: [0, 0, 7] })
  expect(feedWishes(Buffer.from('<rss><channel><item><ttl>5</ttl></item>'))).toEqual({ fresh: null, skipHours: [] })
})
