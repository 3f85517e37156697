import { describe, expect, test } from 'vitest'
import type { Process } from '../../src/contract.ts'
import { sharedReader } from '../support/reader.ts'

async function processOf(text: string, published = '2025-06-03'): Promise<Process> {
  const reader = await sharedReader()
  const dispatch = { id: 'test', title: null, text, publisher: null, published, url: null, language: 'en' }
  return (await reader.read(dispatch)).process
}

const heads = ({ delegations }: Process) => delegations.map(({ party, head }) => `${party} ${head.name}`).sort()
const proposed = ({ proposals }: Process) => proposals.map(({ by, issue }) => `${by} ${issue}`)
const stands = ({ positions }: Process) => positions.map(({ by, issue, stance }) => `${by} ${issue} ${stance}`)

const TALKS = 'Russia and Ukraine held talks in Istanbul on Monday. '

describe('delegations', () => {
  test.each([
    ['Russia’s delegation, led by presidential aide Vladimir Medinsky, arrived on Sunday.', 'RUS Vladimir Medinsky'],
    ['Rustem Umerov, who heads the Ukrainian team, spoke to reporters.', 'UKR Rustem Umerov'],
    ['The Ukrainian delegation, led by Rustem Umerov, left the city.', 'UKR Rustem Umerov'],
    ['Vladimir Medinsky, Russia’s chief negotiator, said the talks would go on.', 'RUS Vladimir Medinsky'],
  ])('have the head that %j names', async (sentence, expected) => {
    expect(heads(await processOf(TALKS + sentence))).toContain(expected)
  })

  test('are not found where nobody leads them', async () => {
    expect(heads(await processOf(`${TALKS}The Ukrainian delegation left the city on Tuesday.`))).toEqual([])
  })

  test('are not found for somebody who leads something else', async () => {
    const process = await processOf(`${TALKS}Oleh Synyehubov, who heads the Kharkiv region, reported two fires.`)
    expect(heads(process)).toEqual([])
  })
})

describe('proposals', () => {
  test('are as many as the issues put forward', async () => {
    const text = `${TALKS}Ukraine proposed a 30-day ceasefire, an exchange of prisoners and the return of abducted children.`
    const found = proposed(await processOf(text))
    expect(found).toEqual(expect.arrayContaining(['UKR ceasefire', 'UKR prisoner-exchange', 'UKR return-of-children']))
  })

  test('are no outcomes', async () => {
    const { outcomes } = await processOf('Ukraine proposed a 30-day ceasefire. Russia rejected the ceasefire.')
    expect(outcomes).toEqual([])
  })

  test('keep the sentence that they come from', async () => {
    const sentence = 'Ukraine demanded the withdrawal of Russian troops from its territory.'
    const { proposals } = await processOf(TALKS + sentence)
    expect(proposals.map(({ evidence }) => evidence.quote)).toContain(sentence)
  })
})

describe('positions', () => {
  test('tell who refuses', async () => {
    expect(stands(await processOf('Russia rejected the ceasefire on Monday.'))).toContain('RUS ceasefire rejects')
  })

  test('tell who demands', async () => {
    const process = await processOf('Ukraine demanded the withdrawal of Russian troops from its territory.')
    expect(stands(process)).toContain('UKR withdrawal demands')
  })

  test('are conditional where consent has a condition', async () => {
    const process = await processOf(
      'Russia is ready to accept a ceasefire, but only after Ukraine withdraws its troops.',
    )
    expect(stands(process)).toContain('RUS ceasefire conditional')
    expect(stands(process)).not.toContain('RUS ceasefire accepts')
  })

  test('are not read from words for something else', async () => {
    expect(stands(await processOf('Russia rejected the report. Ukraine wants better weather.'))).toEqual([])
  })
})

describe('rounds', () => {
  test('have the ordinal and the town', async () => {
    const { rounds } = await processOf('Russia and Ukraine held the second round of peace talks in Istanbul on Monday.')
    expect(rounds.map(({ ordinal, place }) => [ordinal, place])).toEqual([[2, 'Istanbul']])
  })

  test('need two parties', async () => {
    const { rounds } = await processOf('The Ukrainian cabinet held a meeting in Kyiv on Monday.')
    expect(rounds).toEqual([])
  })

  test('are not telephone calls', async () => {
    const { rounds } = await processOf('Vladimir Putin called Donald Trump by telephone on Monday.')
    expect(rounds).toEqual([])
  })
})

describe('outcomes', () => {
  test('have the count on each side', async () => {
    const { outcomes } = await processOf(
      'Russia and Ukraine carried out a large prisoner swap on May 16 involving 1,000 soldiers on each side.',
    )
    expect(outcomes.map(({ issue, count }) => [issue, count])).toEqual([['prisoner-exchange', 1000]])
  })
})
