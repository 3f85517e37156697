import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

async function world(): Promise<string> {
  const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
  await ledger.close()
  return ledger.path
}

describe('parley review', () => {
  test('appends a decision and prints its entry', async () => {
    const ledger = await world()
    const { status, out } = await parley(['review', 'ev-met', 'reject', '--reviewer', 'amina', '--ledger', ledger])
    expect(status).toBe(0)
    expect(out).toBe(`Recorded as entry 9:${(await verifyLedger(ledger)).head.hash}\n`)
    const shown = await parley(['query', 'events', '--review', 'rejected', '--ledger', ledger])
    expect(JSON.parse(shown.out)).toMatchObject({ id: 'ev-met', review: 'rejected' })
    await parley(['review', 'ev-met', 'withdraw', '--reviewer', 'amina', '--ledger', ledger])
    expect((await parley(['query', 'events', '--review', 'rejected', '--ledger', ledger])).out).toBe('')
  })
  test('corrects a slot', async () => {
    const ledger = await world()
    const corrected = await parley(['review', 'ev-met', 'correct', 'mode', '["video"]', '--ledger', ledger])
    expect(corrected.status).toBe(0)
    const { out } = await parley(['query', 'events', '--id', 'ev-met', '--ledger', ledger])
    expect(JSON.parse(out)).toMatchObject({ corrections: 1, record: { mode: ['video'] } })
  })
  test.each([
    [['ev-met', 'maybe'], 2, /maybe is no decision/],
    [['ev-met', 'accept', 'status'], 2, /accept is no decision/],
    [['ev-met', 'correct', 'status'], 2, /needs a slot and a value/],
    [['ev-met', 'correct', 'status', 'denied'], 2, /is no JSON/],
    [['ev-met', 'correct', 'status', '"rumoured"'], 1, /Slot status cannot hold that value/],
    [['ev-none', 'accept'], 1, /holds no record ev-none/],
  ])('refuses %j', async (args, status, message) => {
    const refused = await parley(['review', ...args, '--ledger', await world()])
    expect(refused.status).toBe(status)
    expect(refused.err).toMatch(message)
  })
})
