import { describe, expect, test } from 'vitest'
import { ParleyError } from '../../src/errors.ts'
import { countDue } from '../../src/ledger/queries/due.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { findProcessObjects } from '../../src/ledger/queries/process.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { NEXT_VERSION, readersOf, reread } from '../support/rereading.ts'
import { STORES } from '../support/stores.ts'
import { openWorld, WORLD, WORLD_VERSION } from '../support/world.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { ReadMany } from '../../src/ledger/reread.ts'
import type { StoreKind } from '../support/stores.ts'

const [firstRound, secondRound] = WORLD as [(typeof WORLD)[0], (typeof WORLD)[0]]
const met = firstRound.events[0]!
const dispatchOf = (id: string, language = 'en') => ({ id, title: null, text: `Text of ${id}.`, publisher: 'Hill Post', published: '2025-04-19', url: null, language }) // prettier-ignore

async function withWorld(store: StoreKind, work: (ledger: Ledger) => Promise<void>): Promise<void> {
  const ledger = await openWorld(store.fresh())
  try {
    await work(ledger)
    expect((await verifyLedger(ledger.path)).broken).toBeNull()
  } finally {
    await ledger.close()
  }
}

describe.each(STORES)('reading again, on $name', store => {
  test('appends a reading of each dispatch, the latest first, and does nothing when it is asked once more', () =>
    withWorld(store, async ledger => {
      const outcomes = await reread(ledger)
      expect(outcomes.map(({ dispatch }) => dispatch)).toEqual(['hostile', 'attack', 'second-round', 'first-round'])
      expect(outcomes[0]).toMatchObject({ recorded: { state: 'read-again', sequence: 9 }, before: { engine: '0.1.0', sequence: 8 }, changes: { added: [], gone: [], changed: [], same: 1 } }) // prettier-ignore
      const { readings } = await openDispatch(ledger.reader, 'attack')
      expect(readings.map(({ engine, isCurrent }) => [engine, isCurrent])).toEqual([['0.1.0', false], ['0.2.0', true]]) // prettier-ignore
      const before = await readHead(ledger.reader)
      expect(await reread(ledger)).toEqual([])
      expect(await readHead(ledger.reader)).toEqual(before)
    }))
  test('tells what is new, gone and changed, and what was known before can still be asked', () =>
    withWorld(store, async ledger => {
      const { recordedAt } = await readHead(ledger.reader)
      const agreed = { ...met, id: 'ev-agreed', event: 'AGREE' as const, status: 'planned' as const }
      const [round] = firstRound.process.rounds
      const process = { ...firstRound.process, rounds: [{ ...round!, ordinal: 2 }] }
      const outcomes = await reread(ledger, { readers: readersOf({ 'first-round': { events: [agreed], process }, attack: { events: [] } }) }) // prettier-ignore
      const changes = Object.fromEntries(outcomes.map(one => [one.dispatch, 'changes' in one ? one.changes : null]))
      // A happening of the same trigger is the same record, whatever it is called now.
      expect(changes['first-round']?.changed).toMatchObject([
        { id: 'ev-agreed', was: 'ev-met', slots: [{ slot: 'event', old: 'CONSULT', new: 'AGREE' }, { slot: 'status', old: 'happened', new: 'planned' }] }, // prettier-ignore
        { kind: 'round', slots: [{ slot: 'ordinal', old: 1, new: 2 }] },
      ])
      expect(changes['first-round']?.gone.map(({ id }) => id)).toEqual(['ev-freed'])
      expect(changes.attack?.gone.map(({ id }) => id)).toEqual(['ev-shelled'])
      expect((await findEvents(ledger.reader, { dispatch: 'attack' })).rows).toEqual([])
      expect((await findEvents(ledger.reader, { dispatch: 'attack' }, { asOf: recordedAt })).rows).toHaveLength(1)
    }))
  test('keeps reviews and corrections where the record keeps its id, and says which are lost', () =>
    withWorld(store, async ledger => {
      const [proposal] = (await findProcessObjects(ledger.reader, { kind: ['proposal'] })).rows
      await ledger.transact(async writer => {
        await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })
        await writer.correct({ record: 'ev-met', slot: 'status', value: 'denied', reviewer: 'amina' })
        await writer.review({ record: 'ev-freed', decision: 'reject', reviewer: 'amina' })
        await writer.review({ record: proposal!.id, decision: 'accept', reviewer: 'boris' })
      })
      const [old] = secondRound.process.proposals
      const process = { ...secondRound.process, proposals: [{ ...old!, terms: { days: 45 } }] }
      const readers = readersOf({ 'first-round': { events: [{ ...met, status: 'planned' }] }, 'second-round': { process } }) // prettier-ignore
      const fates = (await reread(ledger, { readers })).flatMap(one => ('decisions' in one ? one.decisions : []))
      const now = (await findProcessObjects(ledger.reader, { kind: ['proposal'] })).rows[0]!
      expect(fates).toEqual([
        { record: proposal!.id, kind: 'proposal', fate: 'renamed', now: now.id, review: 'accepted', corrected: [] },
        { record: 'ev-met', kind: 'event', fate: 'kept', now: 'ev-met', review: 'accepted', corrected: ['status'] },
        { record: 'ev-freed', kind: 'event', fate: 'orphaned', now: null, review: 'rejected', corrected: [] },
      ])
      expect(now).toMatchObject({ review: 'unreviewed', record: { terms: { days: 45 } } })
      const held = (await findEvents(ledger.reader, { dispatch: 'first-round' })).rows
      expect(held).toMatchObject([{ id: 'ev-met', review: 'accepted', corrections: 1, record: { status: 'denied' } }])
      // A later version reads it once more: the decision holds again.
      const version = { ...NEXT_VERSION, engine: '0.3.0' }
      const back = await reread(ledger, { version, readers: readersOf({}, version), filter: { dispatch: 'first-round' } }) // prettier-ignore
      expect(back).toMatchObject([{ decisions: [{ fate: 'kept' }, { record: 'ev-freed', fate: 'regained' }] }])
      expect((await findEvents(ledger.reader, { id: 'ev-freed' })).rows[0]?.review).toBe('rejected')
    }))
  test('goes on where it was stopped', () =>
    withWorld(store, async ledger => {
      const stop = new AbortController()
      const readers = readersOf()
      const stopping: ReadMany = { ...readers, read: given => (stop.abort(), readers.read(given)) }
      expect((await reread(ledger, { readers: stopping, batch: 1, signal: stop.signal })).length).toBeLessThan(4)
      const left = await countDue(ledger.reader, {}, NEXT_VERSION)
      expect(await reread(ledger)).toHaveLength(left)
      expect((await ledger.reader.db.selectFrom('reading').selectAll().execute())).toHaveLength(8) // prettier-ignore
    }))
  test('writes nothing in a dry run, and tells the same', () =>
    withWorld(store, async ledger => {
      const readers = readersOf({ attack: { events: [] } })
      const before = await readHead(ledger.reader)
      const told = await reread(ledger, { readers, isDryRun: true })
      expect(await readHead(ledger.reader)).toEqual(before)
      const done = await reread(ledger, { readers })
      expect(told).toEqual(done.map(outcome => ({ ...outcome, recorded: null })))
    }))
  test('leaves alone what is redacted, passed over, or in another language, and reads what was never read', () =>
    withWorld(store, async ledger => {
      await ledger.transact(async writer => {
        await writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' })
        const incoming = (id: string, language?: string) => ({ dispatch: dispatchOf(id, language), name: id, receivedAt: null }) // prettier-ignore
        await writer.passOver(incoming('goal'), { why: 'not-about-this', engine: '0.1.0', score: -2 })
        await writer.store(incoming('french', 'fr'))
        await writer.store(incoming('unread'))
      })
      const read = async (filter = {}) => (await reread(ledger, { filter, isDryRun: true })).map(({ dispatch }) => dispatch) // prettier-ignore
      expect(await read()).toEqual(['unread', 'hostile', 'second-round', 'first-round'])
      expect(await read({ all: true })).toEqual(['unread', 'goal', 'hostile', 'second-round', 'first-round'])
      expect(await read({ publisher: 'Hill Post' })).toEqual(['unread'])
      expect(await read({ from: '2025-04-01', to: '2025-04-18' })).toEqual(['hostile', 'second-round'])
      expect(await read({ dispatch: 'attack' })).toEqual([])
      await reread(ledger, { filter: { all: true } })
      // What was read once is read again, whatever a gate says of it.
      const version = { ...NEXT_VERSION, engine: '0.3.0' }
      const again = await reread(ledger, { version, readers: readersOf({}, version), isDryRun: true })
      expect(again.map(({ dispatch }) => dispatch)).toContain('goal')
    }))
  test('goes on after a dispatch that cannot be read, and tries it again the next time', () =>
    withWorld(store, async ledger => {
      const readers = readersOf()
      const failure = new ParleyError('READING_BROKE', { name: 'attack', problem: 'its worker ended' })
      const breaking: ReadMany = { ...readers, read: async given => (await readers.read(given)).map((result, i) => (given[i]?.id === 'attack' ? { failure } : result)) } // prettier-ignore
      expect((await reread(ledger, { readers: breaking })).map(one => 'failure' in one)).toEqual([false, true, false, false]) // prettier-ignore
      expect((await findEvents(ledger.reader, { dispatch: 'attack' })).rows).toHaveLength(1)
      expect((await reread(ledger)).map(({ dispatch }) => dispatch)).toEqual(['attack'])
    }))
  test('leaves out what got another text, or was read by another process, while it was read', () =>
    withWorld(store, async ledger => {
      const readers = readersOf()
      const { document: attack } = WORLD[2]!
      const meddling: ReadMany = {
        ...readers,
        async read(given) {
          await ledger.transact(async writer => {
            await writer.store({ dispatch: { ...attack, text: 'Another text.' }, name: 'a', receivedAt: null })
            await writer.record(
              { dispatch: firstRound.document, name: 'a', receivedAt: null },
              firstRound,
              NEXT_VERSION,
            )
          })
          return readers.read(given)
        },
      }
      expect((await reread(ledger, { readers: meddling })).map(({ dispatch }) => dispatch)).toEqual(['hostile', 'second-round']) // prettier-ignore
      expect(WORLD_VERSION.engine).not.toBe(NEXT_VERSION.engine)
    }))
})
