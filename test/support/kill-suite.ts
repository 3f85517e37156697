import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { killOften, type Victim } from './kills.ts'
import { writeDispatches } from './programs.ts'
import { viewsIn, type StoreKind } from './stores.ts'

const DISPATCHES = 40_000

/** 40 kills of a store's commands on one ledger. Each store has a file of its own, so that both run at once. */
export function killSuite(store: StoreKind): void {
  describe(`whenever a command is killed, the ledger on ${store.name} opens, verifies, and holds all that was acknowledged`, () => {
    let folder = ''
    let victim: Victim
    beforeAll(() => {
      folder = mkdtempSync(`${tmpdir()}/parley-`)
      victim = { store, address: store.freshIn(folder), kept: new Map() }
    })
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true })
    })
    test('add, 13 times', async () => {
      const file = writeDispatches(folder, 'kill', DISPATCHES)
      await killOften(victim, { program: 'add-program.ts', args: [file], kills: 13, longest: 700 })
      expect(victim.kept.size).toBeGreaterThan(13)
      expect(victim.kept.size).toBeLessThan(DISPATCHES)
    }, 100_000)
    test('review, 9 times', async () => {
      const before = victim.kept.size
      await killOften(victim, { program: 'review-program.ts', args: ['e-kill-0'], kills: 9, longest: 300 })
      expect(victim.kept.size).toBeGreaterThan(before)
    }, 100_000)
    test('reread, 9 times', async () => {
      const before = victim.kept.size
      await killOften(victim, { program: 'reread-program.ts', args: [], kills: 9, longest: 500 })
      expect(victim.kept.size).toBeGreaterThan(before)
    }, 100_000)
    test('rebuild, 9 times, and the views are what they were', async () => {
      const before = await viewsIn(store, victim.address)
      await killOften(victim, { program: 'rebuild-program.ts', args: [], kills: 9, longest: 1500 })
      expect(await viewsIn(store, victim.address)).toEqual(before)
      const ledger = await openLedger(victim.address, { clock: () => new Date() })
      expect(await ledger.rebuild()).toMatchObject({ finished: true })
      expect(await viewsIn(store, victim.address)).toEqual(before)
      const { sequence } = await ledger.transact(writer => writer.review({ record: 'e-kill-0', decision: 'withdraw', reviewer: 'amina' })) // prettier-ignore
      expect(await verifyLedger(victim.address)).toMatchObject({ broken: null, head: { sequence } })
      await ledger.close()
    }, 100_000)
  })
}
