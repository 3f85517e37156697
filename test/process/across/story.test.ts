import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board } from '../../../src/ledger/boards/find-boards.ts'
import { addExamples } from '../../support/examples.ts'
import { parley } from '../../support/terminal.ts'

// The Russia-Ukraine dispatches of examples/, read by the shipped model and recorded as anybody would: what the board then tells.

const folder = mkdtempSync(join(tmpdir(), 'parley-story-'))
const isOfStory = (name: string) => name.startsWith('ukr-') || name.startsWith('000_')
const REPRINT = 'ukr-istanbul-2025-06-03-reprint.txt'

async function boardsAfter(ledger: string, isWanted: (name: string) => boolean): Promise<Board[]> {
  await addExamples(ledger, isWanted)
  const { out } = await parley(['process', '--ledger', ledger, '--format', 'json'])
  return out.trim().split('\n').map(line => JSON.parse(line) as Board) // prettier-ignore
}

let boards: Board[] = []
let withoutReprint: Board[] = []

beforeAll(async () => {
  boards = await boardsAfter(join(folder, 'all.sqlite'), isOfStory)
  withoutReprint = await boardsAfter(join(folder, 'less.sqlite'), name => isOfStory(name) && name !== REPRINT)
}, 240_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function talks(from: readonly Board[] = boards): Board {
  const board = from.find(({ key }) => key === 'RUS+UKR')
  if (board === undefined) throw new Error('No process of Russia and Ukraine')
  return board
}

const agreedAfterRound = (round: number, issue: string) =>
  talks().commitments.find(one => one.round === round && one.issue === issue)

describe('twelve dispatches of 2025', () => {
  test('tell of one process of Russia and Ukraine, hosted by Türkiye', () => {
    const own = boards.filter(({ key }) => key.includes('RUS') && key.includes('UKR'))
    expect(own.map(({ dispatches }) => dispatches.length)).toEqual([12])
    expect(talks().mediators.map(({ code }) => code)).toContain('TUR')
  })

  test('with three rounds in Istanbul, in order', () => {
    const numbered = talks().rounds.filter(({ ordinal, status }) => ordinal !== null && status === 'happened')
    expect(numbered.map(({ ordinal, place, first }) => [ordinal, place, first])).toEqual([
      [1, 'Istanbul', '2025-05-16'],
      [2, 'Istanbul', '2025-06-02'],
      [3, 'Istanbul', '2025-07-23'],
    ])
  })

  test('at each of which Medinsky sat opposite Umerov', () => {
    for (const { delegations } of talks().rounds.filter(({ ordinal }) => ordinal !== null)) {
      const seated = delegations.map(({ party, head }) => `${party} ${head.name}`)
      expect(seated).toEqual(expect.arrayContaining(['RUS Vladimir Medinsky', 'UKR Rustem Umerov']))
    }
  })

  test('In May they agree to exchange 1,000 for 1,000, give back 390, 307 and 303 each, and are done', () => {
    const exchange = agreedAfterRound(1, 'prisoner-exchange')
    expect(exchange).toMatchObject({ agreed: '2025-05-16', per: 'side', counted: 1000, state: 'successful' })
    expect(exchange?.planned.map(({ count }) => count)).toEqual([1000])
    expect(exchange?.stages.map(({ count }) => count).sort()).toEqual([303, 307, 390])
    for (const { evidence } of exchange?.stages ?? []) expect(evidence[0]?.quote).not.toBe('')
  })

  test('In June they agree on the fallen; one side counts 6,057 bodies, the other 6,060, and both counts stay with who gives them', () => {
    const remains = agreedAfterRound(2, 'return-of-remains')
    expect(remains).toMatchObject({ agreed: '2025-06-02', state: 'successful' })
    expect(remains?.planned.map(({ count }) => count)).toEqual([6000])
    const counted = remains?.totals.map(({ count, evidence }) => [count, evidence[0]?.publisher])
    expect(counted).toContainEqual([6057, 'Dnipro Wire'])
    expect(counted).toContainEqual([6060, 'Volga Press'])
    expect(remains?.totals[0]?.evidence[0]?.attribution.at(-1)?.name).toMatch(/Coordination Headquarters/)
  })

  test('In July they agree on 1,200 each, of which not all have come home', () => {
    const exchange = talks().commitments.find(one => one.planned.some(({ count }) => count === 1200))
    expect(exchange).toMatchObject({ state: 'agreed' })
    expect(exchange?.counted).toBeLessThan(1200)
    expect(exchange?.outstanding).toBeGreaterThan(0)
  })

  test('Kyiv asks for a meeting of the leaders from the first round on, and Moscow sets conditions', () => {
    const meeting = talks().proposals.find(({ by, issue }) => by === 'UKR' && issue === 'leaders-meeting')
    expect(meeting?.evidence[0]?.published).toBe('2025-05-16')
    const conditions = meeting?.answers.filter(({ by, stance }) => by === 'RUS' && stance === 'conditional')
    expect(conditions?.length).toBeGreaterThanOrEqual(2)
    for (const { condition } of conditions ?? []) expect(condition).not.toBeNull()
    expect(meeting?.state).toBe('proposed')
  })

  test('In August it is Putin and Trump who meet', () => {
    const met = talks().elsewhere.filter(({ isOfLeaders }) => isOfLeaders)
    expect(met.map(({ parties, round }) => [parties, round.first])).toContainEqual([['RUS', 'USA'], '2025-08-15'])
  })

  test('A reprint of the June dispatch adds its sentences and nothing else', () => {
    const shape = (board: Board) => ({
      rounds: board.rounds.filter(({ status }) => status === 'happened').map(({ ordinal, place }) => [ordinal, place]), // prettier-ignore
      proposals: board.proposals.map(({ by, issue }) => `${by} ${issue}`).sort(),
      outcomes: board.outcomes.filter(({ count }) => count !== null).map(({ issue, count }) => `${issue} ${count ?? ''}`).sort(), // prettier-ignore
    })
    const [all, less] = [shape(talks()), shape(talks(withoutReprint))]
    expect(all.rounds).toEqual(less.rounds)
    expect(talks().rounds.length).toBeLessThanOrEqual(talks(withoutReprint).rounds.length)
    expect(all.outcomes).toEqual(less.outcomes)
    expect(all.proposals.length - new Set(all.proposals).size).toBe(
      less.proposals.length - new Set(less.proposals).size,
    )
    const second = talks().rounds.find(({ ordinal }) => ordinal === 2)
    expect(second?.dispatches.map(({ publisher }) => publisher)).toContain('Gulf Monitor')
  })
})
