import { describe, expect, test } from 'vitest'
import { copyLedger } from '../../src/ledger/copy.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { sha256 } from '../../src/ledger/chain.ts'
import { findHappenings, openHappening } from '../../src/ledger/queries/happenings.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { STORES, viewsIn, type StoreKind } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'
import { openWorld, tickingClock, WORLD, WORLD_VERSION } from '../support/world.ts'

const [SQLITE, POSTGRES] = STORES as [StoreKind, StoreKind]
const WAYS = [
  [SQLITE, POSTGRES],
  [POSTGRES, SQLITE],
  [SQLITE, SQLITE],
  [POSTGRES, POSTGRES],
].map(([from, to]) => ({ from: from!, to: to!, way: `${from!.name} to ${to!.name}` }))

/** A world with every kind of entry: people have decided, merged and split, a text came anew, and one was taken away. */
async function livelyWorld(address: string): Promise<Ledger> {
  const ledger = await openWorld(address)
  await ledger.transact(async writer => {
    await writer.review({
      record: 'ev-met',
      decision: 'accept',
      reviewer: 'amina',
      note: 'ü "quoted" \u2028 \0 \ud83d',
    })
    await writer.correct({ record: 'ev-met', slot: 'mode', value: ['by-phone'], reviewer: 'amina' })
    const dispatch = { ...WORLD[1]!.document, text: `${WORLD[1]!.document.text} It went on.` }
    await writer.record({ dispatch, name: 'a', receivedAt: null }, WORLD[1]!, WORLD_VERSION)
    const bytes = Buffer.from([0, 255, 10])
    await writer.store({ dispatch: { ...dispatch, id: 'unread' }, name: 'b', receivedAt: null, bytes })
    const passed = { dispatch: 'unread', text: sha256(dispatch.text), why: 'not-about-this', engine: '0.1.0', score: 0.125 } as const // prettier-ignore
    await writer.append('passed-over', passed)
    const [one, two] = (await findHappenings(writer, {})).rows.map(({ id }) => id).sort() as [string, string]
    await writer.merge({ happenings: [one, two], reviewer: 'amina' })
    const [{ dispatch: where, id: record } = { dispatch: { id: '' }, id: '' }] = (await openHappening(writer, one))
      .reports
    const split = await writer.split({
      happening: one,
      records: [{ dispatch: where.id, record }],
      reviewer: 'boris',
      note: 'another',
    })
    await writer.undo({ entry: split.sequence, reviewer: 'boris' })
    await writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' })
  })
  return ledger
}

const chainOf = (store: StoreKind, address: string) => store.rows(address, 'select * from entry order by sequence')
const HEX = { SQLite: 'iif(bytes is null, null, lower(hex(bytes)))', PostgreSQL: `encode(bytes, 'hex')` }
const blobsOf = (store: StoreKind, address: string) =>
  store.rows(address, `select hash, ${HEX[store.name]} from blob order by hash`)

describe.each(WAYS)('a copy from $way', ({ from, to }) => {
  test('has every entry and every byte as they were, and the same views', async () => {
    const [here, there] = [from.fresh(), to.fresh()]
    const ledger = await livelyWorld(here)
    await ledger.rebuild() // rows of records that were taken away keep their numbers until then
    await ledger.close()
    const copied = await copyLedger(here, there, { batch: 3 })
    const { head } = await verifyLedger(here)
    expect(copied).toMatchObject({ entries: 18, head, copy: { head, broken: null } })
    expect(await chainOf(to, there)).toEqual(await chainOf(from, here))
    expect(await blobsOf(to, there)).toEqual(await blobsOf(from, here))
    expect(await viewsIn(to, there)).toEqual(await viewsIn(from, here))
  })

  test('goes on from an earlier one, and takes away there what was taken away here', async () => {
    const [here, there] = [from.fresh(), to.fresh()]
    const ledger = await openWorld(here)
    await copyLedger(here, there)
    await ledger.transact(writer => writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' }))
    await ledger.close()
    expect(await copyLedger(here, there)).toMatchObject({ entries: 1, head: { sequence: 9 }, copy: { broken: null } })
    const copy = await openLedger(there, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    expect(await openDispatch(copy.reader, 'attack')).toMatchObject({ text: '', isRedacted: true })
    expect(await copyLedger(here, there)).toMatchObject({ entries: 0, head: { sequence: 9 } })
    // It is a ledger like any other; once it has entries of its own, it is no copy any more.
    await copy.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'a' }))
    await copy.close()
    await expect(copyLedger(here, there)).rejects.toMatchObject({ code: 'COPY_DIVERGES' })
    expect((await verifyLedger(there)).head.sequence).toBe(10)
  })

  test('is of one moment, though the ledger is added to meanwhile', async () => {
    const [here, there] = [from.fresh(), to.fresh()]
    const ledger = await openWorld(here)
    let adding: Promise<unknown> = Promise.resolve()
    const progress = (done: number) => {
      if (done !== 2) return
      adding = ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'a' }))
    }
    expect(await copyLedger(here, there, { batch: 2, progress })).toMatchObject({ entries: 8, copy: { broken: null } })
    await adding
    await ledger.close()
    expect(await copyLedger(here, there)).toMatchObject({ entries: 1, head: { sequence: 9 } })
  })
})

describe.each(STORES)('a copy from $name', store => {
  test('stops where the ledger is broken', async () => {
    const here = store.fresh()
    await (await openWorld(here)).close()
    await store.tamper(here, `update entry set body = replace(body, 'lang', 'long') where sequence = 5`)
    const there = SQLITE.fresh()
    await expect(copyLedger(here, there, { batch: 2 })).rejects.toMatchObject({ code: 'COPY_BROKEN', details: { sequence: 5 } }) // prettier-ignore
    expect(await verifyLedger(there)).toMatchObject({ broken: null, head: { sequence: 4 } })
  })
  test('of a ledger that is not there is refused, and makes none', async () => {
    const there = SQLITE.fresh()
    await expect(copyLedger(store.fresh(), there)).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
    await expect(verifyLedger(there)).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
  })
})

describe('parley copy', () => {
  test('prints both heads, and they are equal', async () => {
    const [here, there] = [SQLITE.fresh(), POSTGRES.fresh()]
    await (await openWorld(here)).close()
    const head = `8:${(await verifyLedger(here)).head.hash}`
    const out = `Copied 8 entries, 0 were there.\nFrom ${here}, head ${head}\nTo ${there}, head ${head}\n`
    expect(await parley(['copy', here, there])).toEqual({ status: 0, err: '', out })
    const again = await parley(['copy', '--format', 'json', here, there])
    expect(JSON.parse(again.out)).toMatchObject({ from: here, to: there, entries: 0, head: { sequence: 8 }, copy: { broken: null } }) // prettier-ignore
    const reader = await openLedger(there, { clock: tickingClock(), readOnly: true })
    expect((await findEvents(reader.reader, {})).rows).toHaveLength(5)
    await reader.close()
  })
  test('says in one line why it cannot', async () => {
    const [here, there] = [SQLITE.fresh(), POSTGRES.fresh()]
    await (await openWorld(here)).close()
    await (await livelyWorld(there)).close()
    const { status, out, err } = await parley(['copy', here, there])
    expect({ status, out, lines: err.split('\n').length }).toEqual({ status: 1, out: '', lines: 2 })
  })
})
