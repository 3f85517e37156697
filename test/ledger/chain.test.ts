import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson, entryHash, GENESIS } from '../../src/ledger/chain.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { STORES } from '../support/stores.ts'
import { openWorld, WORLD, WORLD_VERSION } from '../support/world.ts'

describe('entryHash', () => {
  test('is SHA-256 over layout, previous hash, kind, time and body, with line feeds between', () => {
    const link = { prevHash: GENESIS, kind: 'review', recordedAt: '2025-06-03T00:00:00.000Z', body: '{"a":"ü"}' }
    const bytes = `parley-entry-1\n${'0'.repeat(64)}\nreview\n2025-06-03T00:00:00.000Z\n{"a":"ü"}`
    expect(entryHash(link)).toBe(createHash('sha256').update(bytes, 'utf8').digest('hex'))
  })
})

describe('canonicalJson', () => {
  test('sorts keys, leaves out what is undefined and writes numbers one way', () => {
    expect(canonicalJson({ b: [1.0, 1e21, null], a: { z: undefined, é: '\u2028' } })).toBe('{"a":{"é":"\u2028"},"b":[1,1e+21,null]}') // prettier-ignore
  })
  test('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ n: NaN })).toThrow()
    expect(() => canonicalJson(undefined)).toThrow()
  })
})

describe.each(STORES)('the chain, on $name', store => {
  test('ties each entry to the one before', async () => {
    const path = store.fresh()
    await (await openWorld(path)).close()
    const columns = 'kind, recorded_at, body, prev_hash, hash'
    const rows = (await store.rows(path, `select ${columns} from entry order by sequence`)) as string[][]
    expect(rows).toHaveLength(2 * WORLD.length)
    let prevHash = GENESIS
    for (const [kind = '', recordedAt = '', body = '', prev_hash, hash] of rows) {
      expect(prev_hash).toBe(prevHash)
      expect(hash).toBe(entryHash({ prevHash, kind, recordedAt, body }))
      expect(body).toBe(canonicalJson(JSON.parse(body)))
      prevHash = hash ?? ''
    }
  })
  test('never goes back in time, whatever the clock does', async () => {
    const path = store.fresh()
    const times = ['2025-06-03T10:00:00.000Z', '2025-06-03T09:00:00.000Z', '2025-06-03T11:00:00.000Z']
    const ledger = await openLedger(path, { clock: () => new Date(times.shift() ?? '2025-06-03T11:00:00.000Z') })
    for (const { document } of WORLD.slice(0, 3)) {
      await ledger.transact(writer => writer.store({ dispatch: document, name: 'a', receivedAt: null }))
    }
    const recorded = await ledger.reader.db.selectFrom('entry').select('recorded_at').orderBy('sequence').execute()
    expect(recorded.map(row => row.recorded_at.slice(11, 13))).toEqual(['10', '10', '11'])
    await ledger.close()
  })
  test('holds no word of a dispatch: those are in blobs, so that they can be redacted', async () => {
    const path = store.fresh()
    await (await openWorld(path)).close()
    const bodies = await store.rows(path, 'select body from entry')
    expect(bodies.join()).not.toMatch(/Goma|prisoners|Kivu/)
  })
})

describe.each(STORES)('transact, on $name', store => {
  test('keeps nothing of a transaction that fails', async () => {
    const path = store.fresh()
    const ledger = await openWorld(path)
    const failing = ledger.transact(async writer => {
      await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })
      throw new Error('in the middle')
    })
    await expect(failing).rejects.toThrow('in the middle')
    expect(await ledger.reader.db.selectFrom('review').selectAll().execute()).toEqual([])
    const { sequence } = await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })) // prettier-ignore
    expect(sequence).toBe(2 * WORLD.length + 1)
    await ledger.close()
  })
  test('runs one after the other within a process', async () => {
    const path = store.fresh()
    const ledger = await openLedger(path, { clock: () => new Date(0) })
    const all = WORLD.map(
      reading =>
      ledger.transact(writer => writer.record({ dispatch: reading.document, name: 'a', receivedAt: null }, reading, WORLD_VERSION)), // prettier-ignore
    )
    expect((await Promise.all(all)).map(({ sequence }) => sequence)).toEqual([2, 4, 6, 8])
    await ledger.close()
  })
})
