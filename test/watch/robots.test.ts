import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isAllowed, parseRobots } from '../../src/watch/robots.ts'

// Not read by `cases`: a `#` begins a comment only at the beginning of a line here.
const lines = readFileSync('test/cases/robots.txt', 'utf8').split('\n').filter(line => /^[^#]/.test(line)) // prettier-ignore

describe('robots.txt', () => {
  test.each(lines)('%s', line => {
    const [, rules = '', path = '', expected] = /^(.*) (\S+) => (allow|disallow)$/.exec(line) ?? []
    const allowed = isAllowed(parseRobots(rules.replaceAll('|', '\n'), 'parley'), new URL(path, 'https://x.example'))
    expect(allowed ? 'allow' : 'disallow').toBe(expected)
  })

  test('comments, byte order marks and other line ends are no part of it', () => {
    const rules = parseRobots('\ufeffUser-agent: * # all\r\nDisallow: /a # not b\rDisallow: /b', 'parley')
    expect(rules.lines.map(({ path }) => path)).toEqual(['/a', '/b'])
  })

  test('the longest Crawl-delay of the own groups counts, if it is a number', () => {
    expect(parseRobots('User-agent: parley\nCrawl-delay: 2.5\n\nUser-agent: *\nCrawl-delay: 9', 'parley').delay).toBe(
      2.5,
    )
    expect(parseRobots('User-agent: *\nCrawl-delay: soon', 'parley').delay).toBeNull()
  })

  test('a page in its place says nothing', () => {
    expect(parseRobots('<!doctype html><html><body>Not found: /a</body></html>', 'parley').lines).toEqual([])
  })

  test('what was made to be slow is as quick as the rest', () => {
    const rules = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(20_000)}b\n${'Disallow: /*a*a*a*a*b\n'.repeat(10_000)}`, 'parley') // prettier-ignore
    expect(isAllowed(rules, new URL(`https://x.example/${'a'.repeat(2000)}`))).toBe(true)
  })

  test('no more than 500 KiB are read', () => {
    const rules = parseRobots(`User-agent: *\n${`# ${'x'.repeat(1000)}\n`.repeat(520)}Disallow: /`, 'parley')
    expect(rules.lines).toEqual([])
  })
})
