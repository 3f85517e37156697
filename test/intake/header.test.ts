import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../src/intake/clean.ts'
import { findDay, findDayInYear } from '../../src/intake/days.ts'
import { readHeaderLine } from '../../src/intake/header-line.ts'
import { readHeader } from '../../src/intake/header.ts'
import { cases } from '../support/cases.ts'

interface Gold {
  readonly title: string
  readonly text: string
  readonly publisher: string
  readonly published: string
}

// Texts that do not say it themselves: no dateline with a year, no stamp, or an outlet named nowhere or in short.
const NO_DAY = ['col-eln-2025-01-22', 'gaza-exchange-2025-10-13', 'ind-pak-2025-05-10', 'ukr-istanbul-2025-05-16']
NO_DAY.push('ukr-istanbul-2025-06-02', 'ukr-istanbul-kyiv-2025-07-24')
const NO_PUBLISHER = ['gaza-ceasefire-2025-01-19', 'sdn-geneva-2024-08-24', 'ukr-istanbul-kyiv-2025-07-24']
const SHORT_PUBLISHER = ['eth-pretoria-2022-11-02', 'ukr-airfields-2025-06-02']

const names = readdirSync('examples/dispatches').map(file => file.replace(/\.txt$/, ''))

describe('readHeader on the example dispatches', () => {
  test('there are 25 of them', () => {
    expect(names).toHaveLength(25)
  })

  test.each(names)('%s', name => {
    const gold = JSON.parse(readFileSync(`test/gold/${name}.json`, 'utf8')) as Gold
    const headed = readHeader(cleanText(readFileSync(`examples/dispatches/${name}.txt`, 'utf8')))
    expect(headed.title).toBe(gold.title)
    expect(headed.body).toBe(gold.text)
    expect(headed.published).toBe(NO_DAY.includes(name) ? null : gold.published)
    if (NO_PUBLISHER.includes(name)) expect(headed.publisher).toBeNull()
    else if (SHORT_PUBLISHER.includes(name)) expect(gold.publisher).toContain(headed.publisher)
    else expect(headed.publisher).toBe(gold.publisher)
  })
})

describe('readHeader', () => {
  test('invents no title where the first line is body', () => {
    const text = 'ABUJA, May 6, 2006 (Continental Press) -- The biggest rebel faction signed. Others stayed away.\n'
    expect(readHeader(text)).toEqual({
      title: null,
      publisher: 'Continental Press',
      published: '2006-05-06',
      body: text.trim(),
    })
  })

  test('completes a dateline from a date in the header, never from the clock', () => {
    const body = 'ISTANBUL, July 23 (Agency) - The delegations met again on Wednesday, and parted after an hour.'
    expect(readHeader(`Third round opens in Istanbul\n${body}`).published).toBeNull()
    expect(readHeader(`Third round opens in 2025 as planned on 1 July 2025\n${body}`).published).toBe('2025-07-23')
  })

  test('prefers the day of publication to that of the last change', () => {
    const text = 'Aid worker lands in Bamako at last\nUpdated 9 October 2020\nPublished: 8 October 2020\n\nText.'
    expect(readHeader(text).published).toBe('2020-10-08')
  })

  const body =
    'Russia and Ukraine held a third round of direct talks on Wednesday, the two delegations said, in Istanbul.'
  test.each([
    ['GOMA, DRC | Xinhua | ', 'Xinhua', null],
    ['MOSCOW, June 20 /TASS/. ', 'TASS', null],
    ['GAZA CITY (AP) — ', 'AP', null],
    ['Istanbul (AFP) – ', 'AFP', null],
    ['MOSCOW (UrduPoint News / Sputnik - 02nd June, 2025) ', 'UrduPoint News', '2025-06-02'],
    ['(Adria Wire) SARAJEVO/BELGRADE, May 19, 2014 - ', 'Adria Wire', '2014-05-19'],
    ['Riyadh, Nov 5, 2019, AJP -- ', 'AJP', '2019-11-05'],
    ['The talks (the third this year) ended - ', null, null],
    ['', null, null],
  ])('reads the dateline “%s”', (dateline, publisher, published) => {
    expect(readHeader(`${dateline}${body}\nMore.`)).toMatchObject({ title: null, publisher, published })
  })

  test('reads a stamp into which the time has run', () => {
    expect(readHeader(`Israel strikes Gaza\nJuly 23, 20254:13 PM GMT+3Updated 2 hours ago\n\n${body}`)).toEqual({
      title: 'Israel strikes Gaza',
      publisher: null,
      published: '2025-07-23',
      body,
    })
  })

  test('keeps a text of one line as body', () => {
    expect(readHeader('Talks ended')).toMatchObject({ title: null, body: 'Talks ended' })
  })

  test.each([['*'.repeat(1_000_000) + 'x'], ['- '.repeat(500_000)], ['('.repeat(500_000)], ['A, '.repeat(400_000)]])(
    'takes time in proportion to a hostile text (%#)',
    text => {
      const started = performance.now()
      readHeader(`${text}\n${text.slice(0, 250)}`)
      expect(performance.now() - started).toBeLessThan(2000)
    },
  )
})

describe('readHeaderLine', () => {
  for (const { input, expected, line } of cases('headers')) {
    test(`headers.txt:${line} ${input}`, () => {
      expect(readHeaderLine(input).kind).toBe(expected ?? 'text')
    })
  }
})

describe('findDay', () => {
  test.each([
    ['June 2, 2025', '2025-06-02'],
    ['2 June 2025', '2025-06-02'],
    ['Sept. 5th, 2014', '2014-09-05'],
    ['29.03.2022, 21:14', '2022-03-29'],
    ['12/25/2024', '2024-12-25'],
    ['2025-06-16T17:40:00+03:00', '2025-06-16'],
  ])('reads %s', (text, day) => {
    expect(findDay(text)?.day).toBe(day)
  })

  test.each([['June 2'], ['31 February 2025'], ['2025-13-01'], ['call 713-853-3989'], ['May 1600'], ['in 2025']])(
    'finds no day in %s',
    text => {
      expect(findDay(text)).toBeNull()
    },
  )

  test('completes a day without a year only where the calendar has it', () => {
    expect(findDayInYear('DOHA, Feb 29 (A)', '2024')).toBe('2024-02-29')
    expect(findDayInYear('DOHA, Feb 29 (A)', '2025')).toBeNull()
  })
})
