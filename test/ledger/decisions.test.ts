import { describe, expect, test } from 'vitest'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findProcessObjects } from '../../src/ledger/queries/process.ts'
import { searchDispatches } from '../../src/ledger/queries/search.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { reviewState } from '../../src/ledger/views/effective.ts'
import { STORES, viewsIn } from '../support/stores.ts'
import { openWorld, tickingClock, WORLD, WORLD_VERSION } from '../support/world.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'

const eventNow = async ({ reader }: Ledger, id: string) => (await findEvents(reader, { id })).rows[0]!

describe('reviewState', () => {
  const by = (reviewer: string, decision: string) => ({ reviewer, decision })
  test('follows the latest decision of each reviewer', () => {
    expect(reviewState([])).toBe('unreviewed')
    expect(reviewState([by('amina', 'accept')])).toBe('accepted')
    expect(reviewState([by('amina', 'accept'), by('amina', 'reject')])).toBe('rejected')
    expect(reviewState([by('amina', 'accept'), by('amina', 'withdraw')])).toBe('unreviewed')
  })
  test('keeps two reviewers who disagree visible', () => {
    expect(reviewState([by('amina', 'accept'), by('boris', 'reject')])).toBe('disputed')
    expect(reviewState([by('amina', 'accept'), by('boris', 'reject'), by('boris', 'withdraw')])).toBe('accepted')
  })
})

describe.each(STORES)('a review, on $name', store => {
  test('shows in the record at once, and not in what was known before', async () => {
    const ledger = await openWorld(store.fresh())
    const before = (await eventNow(ledger, 'ev-met')).recordedAt
    const note = 'seen in the communiqué'
    await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina', note }))
    expect(await eventNow(ledger, 'ev-met')).toMatchObject({ review: 'accepted', sequence: 9 })
    expect((await findEvents(ledger.reader, { id: 'ev-met' }, { asOf: before })).rows[0]).toMatchObject({ review: 'unreviewed' }) // prettier-ignore
    expect((await findEvents(ledger.reader, { review: ['accepted'] })).rows).toHaveLength(1)
    expect((await openDispatch(ledger.reader, 'first-round')).reviews).toMatchObject([{ decision: 'accept', note }])
    await ledger.close()
  })
  test('stays with the record when a later reading says the same', async () => {
    const ledger = await openWorld(store.fresh())
    const [reading] = WORLD
    const dispatch = reading!.document
    const [round] = (await findProcessObjects(ledger.reader, { kind: ['round'], round: 1 })).rows
    await ledger.transact(async writer => {
      await writer.review({ record: 'ev-met', decision: 'reject', reviewer: 'amina' })
      await writer.review({ record: round!.id, decision: 'accept', reviewer: 'amina' })
      await writer.correct({ record: 'ev-met', slot: 'status', value: 'denied', reviewer: 'amina' })
      const version = { ...WORLD_VERSION, engine: '0.2.0' }
      await writer.record({ dispatch, name: 'a', receivedAt: null }, reading!, version)
    })
    expect(await eventNow(ledger, 'ev-met')).toMatchObject({ review: 'rejected', corrections: 1, record: { status: 'denied' } }) // prettier-ignore
    expect((await findProcessObjects(ledger.reader, { id: round!.id })).rows[0]).toMatchObject({ review: 'accepted' })
    await ledger.close()
  })
  test('is refused for a record that is not there', async () => {
    const ledger = await openWorld(store.fresh())
    const review = ledger.transact(writer => writer.review({ record: 'ev-none', decision: 'accept', reviewer: 'a' }))
    await expect(review).rejects.toMatchObject({ code: 'RECORD_UNKNOWN' })
    await ledger.close()
  })
  test('asks for the dispatch where two hold a record of that id', async () => {
    const ledger = await openWorld(store.fresh())
    const [reading] = WORLD
    const dispatch = { ...reading!.document, id: 'reprint' }
    await ledger.transact(writer => writer.record({ dispatch, name: 'a', receivedAt: null }, reading!, WORLD_VERSION))
    const review = { record: 'ev-met', decision: 'accept', reviewer: 'amina' } as const
    await expect(ledger.transact(writer => writer.review(review))).rejects.toMatchObject({ code: 'RECORD_AMBIGUOUS' })
    await ledger.transact(writer => writer.review({ ...review, dispatch: 'reprint' }))
    const { rows } = await findEvents(ledger.reader, { id: 'ev-met' })
    expect(rows.map(row => [row.dispatch.id, row.review])).toEqual([
      ['reprint', 'accepted'],
      ['first-round', 'unreviewed'],
    ])
    await ledger.close()
  })
})

describe.each(STORES)('a correction, on $name', store => {
  test('takes the place of what was read, with the filters that go by it', async () => {
    const ledger = await openWorld(store.fresh())
    const goma = { text: 'Goma', start: 0, end: 4, name: 'Goma', country: 'COD', lat: -1.68, lon: 29.22, resolution: 'city', geonameid: 216281 } // prettier-ignore
    await ledger.transact(async writer => {
      await writer.correct({ record: 'ev-shelled', slot: 'places', value: [goma], reviewer: 'amina' })
      await writer.correct({ record: 'ev-shelled', slot: 'date', value: { text: '', edtf: '2025-04-16', start: '2025-04-16', end: '2025-04-16' }, reviewer: 'amina' }) // prettier-ignore
    })
    expect(await eventNow(ledger, 'ev-shelled')).toMatchObject({
      corrections: 2,
      record: { places: [{ name: 'Goma' }] },
    })
    expect((await findEvents(ledger.reader, { place: 'north kivu' })).rows).toEqual([])
    expect((await findEvents(ledger.reader, { place: 'gom', from: '2025-04-16', to: '2025-04-16' })).rows).toHaveLength(1) // prettier-ignore
    const { corrections } = await openDispatch(ledger.reader, 'attack')
    expect(corrections[0]).toMatchObject({ slot: 'places', old: [{ name: 'North Kivu' }], new: [{ name: 'Goma' }] })
    await ledger.close()
  })
  test('of a process object changes that object alone', async () => {
    const ledger = await openWorld(store.fresh())
    const [proposal] = (await findProcessObjects(ledger.reader, { kind: ['proposal'] })).rows
    const value = { days: 60 }
    await ledger.transact(writer => writer.correct({ record: proposal!.id, slot: 'terms', value, reviewer: 'a' }))
    const { rows } = await findProcessObjects(ledger.reader, { kind: ['proposal'] })
    expect(rows).toMatchObject([
      { id: proposal!.id, corrections: 1, record: { terms: { days: 60 }, issue: 'ceasefire' } },
    ])
    await ledger.close()
  })
  test.each([
    ['evidence', {}, 'SLOT_UNKNOWN'],
    ['toString', 'x', 'SLOT_UNKNOWN'],
    ['status', 'rumoured', 'SLOT_VALUE'],
    ['places', [{ name: 'Goma' }], 'SLOT_VALUE'],
    ['date', { text: '', edtf: null, start: '2025-02-30', end: null }, 'SLOT_VALUE'],
  ])('of %s to %j is refused', async (slot, value, code) => {
    const ledger = await openWorld(store.fresh())
    const correction = ledger.transact(writer => writer.correct({ record: 'ev-met', slot, value, reviewer: 'a' }))
    await expect(correction).rejects.toMatchObject({ code })
    await ledger.close()
  })
  test('is refused where another value stands there than was seen', async () => {
    const ledger = await openWorld(store.fresh())
    const correct = (old: string, value: string) =>
      ledger.transact(writer => writer.correct({ record: 'ev-met', slot: 'status', value, old, reviewer: 'a' }))
    await correct('happened', 'denied')
    await expect(correct('happened', 'planned')).rejects.toMatchObject({ code: 'CORRECTION_STALE' })
    await ledger.close()
  })
})

describe.each(STORES)('a redaction, on $name', store => {
  test('takes the words away from file, lists and full text, and the chain holds', async () => {
    const ledger = await openWorld(store.fresh())
    await ledger.transact(writer => writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' }))
    expect((await openDispatch(ledger.reader, 'attack'))).toMatchObject({ text: '', title: null, isRedacted: true, events: [] }) // prettier-ignore
    expect((await searchDispatches(ledger.reader, 'Kivu')).rows).toEqual([])
    expect((await findEvents(ledger.reader, {}, { asOf: '2025-04-20T08:00:08Z' })).rows.map(row => row.id)).not.toContain('ev-shelled') // prettier-ignore
    expect((await verifyLedger(ledger.path)).broken).toBeNull()
    const kept = await ledger.reader.db.selectFrom('blob').select('bytes').execute()
    expect(kept.map(({ bytes }) => String(bytes)).join()).toContain('Doha')
    expect(kept.map(({ bytes }) => String(bytes)).join()).not.toContain('Kivu')
    // The same words stay away when they come again.
    const { document: dispatch } = WORLD[2]!
    await ledger.transact(writer =>
      writer.store({ dispatch: { ...dispatch, id: 'again' }, name: 'a', receivedAt: null }),
    )
    expect((await openDispatch(ledger.reader, 'again')).isRedacted).toBe(true)
    await ledger.rebuild()
    expect((await openDispatch(ledger.reader, 'attack'))).toMatchObject({ text: '', isRedacted: true, events: [] }) // prettier-ignore
    await ledger.close()
  })
  test('in one transaction with the dispatch and what comes after leaves what a rebuild comes to', async () => {
    const address = store.fresh()
    const ledger = await openLedger(address, { clock: tickingClock() })
    const [first, second, third] = WORLD.map(reading => {
      return { reading, incoming: { dispatch: reading.document, name: 'a', receivedAt: null } }
    })
    await ledger.transact(async writer => {
      await writer.record(first!.incoming, first!.reading, WORLD_VERSION)
      await writer.record(third!.incoming, third!.reading, WORLD_VERSION)
      await writer.redact({ dispatch: third!.reading.document.id, why: 'names a victim', reviewer: 'amina' })
      await writer.record(second!.incoming, second!.reading, WORLD_VERSION)
    })
    expect((await searchDispatches(ledger.reader, 'Kivu')).rows).toEqual([])
    expect((await searchDispatches(ledger.reader, 'Doha')).rows).not.toEqual([])
    const before = await viewsIn(store, address)
    await ledger.rebuild({ batch: 2 })
    expect(await viewsIn(store, address)).toEqual(before)
    await ledger.close()
  })
})
