import { describe, expect, test } from 'vitest'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { STORES, type StoreKind } from '../support/stores.ts'
import { openWorld, tickingClock, WORLD } from '../support/world.ts'

const POSTGRES = STORES[1] as StoreKind
const ENTRIES = 11

async function writtenLedger(): Promise<string> {
  const address = POSTGRES.fresh()
  const ledger = await openWorld(address)
  await ledger.transact(async writer => {
    await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina', note: 'ü \ufffd' })
    await writer.correct({ record: 'ev-met', slot: 'status', value: 'denied', reviewer: 'amina' })
    await writer.store({ dispatch: { ...WORLD[0]!.document, id: 'raw' }, name: 'r', receivedAt: null, bytes: Buffer.from([0, 255, 10]) }) // prettier-ignore
  })
  await ledger.close()
  return address
}

/** Makes the change and looks, then takes the change back. */
async function brokenBy(address: string, change: string, undo: string) {
  await POSTGRES.tamper(address, change)
  const { broken } = await verifyLedger(address)
  await POSTGRES.tamper(address, undo)
  return broken
}

describe('verifyLedger on PostgreSQL', () => {
  test('says that an untouched chain holds, with its head, and holds on to it when the chain has grown', async () => {
    const address = await writtenLedger()
    const { head, broken, blobs } = await verifyLedger(address)
    expect({ broken, blobs, sequence: head.sequence }).toEqual({ broken: null, blobs: 9, sequence: ENTRIES })
    const ledger = await openLedger(address, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'reject', reviewer: 'boris' }))
    await ledger.close()
    expect((await verifyLedger(address, { head })).broken).toBeNull()
  })

  test.each(['kind', 'recorded_at', 'body', 'prev_hash', 'hash'])(
    'names the entry in whose %s a letter was changed',
    async column => {
      const address = await writtenLedger()
      await POSTGRES.tamper(address, 'alter table entry drop constraint entry_kind_check; alter table entry drop constraint entry_recorded_at_check; alter table entry drop constraint entry_body_check') // prettier-ignore
      for (let sequence = 1; sequence <= ENTRIES; sequence++) {
        const [[value = '']] = (await POSTGRES.rows(
          address,
          `select ${column} from entry where sequence = ${sequence}`,
        )) as [[string]]
        const at = (sequence * 7) % value.length
        const changed = value.slice(0, at) + (value[at] === '4' ? '5' : '4') + value.slice(at + 1)
        const set = (text: string) => `update entry set ${column} = $text$${text}$text$ where sequence = ${sequence}`
        expect(await brokenBy(address, set(changed), set(value))).toMatchObject({ sequence })
      }
      expect((await verifyLedger(address)).broken).toBeNull()
    },
  )

  test('names the entry whose bytes were changed, shortened or taken away', async () => {
    const address = await writtenLedger()
    const stands = `select entry.sequence, blob.hash, encode(blob.bytes, 'hex') from blob
      join entry on position(blob.hash in entry.body) > 0 order by entry.sequence, blob.hash`
    const found = [...(await POSTGRES.rows(address, stands))].reverse() as [number, string, string][]
    const first = new Map(found.map(([sequence, hash, hex]) => [hash, { sequence, hex }]))
    expect(first.size).toBe(9)
    for (const [hash, { sequence, hex }] of first) {
      const set = (value: string) => `update blob set bytes = ${value} where hash = '${hash}'`
      for (const change of [`set_byte(bytes, 0, 1)`, `substr(bytes, 2)`, `'\\x'`, 'null']) {
        const broken = await brokenBy(address, set(change), set(`decode('${hex}', 'hex')`))
        expect(broken).toMatchObject({ sequence })
      }
    }
    expect((await verifyLedger(address)).broken).toBeNull()
  })

  test.each([
    ['delete from entry where sequence = 3', 3, /entry 3 is missing/],
    ['delete from entry where sequence = 1', 1, /entry 1 is missing/],
    ['update entry set sequence = 99 where sequence = 11', 11, /entry 11 is missing: the next is 99/],
    [`delete from blob where position(hash in (select body from entry where sequence = 2)) > 0`, 2, /are missing/],
    [`insert into blob values ('${'a'.repeat(64)}', '\\x00')`, ENTRIES, /no entry speaks/],
    ['update entry set hash = upper(hash) where sequence = 5', 5, /does not give its hash/],
  ])('after `%s` points at entry %i', async (statement, sequence, problem) => {
    const address = await writtenLedger()
    await POSTGRES.tamper(address, statement)
    expect((await verifyLedger(address)).broken).toMatchObject({ sequence, problem: expect.stringMatching(problem) as string }) // prettier-ignore
  })

  test('finds a missing tail, but only against a head that was noted', async () => {
    const address = await writtenLedger()
    const { head } = await verifyLedger(address)
    await POSTGRES.tamper(address, `delete from blob where position(hash in (select body from entry where sequence = 11)) > 0
      and position(hash in (select string_agg(body, '') from entry where sequence < 11)) = 0; delete from entry where sequence > 9`) // prettier-ignore
    expect((await verifyLedger(address)).broken).toBeNull()
    expect((await verifyLedger(address, { head })).broken).toMatchObject({ sequence: 10, problem: expect.stringContaining('tail is missing') as string }) // prettier-ignore
  })

  test('knows a redaction from bytes that are only gone', async () => {
    const address = await writtenLedger()
    const ledger = await openLedger(address, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    await ledger.transact(writer => writer.redact({ dispatch: 'attack', why: 'names "a victim" ]', reviewer: 'amina' }))
    expect((await countAll(ledger.reader)).dispatches).toBe(WORLD.length + 1)
    await ledger.close()
    expect((await verifyLedger(address)).broken).toBeNull()
  })
})
