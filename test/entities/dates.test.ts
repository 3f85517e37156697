import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createDatesStage } from '../../src/entities/dates/find-dates.ts'
import { loadDates } from '../../src/entities/dates/lexicon.ts'
import { emptyDocument, type Time } from '../../src/text/document.ts'
import { segmentText } from '../../src/text/segment.ts'
import { noTrace } from '../../src/text/stage.ts'
import { cases } from '../support/cases.ts'

const stage = createDatesStage(loadDates(path => readFileSync(`data/${path}`, 'utf8')))

function timesIn(text: string, published: string | null = '2025-06-03'): readonly Time[] {
  const dispatch = { id: 'x', title: null, text, publisher: null, published, url: null, language: 'en' }
  return stage.run({ ...emptyDocument(dispatch), ...segmentText(text) }, noTrace).times
}

function shown(time: Time, isWithDays: boolean): string {
  const value = time.value === '' ? '?' : time.value
  return isWithDays ? `${value} [${time.first}..${time.last}]` : value
}

describe('the dates stage', () => {
  test.each(cases('dates'))('reads line $line: $input', ({ input, expected }) => {
    const isWithDays = expected?.includes('[') ?? false
    expect(timesIn(input).map(time => shown(time, isWithDays)).join('; ')).toBe(expected ?? '') // prettier-ignore
  })

  test('leaves relative dates open where no day of publication is known', () => {
    const [time] = timesIn('They met yesterday.', null)
    expect(time).toMatchObject({ value: '', first: null, last: null })
    expect(time?.why).toContain('no day of publication')
  })

  test('reads full dates without a day of publication', () => {
    expect(timesIn('They met on May 16, 2025.', null)[0]?.value).toBe('2025-05-16')
  })

  test('says of an impossible date that the calendar has none', () => {
    expect(timesIn('They met on February 30.')[0]?.why).toContain('the calendar has no')
  })

  test('gives every time an interval in EDTF or none', () => {
    expect(timesIn('in the third quarter of 2024')[0]?.edtf).toBe('2024-35')
  })
})
