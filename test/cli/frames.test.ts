import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/contract.ts'
import { loadFrames } from '../../src/events/frames/tables.ts'
import { readData } from '../../src/reading/packaged.ts'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'

const HEADER = 'frame\tcategory\tmode\tcameo\tcontext\tadds\texample\tcounter\n'

function tableOf(...rows: string[]): string {
  const path = join(freshFolder(), 'mine.tsv')
  writeFileSync(path, HEADER + rows.map(row => `${row}\n`).join(''))
  return path
}

interface Row {
  readonly words: readonly string[]
  readonly category: string | null
}

const jsonRows = (out: string) => out.split('\n').filter(Boolean).map(line => JSON.parse(line) as Row) // prettier-ignore

describe('the dictionary of frames', () => {
  const { all } = loadFrames(readData)

  test('holds at least 800 frames, 30 of each category, each with an example', () => {
    expect(all.length).toBeGreaterThanOrEqual(800)
    const counts = CATEGORIES.map(category => all.filter(frame => frame.category === category).length)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(30)
    expect(all.filter(({ example }) => example.length < 10)).toEqual([])
  })

  test('names no words twice', () => {
    const names = all.map(({ words }) => [...words].sort().join(' '))
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})

describe('parley frames', () => {
  test('lists the frames that hold the words asked for', async () => {
    const { status, out } = await parley(['frames', 'truce', '--format', 'json'])
    expect(status).toBe(0)
    expect(jsonRows(out).length).toBeGreaterThan(3)
    expect(jsonRows(out).every(({ words }) => words.includes('truce'))).toBe(true)
  })

  test('lists one category, or those that forbid', async () => {
    const aid = await parley(['frames', '--category', 'AID', '--format', 'json'])
    expect(new Set(jsonRows(aid.out).map(({ category }) => category))).toEqual(new Set(['AID']))
    const none = await parley(['frames', '--category', '-', '--format', 'json'])
    expect(new Set(jsonRows(none.out).map(({ category }) => category))).toEqual(new Set([null]))
  })

  test('shows code, example and counter-example to a person', async () => {
    const { out } = await parley(['frames', 'hold', 'summit'])
    expect(out).toContain('CONSULT · multilateral · 046 · diplomatic')
    expect(out).toMatch(/not: /)
  })

  test('finds the example that a frame does not fit, and no fault with one that it fits', async () => {
    const path = tableOf(
      'raise flag\tRETREAT\t-\t0874\t-\t-\tThe garrison raised a white flag.\t-',
      'raise anchor\tRETREAT\t-\t0874\t-\t-\tThe garrison went home.\t-',
    )
    const { status, out } = await parley(['frames', '--check', '--frames', path, 'raise'])
    expect(status).toBe(1)
    expect(out).toContain('raise anchor: does not fit its example')
    expect(out).not.toContain('raise flag:')
  })

  test('names a broken row with its file and line, and lists the rest', async () => {
    const path = tableOf('raise flag\tCHATTER\t-\t-\t-\t-\tx\t-')
    const { status, out, err } = await parley(['frames', '--frames', path, 'truce'])
    expect(status).toBe(1)
    expect(err).toMatch(/mine\.tsv.*2.*no category CHATTER/)
    expect(out).toContain('truce')
  })
})
