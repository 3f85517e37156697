import { describe, expect, test } from 'vitest'
import { STATUSES } from '../../src/contract.ts'
import { cases, type Case } from '../support/cases.ts'
import { sharedReader } from '../support/reader.ts'

/** A few points below what the shipped model reaches. */
const LEAST = { said: 0.45, mustNot: 0.9 }

const all = cases('status')
const isMustNot = ({ expected }: Case) => expected === null || expected.startsWith('not ')

/** What the record of the bracketed word says, or the text's only record where another word of it is the trigger; null where there is none. */
async function statusOf(one: Case): Promise<string | null> {
  const { input, line } = one
  const start = input.indexOf('[')
  const end = input.indexOf(']') - 1
  const text = input.replace(/[[\]]/g, '')
  const dispatch = { id: `line-${line}`, title: null, text, publisher: null, published: '2025-06-03', url: null, language: 'en' } // prettier-ignore
  const { events } = await (await sharedReader()).read(dispatch)
  const here = events.find(({ evidence: { trigger } }) => (trigger?.start ?? end) < end && (trigger?.end ?? 0) > start)
  const only = !isMustNot(one) && events.length === 1 ? events[0] : undefined
  return (here ?? only)?.status ?? null
}

const holds = (found: string | null, expected: string | null) =>
  expected?.startsWith('not ') === true ? found !== expected.slice('not '.length) : found === expected

async function missesOf(given: readonly Case[]): Promise<string[]> {
  const misses: string[] = []
  for (const one of given) {
    const found = await statusOf(one)
    if (!holds(found, one.expected)) misses.push(`line ${one.line}: ${one.input} => ${one.expected ?? 'no record'}, read ${found ?? 'no record'}`) // prettier-ignore
  }
  return misses
}

describe('the status of a happening', () => {
  test('has at least 150 cases, a third of them what must not be', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
    expect(all.filter(isMustNot).length).toBeGreaterThanOrEqual(all.length / 3)
    const known = new Set<string>(STATUSES)
    const unknown = all.filter(({ expected }) => expected !== null && !known.has(expected.replace(/^not /, '')))
    expect(unknown).toEqual([])
  })

  test('is that of most cases that say one', async () => {
    const given = all.filter(one => !isMustNot(one))
    const misses = await missesOf(given)
    expect(1 - misses.length / given.length, misses.join('\n')).toBeGreaterThanOrEqual(LEAST.said)
  })

  test('is none, or another, in most cases that must not have it', async () => {
    const given = all.filter(isMustNot)
    const misses = await missesOf(given)
    expect(1 - misses.length / given.length, misses.join('\n')).toBeGreaterThanOrEqual(LEAST.mustNot)
  })
})
