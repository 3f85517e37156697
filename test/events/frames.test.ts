import { describe, expect, test } from 'vitest'
import { loadFrames } from '../../src/events/frames/tables.ts'
import { readData } from '../../src/reading/packaged.ts'
import { openReader, type Reader } from '../../src/reading/read.ts'
import { sharedReader } from '../support/reader.ts'

const HEADER = 'frame\tcategory\tmode\tcameo\tcontext\tadds\texample\tcounter\n'
const table = (...rows: string[]) => ({ name: 'mine.tsv', text: HEADER + rows.map(row => `${row}\n`).join('') })

const dispatchOf = (text: string) => {
  return { id: 'test', title: null, text, publisher: null, published: '2025-06-03', url: null, language: 'en' }
}

async function withFrames<T>(rows: readonly string[], use: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = await openReader({ frames: [table(...rows)] })
  try {
    return await use(reader)
  } finally {
    await reader.close()
  }
}

describe('the tables of frames', () => {
  test('load whole', () => {
    expect(loadFrames(readData).faults).toEqual([])
  })

  test('give a score to every CAMEO code that they name', () => {
    const { all, scales } = loadFrames(readData)
    const unknown = all.flatMap(({ cameo }) =>
      cameo === null || [...scales.keys()].some(code => cameo.startsWith(code.slice(0, 2))) ? [] : [cameo],
    )
    expect(unknown).toEqual([])
  })

  test('a row that cannot be one is named with its file and line, and the rest loads', () => {
    const rows = table(
      'hold talk\tCHATTER\t-\t-\t-\t-\tx\t-',
      'hold talk\tCONSULT\t-\t44x\t-\t-\tx\t-',
      'sign pact\tAGREE\t-\t057\t-\tadds\tx\t-',
    )
    const { faults, all } = loadFrames(readData, [rows])
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringMatching(/mine\.tsv.*2.*no category CHATTER/),
      expect.stringMatching(/mine\.tsv.*3.*no CAMEO code 44x/),
    ])
    expect(all[0]?.words).toEqual(['sign', 'pact'])
  })
})

describe('a user’s frame', () => {
  const text = 'Rebels attacked the town of Goma on Monday, killing two soldiers.'

  test('names what ours would name otherwise', async () => {
    const events = await withFrames(['attack\tASSAULT\tambush\t190\tmilitary\t-\tx\t-'], async reader => {
      return (await reader.read(dispatchOf(text))).events
    })
    expect(events[0]?.context).toContain('military')
    expect(events[0]?.why).toContain('frame: mine.tsv, attack')
  })

  test('that names no happening keeps a word out of the record', async () => {
    const before = (await (await sharedReader()).read(dispatchOf(text))).events
    expect(before.map(({ evidence }) => evidence.trigger?.text)).toContain('attacked')
    const after = await withFrames(['attack\t-\t-\t-\t-\t-\tx\t-'], async reader => {
      const { candidates } = await reader.explain(dispatchOf(text))
      return {
        events: (await reader.read(dispatchOf(text))).events,
        outcomes: candidates.map(({ outcome }) => outcome),
      }
    })
    expect(after.events.map(({ evidence }) => evidence.trigger?.text)).not.toContain('attacked')
    expect(after.outcomes).toContain('left out: mine.tsv, attack says that these words name no happening')
  })
})
