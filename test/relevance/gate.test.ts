import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ParleyError } from '../../src/errors.ts'
import { openGate } from '../../src/reading/packaged.ts'
import { createGate, readGateWeights } from '../../src/relevance/gate.ts'
import type { Dispatch } from '../../src/contract.ts'

const gate = openGate()
const isAbout = (text: string, title: string | null = null) => gate.judge({ title, text }).isAbout

const HARVEST =
  'The grape harvest in the valley will be the best for ten years, growers said at their yearly dinner. ' +
  'Warm nights in September made the fruit sweet, and a new press was bought by the cooperative in spring. ' +
  'Hotels are full and the museum of wine has longer hours. Visitors can taste twelve kinds of white wine. '
const TRUCE =
  'Government troops and rebels exchanged fire near the border and the ceasefire is close to collapse. ' +
  'Delegations of both sides will meet in Geneva for talks on a prisoner exchange, the mediators said.'

describe('the relevance gate', () => {
  test('keeps every sample dispatch, and each of their paragraphs of some length still mostly', () => {
    const samples = readdirSync('test/gold').map(file => JSON.parse(readFileSync(`test/gold/${file}`, 'utf8')) as Dispatch) // prettier-ignore
    expect(samples.length).toBeGreaterThan(0)
    expect(samples.filter(({ title, text }) => !isAbout(text, title)).map(({ id }) => id)).toEqual([])
  })
  test('keeps a text in capitals, a headline alone, and a text in small letters', () => {
    expect(isAbout(TRUCE.toUpperCase())).toBe(true)
    expect(isAbout(TRUCE.toLowerCase())).toBe(true)
    expect(isAbout('', 'Rebels and army trade fire as truce talks stall')).toBe(true)
  })
  test('keeps a text whose conflict is told only in its last lines, however long it is', () => {
    expect(isAbout(HARVEST)).toBe(false)
    expect(isAbout(HARVEST.repeat(2) + TRUCE)).toBe(true)
    expect(isAbout(HARVEST.repeat(500) + TRUCE)).toBe(true)
  })
  test('drops the talks, battles and attacks of sport, business and the stage', () => {
    const others = [
      'The striker signed a new contract after weeks of talks with the club and scored twice in the second half on Saturday. The coach said the team would fight for the title until the last game of the season.',
      'Shares of the retailer fell four percent after its profit missed forecasts. Analysts expect the price war among supermarkets to hurt sales in the third quarter, and the company will close twenty stores.',
      'The film about a battle between two chefs opens in cinemas on Friday. The director said the actors had rehearsed in a real kitchen, and the music was recorded by an orchestra in Prague.',
    ]
    expect(others.filter(text => isAbout(text))).toEqual([])
  })
  test('says nothing of a text without a letter but that it is not about this, and takes accents for their letters', () => {
    expect(isAbout('12:30 — 14')).toBe(false)
    expect(gate.judge({ title: null, text: 'Cèasefire tàlks' })).toEqual(gate.judge({ title: null, text: 'ceasefire talks' })) // prettier-ignore
  })
  test('scores by the most telling window and the threshold of the text’s length', () => {
    const weights = new Map([
      ['war', 1],
      ['wine', -1],
      ['cold war', -3],
    ])
    const small = createGate({ window: 2, bias: 0.25, thresholds: [{ from: 0, threshold: 2 }, { from: 4, threshold: 1 }], weights }) // prettier-ignore
    expect(small.judge({ title: null, text: 'war war' })).toEqual({ isAbout: true, score: 0.25 })
    expect(small.judge({ title: 'War', text: 'wine wine wine' })).toEqual({ isAbout: false, score: -0.75 })
    expect(small.judge({ title: null, text: 'Cold war' })).toEqual({ isAbout: false, score: -3.75 })
    expect(small.judge({ title: null, text: 'wine wine wine war' })).toEqual({ isAbout: false, score: -0.75 })
  })
  test('a file that holds no weights is refused', () => {
    expect(() => readGateWeights({ window: 80 })).toThrow(ParleyError)
  })
})
