import { describe, expect, test } from 'vitest'
import { parseArrangement } from '../../../src/process/across/arrangement.ts'
import { boardsOf } from '../../../src/process/across/board.ts'
import { on, party, report, round } from './readings.ts'

const reports = [
  report('2025-05-17', { rounds: [round({ place: 'Istanbul', date: on('2025-05-16') })] }, 'istanbul'),
  report('2025-08-19', { rounds: [round({ place: 'Washington', date: on('2025-08-18') })] }, 'washington'),
  report('2025-08-16', { parties: [party('RUS'), party('USA')] }, 'alaska'),
]

const arranged = (yaml: string) =>
  boardsOf(reports, parseArrangement(yaml, 'processes.yaml')).map(({ key, name, dispatches }) => [
    key,
    name,
    dispatches.map(({ id }) => id).sort(),
  ])

describe('processes.yaml', () => {
  test('names a process', () => {
    expect(arranged('processes:\n  - name: War in Ukraine\n    parties: [UKR, RUS]')[0]).toEqual([
      'RUS+UKR',
      'War in Ukraine',
      ['istanbul', 'washington'],
    ])
  })

  test('splits one by place or by day; the rest keeps the key', () => {
    const byPlace = arranged('processes:\n  - name: Istanbul track\n    parties: [RUS, UKR]\n    places: [Istanbul]')
    expect(byPlace).toContainEqual(['RUS+UKR:istanbul-track', 'Istanbul track', ['istanbul']])
    expect(byPlace).toContainEqual(['RUS+UKR', null, ['washington']])
    const byDay = arranged('processes:\n  - name: Summer\n    parties: [RUS, UKR]\n    from: 2025-06-01')
    expect(byDay).toContainEqual(['RUS+UKR:summer', 'Summer', ['washington']])
  })

  test('merges several', () => {
    const merged = arranged('processes:\n  - name: All\n    merge: [RUS+UKR, USA+RUS]')
    expect(merged).toEqual([['RUS+UKR', 'All', ['alaska', 'istanbul', 'washington']]])
  })

  test('pins a dispatch to a process whatever its parties are', () => {
    const pinned = arranged('processes:\n  - name: Istanbul track\n    parties: [RUS, UKR]\n    pin: [alaska]')
    expect(pinned).toEqual([['RUS+UKR', 'Istanbul track', ['alaska', 'istanbul', 'washington']]])
  })

  test.each([
    ['processes: [', 'line 1'],
    ['names: []', 'no list called processes'],
    ['processes:\n  - parties: [RUS, UKR]', 'line 2 cannot be used (an entry has no name)'],
    ['processes:\n  - name: A\n    colour: red\n    parties: [RUS, UKR]', 'no field colour'],
    ['processes:\n  - name: A', 'neither parties nor merge nor pin'],
    ['processes:\n  - name: A\n    parties: [RUS]', 'RUS is one party'],
    ['processes:\n  - name: A\n    parties: RUS', 'parties is no list'],
    ['processes:\n  - name: A\n    parties: [RUS, UKR]\n    from: June', 'line 4 cannot be used (from is no day'],
    ['both: &b [RUS, UKR]\nprocesses:\n  - name: A\n    parties: *b', 'line 4 cannot be used (parties is no list'],
    ['', 'line 1 cannot be used (there is no list called processes'],
    ['- name: A', 'no list called processes'],
    ['processes:\n  - A', 'line 2 cannot be used (an entry is no list of fields'],
    ['processes:\n  - {name: A, parties: [RUS, UKR]}\n  - {name: A, parties: [COD, RWA]}', 'line 3'],
  ])('that reads %j is refused with what is wrong', (yaml, problem) => {
    expect(() => parseArrangement(yaml, 'processes.yaml')).toThrow(problem)
  })
})
