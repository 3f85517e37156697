import { describe, expect, test } from 'vitest'
import { DEFAULT_RULE } from '../../src/watch/alert-rules.ts'
import { parseRules } from '../../src/watch/rules.ts'
import { parseSought, passes } from '../../src/watch/words.ts'

const usual = { every: 30, pages: false }
const read = (text: string) => parseRules(text, 'watch.yaml', usual)

describe('a rules file', () => {
  test('has feeds and lists with rules of their own, and what to alert to', () => {
    const rules = read(`
every: 60
feeds:
  - url: https://a.example/feed.xml
    every: 15
    publisher: A
    include: [ceasefire, '"prisoner exchange"']
  - opml: feeds.opml
    pages: true
    exclude: football
alert:
  - name: talks
    parties: [RUS+UKR, COD/REB]
    kinds: [Round, event]
    categories: [assault, COERCE]
    issues: [ceasefire]
    confidence: 0.7
    days: 3
    most: 5
  - {}
`)
    expect(rules.feeds).toMatchObject([{ url: 'https://a.example/feed.xml', every: 15, pages: false, publisher: 'A' }])
    expect(rules.lists).toMatchObject([{ opml: 'feeds.opml', manner: { every: 60, pages: true, publisher: null, exclude: [{}] } }]) // prettier-ignore
    expect(rules.alerts).toEqual([
      { name: 'talks', kinds: ['round', 'event'], parties: ['RUS+UKR', 'COD/REB'], categories: ['ASSAULT', 'COERCE'], issues: ['ceasefire'], isBetweenParties: false, confidence: 0.7, days: 3, most: 5 },
      { ...DEFAULT_RULE, name: 'alert 2' },
    ]) // prettier-ignore
    expect(read('feeds: []').alerts).toBeNull()
  })

  test.each([
    [
      'feeds:\n  - url: https://a.example\n    evry: 5',
      /^watch.yaml, line 3 cannot be used \(there is no field evry, only url, /,
    ],
    ['feeds:\n  - url: https://a.example\n    every: 1', /line 3 .*every is no number from 5 to 10080/],
    ['feeds:\n  - url: ftp://a.example', /line 2 .*url is no http or https address: ftp:/],
    ['feeds:\n  - every: 5', /line 2 .*an entry has one of url and opml/],
    ['feeds:\n  - url: https://a.example\n    opml: b', /line 2 .*an entry has one of url and opml/],
    ['feeds:\n  - https://a.example', /line 2 .*an entry is no list of fields/],
    ['feeds: https://a.example', /line 1 .*feeds is no list/],
    ['feeds:\n  - url: https://a.example\n    include:\n      - {a: 1}', /line 3 .*include is no list of words/],
    ['feeds:\n  - url: https://a.example\n    include: ["!?"]', /line 3 .*include has an entry without a word: !\?/],
    ['feeds:\n  - url: https://a.example\n    pages: maybe', /line 3 .*pages is neither true nor false/],
    ['alert:\n  - kinds: [rounds]', /line 2 .*kinds has a word that is none of round, outcome, .*: rounds/],
    ['alert:\n  - categories: [WAR]', /line 2 .*categories has a word that is none of AGREE, /],
    ['alert:\n  - most: many', /line 2 .*most is no number/],
    ['feeds: [', /line 1 cannot be used/],
    ['- a', /line 1 .*there are no fields in it/],
    ['', /line 1 .*there are no fields in it/],
    ['feeds: &a [*a]', /cannot be used/],
    ['feeds: []\nalert:\n  - kinds: &k [round]\n  - kinds: *k', /line 4 .*kinds is no list of words/],
    ['a: &a [x, x]\nb: &b [*a, *a]\nfeeds:\n  - url: https://a.example\n    include: *b', /cannot be used/],
  ])('%j fails with its line', (text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'WATCH_RULES_BROKEN', message: expect.stringMatching(message) as string }) as Error) // prettier-ignore
  })
})

describe('words that are looked for', () => {
  const text = 'Der Waffenstillstand: the “Cease-fire”, São Tomé’s cease fire, and negotiators for PRISONER  exchange.'
  test.each([
    ['waffenstillstand', true],
    ['waffen', false],
    ['waffen*', true],
    ['"cease fire"', true],
    ['"fire cease"', false],
    ['fire cease', true],
    ['sao', true],
    ['"prisoner exchange"', true],
    ['"prison* exchange"', false],
    ['negotiat*', true],
    ['negotiators absent', false],
    ['"tome s cea*"', true],
  ])('%s: %j', (sought, expected) => {
    expect(passes({ include: [parseSought(sought)].filter(one => one !== null), exclude: [] }, text)).toBe(expected)
    expect(passes({ include: [], exclude: [parseSought(sought)].filter(one => one !== null) }, text)).toBe(!expected)
  })

  test('no word is nothing that can be looked for', () => {
    expect(parseSought(' "" * !')).toBeNull()
  })
})
