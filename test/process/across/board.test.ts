import { describe, expect, test } from 'vitest'
import { boardsOf, type Board } from '../../../src/process/across/board.ts'
import type { Report } from '../../../src/process/across/told.ts'
import { on, outcome, party, position, proposal, report, round, speaker } from './readings.ts'

function only(...reports: readonly Report[]): Board {
  const [board, ...others] = boardsOf(reports)
  if (board === undefined || others.length > 0) throw new Error(`${others.length + 1} boards where one is expected`)
  return board
}

describe('processes', () => {
  test('are found by their parties: a state’s talks with a group are beside its talks with a neighbour', () => {
    const boards = boardsOf([
      report('2025-06-28', { parties: [party('COD'), party('RWA')] }, 'washington'),
      report('2025-07-19', { parties: [party('COD'), party('COD/REB')] }, 'doha'),
    ])
    expect(boards.map(({ key }) => key)).toEqual(['COD+RWA', 'COD+COD/REB'])
  })

  test('take a report of three parties by the pair that most reports are about', () => {
    const boards = boardsOf([
      report('2025-05-16', {}, 'a'),
      report('2025-06-02', {}, 'b'),
      report('2025-08-24', { parties: [party('UKR'), party('USA'), party('RUS')] }, 'c'),
    ])
    expect(boards.map(({ key, dispatches }) => [key, dispatches.length])).toEqual([['RUS+UKR', 3]])
  })

  test('need two parties', () => {
    expect(boardsOf([report('2025-05-16', { parties: [party('RUS')] })])).toEqual([])
  })

  test('know of rounds that one party held with others afterwards', () => {
    const [board] = boardsOf([
      report('2025-05-17', { rounds: [round({ ordinal: 1, date: on('2025-05-16') })] }, 'a'),
      report('2025-05-18', {}, 'b'),
      report('2025-08-16', { parties: [party('RUS'), party('USA')], rounds: [round({ date: on('2025-08-15') }, 'The presidents met.')] }, 'c'), // prettier-ignore
      report('2025-08-17', { parties: [party('COD'), party('RWA')], rounds: [round({ date: on('2025-08-15') })] }, 'd'),
    ])
    expect(board?.elsewhere.map(({ parties, isOfLeaders }) => [parties, isOfLeaders])).toEqual([[['RUS', 'USA'], true]])
  })
})

describe('rounds', () => {
  test('of one day are one, however the town is written', () => {
    const { rounds } = only(
      report('2025-06-02', { mediators: [party('TUR')], rounds: [round({ place: 'ISTANBUL', date: on('2025-06-02') })] }, 'a'), // prettier-ignore
      report('2025-06-03', { rounds: [round({ ordinal: 2, place: 'Istanbul', date: on('2025-06-02') })] }, 'b'),
      report('2025-06-03', { rounds: [round({ place: 'İstanbul, Türkiye' })] }, 'c'),
      report('2025-06-04', { rounds: [round({ place: 'Ciragan Palace', date: on('2025-06-02') })] }, 'd'),
      report('2025-06-04', { rounds: [round({ place: 'Türkiye', date: on('2025-06-02') })] }, 'e'),
    )
    expect(rounds.map(({ ordinal, place, reports }) => [ordinal, place, reports.length])).toEqual([[2, 'Istanbul', 5]])
  })

  test('of two towns on the same days are two', () => {
    const { rounds } = only(
      report('2025-06-02', { rounds: [round({ place: 'Istanbul', date: on('2025-06-02') })] }, 'a'),
      report('2025-06-03', { rounds: [round({ place: 'Geneva', date: on('2025-06-02') })] }, 'b'),
    )
    expect(rounds.map(({ place }) => place)).toEqual(['Istanbul', 'Geneva'])
  })

  test('are numbered by what stands before and after them', () => {
    const { rounds } = only(
      report('2025-05-17', { rounds: [round({ ordinal: 1, date: on('2025-05-16') })] }),
      report('2025-06-03', { rounds: [round({ date: on('2025-06-02') })] }),
      report('2025-07-24', { rounds: [round({ ordinal: 3, date: on('2025-07-23') })] }),
    )
    expect(rounds.map(({ ordinal, numbered }) => [ordinal, numbered])).toEqual([
      [1, 'stated'],
      [2, 'inferred'],
      [3, 'stated'],
    ])
  })

  test('get no number where two lie between', () => {
    const { rounds } = only(
      report('2025-05-17', { rounds: [round({ ordinal: 1, date: on('2025-05-16') })] }),
      report('2025-06-03', { rounds: [round({ date: on('2025-06-02') })] }),
      report('2025-06-20', { rounds: [round({ date: on('2025-06-19') })] }),
      report('2025-07-24', { rounds: [round({ ordinal: 3, date: on('2025-07-23') })] }),
    )
    expect(rounds.map(({ ordinal }) => ordinal)).toEqual([1, null, null, 3])
  })

  test('take in a later sentence that names their day', () => {
    const later = round({ place: 'Istanbul', date: on('2025-06-20') }, 'They had met in Istanbul on June 2.')
    const { rounds } = only(
      report('2025-06-03', { rounds: [round({ ordinal: 2, place: 'Istanbul', date: on('2025-06-02') })] }),
      report('2025-06-20', { rounds: [later] }),
    )
    expect(rounds).toHaveLength(1)
  })

  test('are not what was only planned', () => {
    const { rounds } = only(
      report('2025-06-03', { rounds: [round({ place: 'Istanbul', date: on('2025-06-02') })] }),
      report('2025-06-04', {
        rounds: [round({ place: 'Istanbul', date: on('2025-06-05'), status: 'planned' }, 'Both want to meet again.')],
      }),
    )
    expect(rounds.map(({ status }) => status)).toEqual(['happened', 'planned'])
  })
})

describe('an agreed exchange', () => {
  const agreed = report('2025-05-16', {
    rounds: [round({ ordinal: 1, date: on('2025-05-16') })],
    outcomes: [outcome({ count: 1000, per: 'side', status: 'planned', date: on('2025-05-16') }, 'They agreed to exchange 1,000 prisoners each.', 'agreed')], // prettier-ignore
  })
  const stage = (day: string, count: number) =>
    report(day, { outcomes: [outcome({ count, date: on(day) }, `Each side freed another ${count} men.`, 'freed')] })

  test('is followed to its stages until they come to what was planned', () => {
    const parts = [stage('2025-05-23', 390), stage('2025-05-24', 307)]
    const before = only(agreed, ...parts).commitments
    expect(before.map(({ state, counted, outstanding }) => [state, counted, outstanding])).toEqual([['agreed', 697, 8]])
    const [whole] = only(agreed, ...parts, stage('2025-05-25', 303)).commitments
    expect(whole).toMatchObject({ agreed: '2025-05-16', round: 1, counted: 1000, state: 'successful', outstanding: null }) // prettier-ignore
    expect(whole?.stages.map(({ day, count }) => [day, count])).toEqual([
      ['2025-05-23', 390],
      ['2025-05-24', 307],
      ['2025-05-25', 303],
    ])
  })

  test('keeps a stage told twice as one, with both sentences', () => {
    const again = report('2025-05-25', { outcomes: [outcome({ count: 390, date: on('2025-05-23') }, 'Moscow gave back 390 people on Friday.', 'gave')] }) // prettier-ignore
    const [followed] = only(agreed, stage('2025-05-23', 390), again).commitments
    expect(followed?.stages.map(({ count, evidence }) => [count, evidence.length])).toEqual([[390, 2]])
  })

  test('does not take what was done before it', () => {
    const { commitments } = only(stage('2025-05-02', 205), agreed)
    expect(commitments.map(({ agreed, counted }) => [agreed, counted])).toEqual([
      [null, 205],
      ['2025-05-16', 0],
    ])
  })

  test('keeps totals that contradict each other, and who says which', () => {
    const remains = (count: number, name: string, code: string) =>
      outcome({ issue: 'return-of-remains', count, date: on('2025-06-16'), attribution: [speaker(name, code)] }, `${count.toLocaleString('en')} bodies were handed over in all.`, 'handed') // prettier-ignore
    const { commitments } = only(
      report('2025-06-16', { outcomes: [remains(6057, 'Coordination Headquarters', 'UKR')] }),
      report('2025-06-20', { outcomes: [remains(6060, 'Vladimir Medinsky', 'RUS')] }),
    )
    const told = commitments.flatMap(({ totals }) =>
      totals.map(({ count, evidence }) => [count, evidence[0]?.attribution[0]?.name]),
    )
    expect(told).toEqual([
      [6057, 'Coordination Headquarters'],
      [6060, 'Vladimir Medinsky'],
    ])
  })

  test('is disputed where one says it took place and another that it did not, unsuccessful where all deny it', () => {
    const denial = report('2025-05-26', { outcomes: [outcome({ status: 'denied', date: on('2025-05-24') }, 'No exchange took place, Kyiv said.')] }) // prettier-ignore
    expect(only(agreed, stage('2025-05-23', 390), denial).commitments[0]?.state).toBe('disputed')
    expect(only(agreed, denial).commitments[0]?.state).toBe('unsuccessful')
  })
})

describe('a proposal', () => {
  const offer = report('2025-05-16', {
    proposals: [proposal({ terms: { days: 30 } }, 'Kyiv proposed a 30-day truce.')],
  })

  test('is one over all reports that tell it, and two where its terms differ', () => {
    const same = report('2025-05-25', { proposals: [proposal({}, 'Kyiv repeated its call for a truce.')] })
    const other = report('2025-07-24', { proposals: [proposal({ terms: { days: 3 } }, 'Kyiv proposed three days of truce.')] }) // prettier-ignore
    expect(only(offer, same).proposals.map(({ evidence }) => evidence.length)).toEqual([2])
    expect(only(offer, other).proposals).toHaveLength(2)
  })

  test('is followed to its answers, the last of each side counting', () => {
    const answer = (day: string, stance: 'accepts' | 'rejects' | 'conditional') =>
      report(day, { positions: [position({ stance }, `Moscow ${stance} the truce.`)] })
    expect(only(offer).proposals[0]?.state).toBe('proposed')
    expect(only(offer, answer('2025-06-02', 'rejects')).proposals[0]?.state).toBe('unsuccessful')
    const turned = only(offer, answer('2025-05-17', 'accepts'), answer('2025-06-02', 'conditional')).proposals[0]
    expect([turned?.answers.length, turned?.state]).toEqual([2, 'proposed'])
  })

  test('is not answered by what was said before it, or by its own side', () => {
    const early = report('2025-05-01', { positions: [position({}, 'Moscow rejected a truce.')] })
    const own = report('2025-05-20', { positions: [position({ by: 'UKR' }, 'Kyiv rejected a shorter truce.')] })
    expect(only(early, offer, own).proposals[0]?.answers).toEqual([])
  })
})

describe('a reprint', () => {
  const words =
    'Russia and Ukraine agreed on Monday to exchange all seriously ill and wounded prisoners of war in Istanbul'
  const told = (quote: string) => ({
    rounds: [round({ ordinal: 2, place: 'Istanbul', date: on('2025-06-02') }, quote)],
    outcomes: [outcome({ status: 'planned', date: on('2025-06-02') }, quote, 'agreed')],
    proposals: [proposal({}, `${quote}, while Kyiv proposed a truce.`)],
  })
  const original = report('2025-06-02', told(`${words}.`), 'original')

  test('adds a sentence to what is known, and no second round, proposal or outcome', () => {
    const board = only(original, report('2025-06-03', told(`${words}, agencies said.`), 'reprint'))
    expect([board.rounds.length, board.proposals.length, board.outcomes.length, board.commitments.length]).toEqual([1, 1, 1, 1]) // prettier-ignore
    expect(board.rounds[0]?.reports.map(({ evidence }) => evidence.dispatch)).toEqual(['original', 'reprint'])
  })

  test('adds nothing by being read otherwise', () => {
    const misread = { ...told(`${words}, agencies said.`), proposals: [proposal({ by: 'RUS', issue: 'territory' }, `${words}, agencies said.`)] } // prettier-ignore
    const board = only(original, report('2025-06-03', misread, 'reprint'))
    expect(board.proposals.map(({ by, issue }) => [by, issue])).toEqual([['UKR', 'ceasefire']])
  })

  test('is not another report of the same talks in words of its own', () => {
    const own = 'The second meeting of the delegations brought an accord on captives who are sick.'
    const other = { ...told(own), proposals: [proposal({ by: 'RUS', issue: 'territory' }, 'Moscow wants land.')] }
    const board = only(original, report('2025-06-03', other, 'other'))
    expect(board.rounds).toHaveLength(1)
    expect(board.proposals).toHaveLength(2)
  })
})
