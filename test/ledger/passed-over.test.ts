import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findDispatches } from '../../src/ledger/queries/dispatches.ts'
import { searchDispatches } from '../../src/ledger/queries/search.ts'
import type { ReadingState } from '../../src/ledger/queries/reading-state.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { recordArrivals, type Outcome, type RecordingOptions } from '../../src/ledger/record-arrivals.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { openGate } from '../../src/reading/packaged.ts'
import { freshFolder } from '../support/folder.ts'
import { tickingClock, WORLD_VERSION, worldReader } from '../support/world.ts'

const GOAL = 'The striker scored twice and signed a new contract with the club after weeks of talks, the coach said.'
const TRUCE = 'Rebels and government troops traded fire, and mediators called for a ceasefire and talks in Doha.'
const FRENCH = 'Les délégations se sont rencontrées lundi à Doha pour une deuxième série de pourparlers.'

const gate = openGate()
const notAsked = () => Promise.reject(new Error('not asked for'))

const dispatchOf = (id: string, text: string, language = 'en') => ({ id, title: null, text, publisher: null, published: '2025-04-20', url: null, language }) // prettier-ignore

async function add(ledger: Ledger, dispatches: ReturnType<typeof dispatchOf>[], options: Partial<RecordingOptions>) {
  async function* arrivals() {
    for (const dispatch of dispatches) yield await Promise.resolve({ name: `${dispatch.id}.txt`, dispatch })
  }
  const openReader = () => Promise.resolve(worldReader())
  const outcomes: Outcome[] = []
  const whole = { ledger, version: WORLD_VERSION, openReader, ...options }
  for await (const outcome of recordArrivals(arrivals(), whole)) outcomes.push(outcome)
  return outcomes.map(outcome => ('recorded' in outcome ? outcome.recorded.state : outcome.failure.code))
}

async function withLedger(work: (ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await openLedger(join(freshFolder(), 'ledger.sqlite'), { clock: tickingClock() })
  try {
    await work(ledger)
  } finally {
    await ledger.close()
  }
}

async function states({ reader }: Ledger, filter: { reading?: ReadingState[] } = {}, asOf?: string) {
  const { rows } = await findDispatches(reader, filter, { asOf })
  return Object.fromEntries(rows.map(({ id, reading }) => [id, reading]))
}

describe('what tells of neither conflict nor talks', () => {
  test('is stored unread, and no reader is opened for it', () =>
    withLedger(async ledger => {
      expect(await add(ledger, [dispatchOf('goal', GOAL)], { gate, openReader: notAsked })).toEqual(['passed-over'])
      expect(await states(ledger)).toEqual({ goal: 'not-about-this' })
      const [hit] = (await searchDispatches(ledger.reader, 'striker')).rows
      expect(hit?.dispatch.reading).toBe('not-about-this')
      const row = await ledger.reader.db.selectFrom('passed_over').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({ dispatch_id: 'goal', why: 'not-about-this', engine: WORLD_VERSION.engine })
      expect(row.score).toBeLessThan(0)
    }))
  test('changes nothing when it comes again, alone or twice in one batch', () =>
    withLedger(async ledger => {
      const goal = dispatchOf('goal', GOAL)
      expect(await add(ledger, [goal, goal], { gate })).toEqual(['passed-over', 'already-there'])
      const before = await readHead(ledger.reader)
      expect(await add(ledger, [goal], { gate, openReader: notAsked })).toEqual(['already-there'])
      expect(await readHead(ledger.reader)).toEqual(before)
    }))
  test('is read once no gate is asked, and is not passed over after that, by a later version neither', () =>
    withLedger(async ledger => {
      const goal = dispatchOf('goal', GOAL)
      await add(ledger, [goal], { gate })
      const { recordedAt } = await readHead(ledger.reader)
      expect(await add(ledger, [goal], {})).toEqual(['read-again'])
      expect(await states(ledger)).toEqual({ goal: 'read' })
      expect(await states(ledger, {}, recordedAt!)).toEqual({ goal: 'not-about-this' })
      expect(await add(ledger, [goal], { gate, openReader: notAsked })).toEqual(['already-there'])
      const later = { ...WORLD_VERSION, engine: '9.0.0' }
      const openReader = () => Promise.resolve({ ...worldReader(), version: later })
      expect(await add(ledger, [goal], { gate, version: later, openReader })).toEqual(['read-again'])
      const passed = await ledger.transact(writer => writer.passOver({ dispatch: goal, name: 'a', receivedAt: null }, { why: 'not-about-this', engine: '10', score: null })) // prettier-ignore
      expect(passed.state).toBe('already-there')
    }))
  test('is judged anew when another text comes under its id, and each text keeps its own state', () =>
    withLedger(async ledger => {
      await add(ledger, [dispatchOf('a', GOAL)], { gate })
      expect(await add(ledger, [dispatchOf('a', TRUCE)], { gate })).toEqual(['added'])
      expect(await states(ledger)).toEqual({ a: 'read' })
      const { versions } = await openDispatch(ledger.reader, 'a')
      expect(versions.map(({ reading }) => reading)).toEqual(['not-about-this', 'read'])
      expect(await add(ledger, [dispatchOf('a', GOAL)], { gate })).toEqual(['already-there'])
    }))
  test('stands beside what was read and what is in another language, each found by its state', () =>
    withLedger(async ledger => {
      const all = [dispatchOf('goal', GOAL), dispatchOf('truce', TRUCE), dispatchOf('fr', FRENCH, 'fr')]
      expect(await add(ledger, all, { gate })).toEqual(['passed-over', 'added', 'DISPATCH_LANGUAGE'])
      expect(await states(ledger)).toEqual({ goal: 'not-about-this', truce: 'read', fr: 'not-read' })
      expect(await states(ledger, { reading: ['not-read'] })).toEqual({ fr: 'not-read' })
      expect(Object.keys(await states(ledger, { reading: ['not-about-this', 'not-read'] })).sort()).toEqual(['fr', 'goal']) // prettier-ignore
      expect((await verifyLedger(ledger.path)).broken).toBeNull()
    }))
})
