import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/ledger/chain.ts'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { searchDispatches } from '../../src/ledger/queries/search.ts'
import { recordArrivals } from '../../src/ledger/record-arrivals.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { ParleyError } from '../../src/errors.ts'
import { eventOf, evidenceOf } from '../support/records.ts'
import { STORES, viewsIn } from '../support/stores.ts'
import { openWorld, WORLD, WORLD_VERSION, worldReader } from '../support/world.ts'
import type { Reading } from '../../src/contract.ts'
import type { Arrival } from '../../src/intake/open.ts'
import type { LedgerWriter } from '../../src/ledger/writer.ts'

const [first] = WORLD as [Reading]
const incoming = { dispatch: first.document, name: 'again.txt', receivedAt: null }

function rewritten(text: string): Reading {
  const document = { ...first.document, text, title: 'Another headline' }
  return { ...first, document, events: [eventOf({ id: 'ev-new', event: 'REJECT', evidence: evidenceOf(text, text) })] }
}

describe.each(STORES)('record, on $name', store => {
  test('changes nothing for a dispatch that is there', async () => {
    const path = store.fresh()
    const ledger = await openWorld(path)
    const before = [await readHead(ledger.reader), await viewsIn(store, path)]
    const recorded = await ledger.transact(writer => writer.record(incoming, first, WORLD_VERSION))
    expect(recorded).toMatchObject({ id: 'first-round', sequence: 2, state: 'already-there' })
    expect([await readHead(ledger.reader), await viewsIn(store, path)]).toEqual(before)
    await ledger.close()
  })
  test('keeps one copy of the same text and the same bytes', async () => {
    const path = store.fresh()
    const ledger = await openWorld(path)
    const blobs = () => ledger.reader.db.selectFrom('blob').select('hash').execute()
    const before = (await blobs()).length
    const copy = { ...first.document, id: 'a-copy' }
    const bytes = Buffer.from('as it came')
    await ledger.transact(async writer => {
      await writer.store({ dispatch: copy, name: 'b', receivedAt: null, bytes })
      await writer.store({ dispatch: { ...copy, id: 'another' }, name: 'c', receivedAt: null, bytes })
    })
    expect((await blobs()).length).toBe(before + 1)
    await ledger.close()
  })
  test('adds a reading alone where engine or model are newer', async () => {
    const ledger = await openWorld(store.fresh())
    const again = { ...first, events: first.events.slice(0, 1) }
    const version = { ...WORLD_VERSION, model: 'b'.repeat(64) }
    const recorded = await ledger.transact(writer => writer.record(incoming, again, version))
    expect(recorded).toMatchObject({ sequence: 9, state: 'read-again' })
    const view = await openDispatch(ledger.reader, 'first-round')
    expect(view.readings.map(reading => reading.isCurrent)).toEqual([false, true])
    expect(view.events.map(event => event.id)).toEqual(['ev-met'])
    expect((await openDispatch(ledger.reader, 'first-round', { asOf: '2025-04-20' })).events).toHaveLength(1)
    await ledger.close()
  })
  test('takes another text under the same id as a new version, and finds only what that says', async () => {
    const ledger = await openWorld(store.fresh())
    const other = rewritten('Kinshasa rejected the talks.')
    const record = (reading: Reading) => (writer: LedgerWriter) =>
      writer.record({ ...incoming, dispatch: reading.document }, reading, WORLD_VERSION)
    expect(await ledger.transact(record(other))).toMatchObject({ state: 'added', sequence: 10 })
    const view = await openDispatch(ledger.reader, 'first-round')
    expect(view).toMatchObject({ version: 2, text: 'Kinshasa rejected the talks.', title: 'Another headline' })
    expect(view.versions.map(({ version }) => version)).toEqual([1, 2])
    expect(view.events.map(({ id }) => id)).toEqual(['ev-new'])
    expect((await searchDispatches(ledger.reader, 'mediated')).rows).toEqual([])
    expect((await findEvents(ledger.reader, { dispatch: 'first-round' })).rows).toHaveLength(1)
    // The first text is known already: two files that share an id do not chase each other.
    expect(await ledger.transact(record(first))).toMatchObject({ state: 'already-there', sequence: 1 })
    await ledger.close()
  })
  test('keeps a dispatch whatever its id, and finds it: of any length, with any sign', async () => {
    const ledger = await openWorld(store.fresh())
    const random = Array.from({ length: 700 }, (_, i) => sha256(String(i))).join('')
    for (const id of [random, `\0${random}`, 'null \0', '\ud83d', "'); drop table entry; --", '%', '\\', ' ']) {
      const dispatch = { ...first.document, id, title: id }
      const reading = { ...first, document: dispatch }
      await ledger.transact(writer => writer.record({ ...incoming, dispatch }, reading, WORLD_VERSION))
      expect(await ledger.transact(writer => writer.record({ ...incoming, dispatch }, reading, WORLD_VERSION))).toMatchObject({ state: 'already-there' }) // prettier-ignore
      expect((await openDispatch(ledger.reader, id)).events).toHaveLength(2)
      expect((await findEvents(ledger.reader, { dispatch: id })).rows).toHaveLength(2)
    }
    const bodies = await store.rows(ledger.path, 'select body from entry order by sequence')
    expect(JSON.parse(String(bodies[12]?.[0]))).toMatchObject({ dispatch: 'null \0' }) // entries keep what views cannot hold
    expect(await verifyLedger(ledger.path)).toMatchObject({ broken: null, head: { sequence: 24 } })
    await ledger.close()
  })
  test('keeps a text of more different words than an index takes', async () => {
    const ledger = await openWorld(store.fresh())
    const text = `They met in Doha. ${Array.from({ length: 90_000 }, (_, i) => sha256(String(i)).slice(0, 20)).join(' ')}`
    const dispatch = { ...first.document, id: 'long', text }
    await ledger.transact(writer => writer.store({ ...incoming, dispatch }))
    expect((await openDispatch(ledger.reader, 'long')).text).toBe(text)
    expect((await searchDispatches(ledger.reader, `doha ${sha256('7').slice(0, 20)}`)).rows).toHaveLength(1)
    await ledger.close()
  })
  test('keeps half a surrogate pair and offsets behind it', async () => {
    const ledger = await openWorld(store.fresh())
    const text = 'Half \ud83d a sign. They met.'
    const reading = rewritten(text)
    const dispatch = { ...reading.document, id: 'half' }
    await ledger.transact(writer => writer.record({ ...incoming, dispatch }, reading, WORLD_VERSION))
    expect((await openDispatch(ledger.reader, 'half')).text).toBe(text)
    await ledger.close()
  })
})

describe.each(STORES)('recordArrivals, on $name', store => {
  async function* arrivals(): AsyncGenerator<Arrival> {
    yield { name: 'bad.bin', failure: new ParleyError('DISPATCH_EMPTY', { name: 'bad.bin' }) }
    yield { name: 'new.txt', dispatch: { ...first.document, id: 'new' } }
    yield { name: 'french.txt', dispatch: { ...first.document, id: 'french' } }
    yield { name: 'twice.txt', dispatch: { ...first.document, id: 'new' } }
    yield { name: 'known.txt', dispatch: first.document }
  }

  test('tells of each arrival, and lets a bad one stop nothing', async () => {
    const ledger = await openWorld(store.fresh())
    const reader = worldReader()
    const picky: typeof reader = {
      ...reader,
      read: dispatch => {
        const failure = new ParleyError('DISPATCH_LANGUAGE', { name: dispatch.id, language: 'fr' })
        return dispatch.id === 'french' ? Promise.reject(failure) : reader.read(dispatch)
      },
    }
    const openReader = () => Promise.resolve(picky)
    const told: string[] = []
    for await (const outcome of recordArrivals(arrivals(), { ledger, version: WORLD_VERSION, openReader })) {
      told.push(`${outcome.name} ${'recorded' in outcome ? outcome.recorded.state : outcome.failure.code}`)
    }
    expect(told.sort()).toEqual([
      'bad.bin DISPATCH_EMPTY',
      'french.txt DISPATCH_LANGUAGE',
      'known.txt already-there',
      'new.txt added',
      'twice.txt already-there',
    ])
    // The French one is there too, unread.
    expect((await countAll(ledger.reader)).dispatches).toBe(WORLD.length + 2)
    await ledger.close()
  })
  test('loads no model where all is there', async () => {
    const ledger = await openWorld(store.fresh())
    async function* known(): AsyncGenerator<Arrival> {
      for (const { document } of WORLD) yield { name: document.id, dispatch: document }
    }
    const openReader = () => Promise.reject(new Error('not asked for'))
    let seen = 0
    for await (const outcome of recordArrivals(known(), { ledger, version: WORLD_VERSION, openReader })) {
      expect(outcome).toMatchObject({ recorded: { state: 'already-there' } })
      seen++
    }
    expect(seen).toBe(WORLD.length)
    await ledger.close()
  })
})
