import { describe, expect, test } from 'vitest'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { findProcessObjects } from '../../src/ledger/queries/process.ts'
import { STORES, viewsIn, type StoreKind } from '../support/stores.ts'
import { openWorld, tickingClock, WORLD, WORLD_VERSION } from '../support/world.ts'

/** A world in which people have decided, a text came anew and one was read again. */
async function livelyWorld(address: string): Promise<Ledger> {
  const ledger = await openWorld(address)
  const [first, second] = WORLD
  const [proposal] = (await findProcessObjects(ledger.reader, { kind: ['proposal'] })).rows
  await ledger.transact(async writer => {
    await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })
    await writer.review({ record: 'ev-met', decision: 'reject', reviewer: 'boris' })
    await writer.correct({ record: 'ev-met', slot: 'mode', value: ['by-phone'], reviewer: 'amina' })
    await writer.correct({ record: proposal!.id, slot: 'terms', value: { days: 10 }, reviewer: 'amina' })
    const again = { ...WORLD_VERSION, engine: '0.2.0' }
    await writer.record({ dispatch: first!.document, name: 'a', receivedAt: null }, first!, again)
    const dispatch = { ...second!.document, text: `${second!.document.text} It went on.` }
    await writer.record({ dispatch, name: 'a', receivedAt: null }, second!, WORLD_VERSION)
    await writer.store({ dispatch: { ...dispatch, id: 'unread' }, name: 'b', receivedAt: null })
  })
  return ledger
}

// prettier-ignore
const SCHEMA = {
  SQLite: 'select type, name, tbl_name from sqlite_schema order by 1, 2',
  PostgreSQL: `select indexname, indexdef from pg_indexes where schemaname = current_schema()
    union all select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = current_schema()::regnamespace
    order by 1, 2`,
}
const schemaOf = (store: StoreKind, address: string) => store.rows(address, SCHEMA[store.name])

describe.each(STORES)('rebuild, on $name', store => {
  test('comes to the very rows that were kept up to date', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const before = [await viewsIn(store, address), await schemaOf(store, address)]
    expect(await ledger.rebuild({ batch: 4 })).toEqual({ finished: true, entries: 16 })
    expect([await viewsIn(store, address), await schemaOf(store, address)]).toEqual(before)
    await ledger.rebuild()
    expect([await viewsIn(store, address), await schemaOf(store, address)]).toEqual(before)
    await ledger.close()
  })
  test('mends views that were changed by hand', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const before = await viewsIn(store, address)
    await store.tamper(address, `delete from event; update dispatch set title = 'lies'; delete from dispatch_search`)
    expect(await viewsIn(store, address)).not.toEqual(before)
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(before)
    await ledger.close()
  })
  test('can be stopped, shows the old views until it is done, and goes on where it was', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const before = await viewsIn(store, address)
    const stop = new AbortController()
    const seen: number[] = []
    const meanwhile: Promise<unknown>[] = []
    const progress = (done: number) => {
      seen.push(done)
      meanwhile.push(viewsIn(store, address))
      if (done === 6) stop.abort()
    }
    expect(await ledger.rebuild({ batch: 3, progress, signal: stop.signal })).toEqual({ finished: false, entries: 6 })
    expect(await ledger.rebuild({ batch: 3, progress })).toEqual({ finished: true, entries: 16 })
    expect(seen).toEqual([3, 6, 9, 12, 15, 16])
    for (const views of await Promise.all(meanwhile)) expect(views).toEqual(before)
    expect(await viewsIn(store, address)).toEqual(before)
    await ledger.close()
  })
  test('takes in what is added meanwhile', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const other = await openLedger(address, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    let added = false
    const progress = async () => {
      if (added) return
      added = true
      const dispatch = { ...WORLD[3]!.document, id: 'late' }
      await other.transact(writer => writer.record({ dispatch, name: 'c', receivedAt: null }, WORLD[3]!, WORLD_VERSION))
    }
    const { entries } = await ledger.rebuild({ batch: 5, progress: () => void progress() })
    expect(entries).toBe(18)
    const before = await viewsIn(store, address)
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(before)
    expect((await countAll(other.reader)).dispatches).toBe(WORLD.length + 2)
    await other.close()
    await ledger.close()
  })
  test('is shared by two processes that begin it at once', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const before = await viewsIn(store, address)
    const other = await openLedger(address, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    const both = await Promise.all([ledger.rebuild({ batch: 2 }), other.rebuild({ batch: 3 })])
    expect(both).toEqual([
      { finished: true, entries: 16 },
      { finished: true, entries: 16 },
    ])
    expect(await viewsIn(store, address)).toEqual(before)
    await Promise.all([ledger.close(), other.close()])
  })
  test('begins anew where words are taken away meanwhile, and holds none of them', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const other = await openLedger(address, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    const seen: number[] = []
    let redacting: Promise<unknown> | null = null
    const progress = (done: number) => {
      seen.push(done)
      redacting ??= redact()
    }
    const redact = async () => {
      await other.transact(writer => writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'boris' }))
      await other.scrub()
    }
    expect(await ledger.rebuild({ batch: 1, progress })).toEqual({ finished: true, entries: 17 })
    await redacting
    expect(seen.filter(done => done === 1)).toHaveLength(2)
    const rebuilt = await viewsIn(store, address)
    expect(JSON.stringify(rebuilt)).not.toContain('shelled a village')
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(rebuilt)
    await Promise.all([ledger.close(), other.close()])
  })
  test('begins anew after words were taken away while it was stopped', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const stop = new AbortController()
    await ledger.rebuild({ batch: 9, progress: () => stop.abort(), signal: stop.signal }) // prettier-ignore
    expect(await store.rows(address, 'select id from next_dispatch')).not.toEqual([])
    await ledger.transact(writer => writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'boris' }))
    await ledger.scrub()
    expect(await store.rows(address, 'select id from next_dispatch')).toEqual([])
    const seen: number[] = []
    await ledger.rebuild({ batch: 9, progress: done => seen.push(done) })
    expect(seen).toEqual([9, 17])
    const rebuilt = await viewsIn(store, address)
    expect(JSON.stringify(rebuilt)).not.toContain('shelled a village')
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(rebuilt)
    await ledger.close()
  })
  test('begins again where a stopped one was made by other rules', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    const before = await viewsIn(store, address)
    const stop = AbortSignal.abort()
    await ledger.rebuild({ signal: stop })
    await store.tamper(address, `update view_state set projection = 0, through = 9 where name = 'next'`)
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(before)
    await ledger.close()
  })
  test('is due where the views were computed by other rules, and nothing is added before', async () => {
    const address = store.fresh()
    const ledger = await livelyWorld(address)
    await store.tamper(address, `update view_state set projection = 0 where name = 'live'`)
    const review = () =>
      ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'a' }))
    await expect(review()).rejects.toMatchObject({ code: 'VIEWS_OUTDATED' })
    await ledger.rebuild()
    expect((await review()).sequence).toBe(17)
    await ledger.close()
  })
  test('is not due for a ledger without entries, whatever rules it was made by', async () => {
    const address = store.fresh()
    await (await openLedger(address, { clock: tickingClock() })).close()
    await store.tamper(address, `update view_state set projection = 0 where name = 'live'`)
    const ledger = await openWorld(address)
    const before = await viewsIn(store, address)
    await ledger.rebuild()
    expect(await viewsIn(store, address)).toEqual(before)
    await ledger.close()
  })
})
