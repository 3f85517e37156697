import { describe, expect, test } from 'vitest'
import { alikeness, SAME } from '../../../src/ledger/happenings/alike.ts'
import { featuresOf } from '../../../src/ledger/happenings/features.ts'
import { BUKAVU, GOMA, KIVU, toldEvent, type Told } from '../../support/outlets.ts'

function points(a: Told, b: Told): number | null {
  const [one, other] = [featuresOf(toldEvent(a), null), featuresOf(toldEvent(b), null)]
  if (one === null || other === null) throw new Error('a record without a day is compared with none')
  expect(alikeness(other, one)).toBe(alikeness(one, other))
  return alikeness(one, other)
}

const areOne = (a: Told, b: Told) => (points(a, b) ?? 0) >= SAME

const strike: Told = {
  actor: ['COD/REB'],
  recipient: ['COD'],
  day: '2025-03-03',
  places: [GOMA],
  mode: ['heavy-weapons'],
}
const talks: Told = {
  event: 'CONSULT',
  actor: ['COD/GOV', 'COD/REB'],
  day: '2025-04-14',
  mode: ['meet'],
  issue: 'talks',
}
const release: Told = { event: 'RETREAT', mode: ['release'], issue: 'prisoner-exchange', actor: ['COD/GOV', 'COD/REB'], day: '2025-05-02' } // prettier-ignore

describe('two records report one happening', () => {
  test.each<[string, Told, Told]>([
    ['told with other numbers', strike, { ...strike, figures: [['killed', 9]] }],
    ['told of the province by the one, of the town by the other', strike, { ...strike, places: [KIVU] }],
    ['told of the night from the second to the third', strike, { ...strike, day: '2025-03-02/2025-03-03' }],
    ['told as a drone attack, and as an air strike', { ...strike, mode: ['drone'] }, { ...strike, mode: ['aerial'] }],
    ['told without who did it', strike, { ...strike, actor: [], figures: [] }],
    ['told in nearly the same words', { ...strike, places: [], quote: 'Fighters of the movement shelled army positions near Post 7.' }, { ...strike, places: [], quote: 'Near Post 7 fighters shelled positions of the army.' }],
    ['denied by the one', strike, { ...strike, status: 'denied' }],
    ['planned, and then held', { ...talks, event: 'AGREE', status: 'planned' }, talks],
    ['planned without a day, and held within the month', { ...talks, event: 'AGREE', status: 'planned', day: '2025-03-20..', places: [GOMA] }, { ...talks, places: [GOMA] }],
    ['whose sides are told the other way round', talks, { ...talks, actor: ['COD/REB'], recipient: ['COD/GOV'] }],
    ['a round at which a mediator is named by one alone', talks, { ...talks, actor: ['QAT/GOV'], recipient: ['COD/GOV', 'COD/REB'] }],
    ['counted nearly alike, some days later and without a day', { ...release, day: '..2025-05-04', figures: [['other', 6057]] }, { ...release, day: '..2025-05-07', figures: [['other', 6060]] }],
  ])('%s', (_, a, b) => {
    expect(areOne(a, b)).toBe(true)
  }) // prettier-ignore
})

describe('two records report two happenings', () => {
  test.each<[string, Told, Told]>([
    ['of the same day in towns far apart', strike, { ...strike, places: [BUKAVU] }],
    ['two days apart', strike, { ...strike, day: '2025-03-05' }],
    ['by others', strike, { ...strike, actor: ['RWA'] }],
    ['against others', strike, { ...strike, recipient: ['RWA'] }],
    ['of another kind', strike, { ...strike, event: 'ACCUSE' }],
    ['of a day and parties alone, since there are many such a day', { ...strike, places: [], mode: [] }, { ...strike, places: [], mode: [] }],
    ['two exchanges in one week, of other numbers', { ...release, figures: [['exchanged', 390]] }, { ...release, day: '2025-05-04', figures: [['exchanged', 50]] }],
    ['an exchange of the living and one of the dead on one day, of other numbers', { ...release, figures: [['exchanged', 100]] }, { ...release, issue: 'return-of-remains', figures: [['exchanged', 1200]] }],
    ['told in the same words, but for the number of the post', { ...strike, places: [], quote: 'Fighters of the movement shelled army positions near Post 7.' }, { ...strike, places: [], quote: 'Fighters of the movement shelled army positions near Post 9.' }],
    ['one round and the next', talks, { ...talks, day: '2025-04-21' }],
    ['held, and planned for after that', { ...talks, day: '2025-04-14' }, { ...talks, event: 'AGREE', status: 'planned', day: '2025-04-15..' }],
  ])('%s', (_, a, b) => {
    expect(areOne(a, b)).toBe(false)
  }) // prettier-ignore
})

test('a record without a day is compared with none', () => {
  expect(featuresOf(toldEvent({}), null)).toBeNull()
  expect(featuresOf(toldEvent({ status: 'planned' }), '2025-03-04')).toBeNull()
})

test('a record that is told as past, without a day, lies before its publication', () => {
  expect(featuresOf(toldEvent({}), '2025-03-04')).toMatchObject({ span: 'past', start: null, end: '2025-03-04' })
})
