import { describe, expect, test } from 'vitest'
import { loadProcessTables } from '../../src/process/tables.ts'
import { readData } from '../../src/reading/packaged.ts'

describe('loadProcessTables', () => {
  const tables = loadProcessTables(readData)

  test('reads every line of data/process', () => {
    expect(tables.faults).toEqual([])
    expect(tables.issues.get('ceasefire')).toEqual([{ issue: 'ceasefire', near: new Set() }])
  })

  test('leaves out a line with too few cells and names it', () => {
    const broken = (path: string) =>
      path.endsWith('issues.tsv') ? 'word\twith\tissue\ntruce\tceasefire\n' : 'word\tuse\nlead\tleads\n'
    const { issues, words, faults } = loadProcessTables(broken)
    expect(issues.size).toBe(0)
    expect(words.get('leads')).toEqual(new Set(['lead']))
    expect(faults.map(({ code }) => code)).toEqual(['TABLE_ROW_BROKEN'])
  })
})
