import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EventRecord, Process, Reading } from '../../src/contract.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { NO_ARRANGEMENT } from '../../src/process/across/arrangement.ts'
import { NO_PROCESS } from '../../src/text/document.ts'
import { DEFAULT_RULE, type AlertRule } from '../../src/watch/alert-rules.ts'
import { alertOfChange, wants } from '../../src/watch/alerts.ts'
import type { Change } from '../../src/watch/change.ts'
import { eventChanges } from '../../src/watch/event-changes.ts'
import { readNews } from '../../src/watch/news.ts'
import { processChanges } from '../../src/watch/process-changes.ts'
import { freshFolder } from '../support/folder.ts'
import { dayOf, entityOf, eventOf, evidenceOf, placeOf } from '../support/records.ts'
import { DOHA, GOVERNMENT, MOVEMENT, NORTH_KIVU, WORLD, WORLD_VERSION } from '../support/world.ts'

const PARTIES = [{ code: 'COD', name: GOVERNMENT.name }, { code: 'COD/REB', name: MOVEMENT.name }] // prettier-ignore

interface Told {
  readonly id: string
  readonly published?: string
  readonly text: string
  readonly events?: (text: string) => readonly EventRecord[]
  readonly process?: (text: string) => Partial<Process>
}

function readingOf({ id, published = '2025-03-05', text, events, process }: Told): Reading {
  const document = { id, title: id, text, publisher: `Paper ${id}`, published, url: null, language: 'en' }
  return { document, events: events?.(text) ?? [], process: { ...NO_PROCESS, ...process?.(text) } }
}

/** A ledger into which readings are put, and what each put changes. */
function newsroom() {
  const path = join(freshFolder(), 'ledger.sqlite')
  const opened: Promise<Ledger> = openLedger(path, { clock: () => new Date('2025-03-05T12:00:00Z') })
  const put = async (readings: readonly Reading[], engine: string = WORLD_VERSION.engine): Promise<Change[]> => {
    const ledger = await opened
    const { sequence: since } = await readHead(ledger.reader)
    await ledger.transact(async writer => {
      for (const reading of readings)
        await writer.record({ dispatch: reading.document, name: 'x', receivedAt: null }, reading, { ...WORLD_VERSION, engine }) // prettier-ignore
    })
    const { sequence: asOf } = await readHead(ledger.reader)
    const news = await readNews(ledger.reader, { since, asOf, from: '2025-01-01', arrangement: NO_ARRANGEMENT, categories: ['ASSAULT'] }) // prettier-ignore
    return [...processChanges(news.boards.before, news.boards.after), ...eventChanges(news.events.before, news.events.after)] // prettier-ignore
  }
  return put
}

const attack = (id: string, slots: Partial<EventRecord> = {}, published = '2025-03-05'): Reading =>
  readingOf({
    id,
    published,
    text: `Fighters attacked soldiers in the hills on Tuesday, wrote ${id}.`,
    events: text => [
      eventOf({
        id: `e-${id}`,
        event: 'ASSAULT',
        evidence: evidenceOf(text, 'Fighters', 'attacked'),
        actor: [entityOf(text, 'Fighters', MOVEMENT)],
        recipient: [entityOf(text, 'soldiers', { ...GOVERNMENT, sector: ['MIL'] })],
        date: dayOf('on Tuesday', '2025-03-04'),
        places: [placeOf(text, 'hills', NORTH_KIVU)],
        ...slots,
      }),
    ],
  })

const brief = (changes: readonly Change[]) => changes.map(({ kind, was, state }) => [kind, was, state].join(' '))

describe('what changes in a process', () => {
  test('is what is new, not what is told again in other words', async () => {
    const put = newsroom()
    expect(brief(await put(WORLD.slice(0, 1)))).toEqual(['round  happened', 'outcome  agreed'])
    const again = readingOf({
      id: 'other',
      text: 'A first round between Kinshasa and the River Front took place in Doha on Monday.',
      process: text => ({
        parties: PARTIES,
        rounds: [{ ordinal: 1, place: 'Doha', date: dayOf('on Monday', '2025-03-03'), status: 'happened', evidence: evidenceOf(text, 'A first') }], // prettier-ignore
      }),
    })
    expect(await put([again])).toEqual([])
  })

  test('is an agreement that is carried out', async () => {
    const put = newsroom()
    await put(WORLD.slice(0, 1))
    const done = readingOf({
      id: 'done',
      published: '2025-03-20',
      text: 'Both sides released 100 prisoners each on March 19.',
      process: text => ({
        parties: PARTIES,
        outcomes: [{ issue: 'prisoner-exchange', count: 100, per: 'side', date: dayOf('on March 19', '2025-03-19'), status: 'happened', round: null, evidence: evidenceOf(text, 'Both', 'released') }], // prettier-ignore
      }),
    })
    const changes = await put([done])
    expect(brief(changes)).toEqual(['outcome agreed successful'])
    expect(changes[0]).toMatchObject({
      process: 'COD+COD/REB',
      title: 'COD+COD/REB: prisoner-exchange 100 per side, agreed → successful',
      day: '2025-03-20',
      evidence: [
        { dispatch: 'done', publisher: 'Paper done', quote: 'Both sides released 100 prisoners each on March 19.' },
      ],
    })
  })

  test('is nothing where the same texts are read by another version', async () => {
    const put = newsroom()
    await put([...WORLD, attack('a')])
    const again = WORLD.map(reading => ({ ...reading, process: { ...reading.process, rounds: reading.process.rounds.map(round => ({ ...round, place: null })) } })) // prettier-ignore
    expect(await put([...again, attack('a', { confidence: 0.9 })], '0.2.0')).toEqual([])
  })
})

describe('what happens', () => {
  test('is told once though several report it, with days next to each other and places left open', async () => {
    const put = newsroom()
    expect(brief(await put([attack('a'), attack('b')]))).toEqual(['event  happened'])
    expect(await put([attack('c', { date: dayOf('on Tuesday', '2025-03-05') }), attack('d', { places: [] }), attack('e', { recipient: [] })])).toEqual([]) // prettier-ignore
  })

  test.each([
    ['days later', { date: dayOf('on Tuesday', '2025-03-07') }],
    ['elsewhere', { places: [placeOf('Doha', 'Doha', DOHA)] }],
    ['by others', { actor: [entityOf('Doha', 'Doha', { name: 'Qatar', code: 'QAT', sector: ['MIL'] })] }],
  ] as const)('is another %s', async (_, slots) => {
    const put = newsroom()
    await put([attack('a')])
    expect(brief(await put([attack('b', slots)]))).toEqual(['event  happened'])
  })

  test('is a change of what was only planned, and a plan of what has happened is none', async () => {
    const put = newsroom()
    expect(brief(await put([attack('a', { status: 'planned' })]))).toEqual(['event  planned'])
    expect(await put([attack('b', { status: 'planned' })])).toEqual([])
    expect(brief(await put([attack('c')]))).toEqual(['event planned happened'])
    expect(await put([attack('d', { status: 'planned' })])).toEqual([])
  })
})

describe('an alert rule', () => {
  const today = '2025-03-05'
  const processes = new Set(['COD+COD/REB'])
  const asks = async (rule: Partial<AlertRule>, reading: Reading, day = today) => {
    const [change] = await newsroom()([reading])
    return change !== undefined && wants({ ...DEFAULT_RULE, ...rule }, change, { today: day, processes })
  }

  test('by default wants assaults between two parties of one process, in the last two weeks', async () => {
    expect(await asks({}, attack('a'))).toBe(true)
    expect(await asks({}, attack('a', { confidence: 0.4 }))).toBe(false)
    expect(await asks({}, attack('a'), '2025-03-18')).toBe(true)
    expect(await asks({}, attack('a'), '2025-03-19')).toBe(false)
    const text = 'Qatar'
    expect(await asks({}, attack('a', { actor: [entityOf(text, text, { name: text, code: 'QAT', sector: ['MIL'] })] }))).toBe(false) // prettier-ignore
    expect(await asks({}, attack('a', { recipient: [entityOf(text, text, MOVEMENT)] }))).toBe(false)
    // Nobody is named, and it was done on the ground of one of them.
    expect(await asks({}, attack('a', { recipient: [] }))).toBe(true)
  })

  test('may name parties, issues, kinds and categories', async () => {
    expect(await asks({ parties: ['COD/REB'] }, attack('a'))).toBe(true)
    expect(await asks({ parties: ['COD+RUS', 'COD/REB+COD'] }, attack('a'))).toBe(true)
    expect(await asks({ parties: ['RUS'] }, attack('a'))).toBe(false)
    expect(await asks({ kinds: ['round'] }, attack('a'))).toBe(false)
    expect(await asks({ categories: ['AGREE'] }, attack('a'))).toBe(false)
    expect(await asks({ issues: ['ceasefire'] }, attack('a'))).toBe(false)
  })

  test('gives one change one id, whenever it is found', async () => {
    const [one] = await newsroom()([attack('a')])
    const [same] = await newsroom()([attack('a')])
    const [other] = await newsroom()([attack('b')])
    const ids = [one, same, other].map((change, i) => change && alertOfChange(change, DEFAULT_RULE, `2025-03-0${i + 1}T00:00:00.000Z`).id) // prettier-ignore
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
    expect(ids[0]).toMatch(/^[0-9a-f]{24}$/)
  })
})
