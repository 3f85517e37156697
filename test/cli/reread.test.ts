import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { rereadAll, type RereadSetting } from '../../src/cli/reread.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { ReadMany } from '../../src/ledger/reread.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { acknowledged, end, start } from '../support/programs.ts'
import { NEXT_VERSION, readersOf } from '../support/rereading.ts'
import { parley } from '../support/terminal.ts'
import { WITNESS, witnessReading } from '../support/witness.ts'
import { openWorld, tickingClock, WORLD, WORLD_VERSION } from '../support/world.ts'

const met = WORLD[0]!.events[0]!

/** `parley reread` over the world, with a reader that needs no model and reads some of it otherwise. */
async function rereadWorld(flags: { format: 'summary' | 'json'; dryRun?: boolean }) {
  const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
  await ledger.transact(writer => writer.review({ record: 'ev-freed', decision: 'accept', reviewer: 'amina' }))
  await ledger.close()
  return rereadWith(ledger.path, flags, readersOf({ 'first-round': { events: [{ ...met, status: 'planned' }] } }))
}

async function rereadWith(path: string, flags: RereadSetting['flags'], readers: ReadMany) {
  let out = ''
  const print = (text: string) => Promise.resolve(void (out += text))
  const log = { warn: () => undefined, progress: () => undefined }
  const terminal = { log, print, isTerminal: false, columns: 100, colours: false, stdin: process.stdin }
  const setting = { flags, terminal, version: NEXT_VERSION, readers, due: 4 }
  const status = await useLedger(path, {}, opened => rereadAll(opened, setting))
  return { status, out }
}

describe('parley reread', () => {
  test('prints what changed, a review that has lost its record, and totals', async () => {
    const { status, out } = await rereadWorld({ format: 'summary' })
    expect(status).toBe(0)
    expect(out).toBe(
      [
        'First round ends in Doha · first-round',
        '  ~ consult · Democratic Republic of the Congo · planned “Delegations of the Congolese government a…',
        '    ev-met',
        '    status: happened → planned',
        '  - agree · Democratic Republic of the Congo, River Front · planned “The two sides agreed to free 1…',
        '  ! ev-freed (accepted): reviewed, no longer read',
        '',
        '4 read again, 1 with changes.',
        'Gone: 1 AGREE',
        'Changed slots: 1 status',
        '14 records as before; decisions: 0 stand, 1 are on records no longer read so',
        '',
      ].join('\n'),
    )
  })
  test('prints a line of JSON for each dispatch, with its entry once that is on the disk', async () => {
    const lines = acknowledged((await rereadWorld({ format: 'json' })).out)
    expect(lines.map(({ id, sequence, state }) => [id, sequence, state])).toEqual([
      ['hostile', 10, 'read-again'],
      ['attack', 11, 'read-again'],
      ['second-round', 12, 'read-again'],
      ['first-round', 13, 'read-again'],
    ])
    expect(lines[3]).toMatchObject({ changed: [{ slots: [{ slot: 'status' }] }], gone: [{ id: 'ev-freed' }], decisions: [{ fate: 'orphaned' }] }) // prettier-ignore
    const dry = acknowledged((await rereadWorld({ format: 'json', dryRun: true })).out)
    expect(dry[3]).toMatchObject({ sequence: null, hash: null, state: 'dry-run', gone: [{ id: 'ev-freed' }] })
  })
  test.each(['summary', 'json'] as const)(
    'withholds the names of private persons in a %s; --names shows them',
    async format => {
      const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
      const reading = witnessReading()
      const incoming = { dispatch: reading.document, name: 'a', receivedAt: null }
      await ledger.transact(writer => writer.record(incoming, reading, WORLD_VERSION))
      await ledger.close()
      const otherwise = readersOf({ witness: { ...reading, events: [{ ...reading.events[0]!, attribution: [] }] } })
      const { out } = await rereadWith(ledger.path, { format, dryRun: true }, otherwise)
      expect(out).toContain('What [name withheld] saw')
      expect(out).not.toContain('Oakbough')
      const named = await rereadWith(ledger.path, { format, dryRun: true, names: true }, otherwise)
      expect(named.out).toContain(`What ${WITNESS} saw`)
    },
  )
  test('refuses what it cannot do in one line', async () => {
    const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
    await ledger.close()
    const failing = async (...args: string[]) => (await parley(['reread', '--ledger', ledger.path, ...args])).err
    expect(await failing('--jobs', 'many')).toMatch(/^--jobs many is no number from 1 to 256/)
    expect(await failing('--from', 'June')).toMatch(/^--from June is no day/)
    expect(await failing('--dispatch', 'none')).toMatch(/holds no dispatch none/)
    const none = join(freshFolder(), 'none.sqlite')
    expect(await parley(['reread', '--ledger', none])).toMatchObject({ status: 1, out: '' })
  })
  test('stops after the batch under way when it is interrupted, says how to go on, and goes on with the rest', async () => {
    const path = join(freshFolder(), 'ledger.sqlite')
    const ledger = await openLedger(path, { clock: tickingClock() })
    const count = 64
    await ledger.transact(async writer => {
      for (let i = 0; i < count; i++) {
        const text = `Envoys of Iran and Iraq met in Doha for round ${i} of talks. `.repeat(4)
        const dispatch = { id: `d-${i}`, title: null, text, publisher: null, published: '2025-06-03', url: null, language: 'en' } // prettier-ignore
        await writer.store({ dispatch, name: 'a', receivedAt: null })
      }
    })
    await ledger.close()
    const child = start('parley-program.ts', ['reread', '--ledger', path, '--jobs', '1', '--format', 'json'])
    const ended = end(child)
    if (child.stdout !== null) await once(child.stdout, 'data')
    child.kill('SIGINT')
    const { status, out, err } = await ended
    const done = acknowledged(out).length
    expect(done).toBeLessThan(count)
    expect({ status, err }).toEqual({ status: 1, err: `Stopped after ${done} of ${count} dispatches: run parley reread again to go on\n` }) // prettier-ignore
    expect(await verifyLedger(path)).toMatchObject({ broken: null, head: { sequence: count + done } })
    const rest = await parley(['reread', '--ledger', path, '--jobs', '2', '--format', 'json'])
    expect(rest.err).toBe('')
    expect(acknowledged(rest.out)).toHaveLength(count - done)
    expect((await parley(['reread', '--ledger', path])).out).toMatch(/^Nothing to read again/)
  }, 120_000)
})
