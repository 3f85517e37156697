import { expect } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import type { Acknowledged } from './programs.ts'
import type { StoreKind } from './stores.ts'

/** The ledger verifies, holds every entry that was acknowledged with its records, and its views are in step with it. */
export async function expectAllKept(
  store: StoreKind,
  address: string,
  { kept, moment }: { readonly kept: ReadonlyMap<number, Acknowledged>; readonly moment: string },
): Promise<void> {
  if (kept.size === 0) return
  expect((await verifyLedger(address)).broken, moment).toBeNull()
  const hashes = (await store.rows(address, 'select hash from entry order by sequence')).flat()
  const dispatches = new Set((await store.rows(address, 'select dispatch_id from event')).flat())
  const reviews = new Set((await store.rows(address, 'select sequence from review')).flat())
  const readings = new Set((await store.rows(address, 'select number from reading')).flat())
  const isShown = ({ id, sequence, state }: Acknowledged) => {
    if (state === 'accept' || state === 'reject') return reviews.has(sequence)
    return dispatches.has(id) && (state !== 'read-again' || readings.has(sequence))
  }
  const lost = [...kept.values()].filter(line => hashes[line.sequence - 1] !== line.hash || !isShown(line))
  expect(lost, moment).toEqual([])
  const through = await store.rows(address, `select through from view_state where name = 'live'`)
  expect(through, moment).toEqual([[hashes.length]])
}
