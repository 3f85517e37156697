import { afterEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openLedger } from '../../src/ledger/ledger.ts'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { openLoopback, type Loopback } from '../support/loopback.ts'
import { end, start } from '../support/programs.ts'
import { STORES, withClient, type StoreKind } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'
import { openWorld, tickingClock } from '../support/world.ts'
import type { LedgerWriter } from '../../src/ledger/writer.ts'

const POSTGRES = STORES[1] as StoreKind
const clock = tickingClock('2025-05-01T00:00:00.000Z')
const review = (writer: LedgerWriter) => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })
const WAITING = `select count(*)::int as n from pg_locks as held join pg_locks as waiting using (locktype, classid, objid)
  where held.pid = pg_backend_pid() and locktype = 'advisory' and not waiting.granted`
const LOST = /^The connection to the ledger postgres:\S+ broke \(the server does not answer\): [^\n]+\n$/

let way: Loopback | null = null
afterEach(() => way?.close())

/** A world in a database that is reached by a way that can be cut; waits are a second. */
async function farWorld(): Promise<{ way: Loopback; near: string; far: string }> {
  const near = POSTGRES.fresh()
  await (await openWorld(near)).close()
  way = await openLoopback(near)
  const far = new URL(way.address)
  far.searchParams.set('connect_timeout', '1')
  far.searchParams.set('keepalives_idle', '1')
  return { way, near, far: far.href }
}

describe('a server whose host is gone', () => {
  test('in the middle of a transaction ends it, and nothing of it is kept', async () => {
    const { way, near, far } = await farWorld()
    const ledger = await openLedger(far, { clock })
    const lost = ledger.transact(async writer => {
      await review(writer)
      way.swallow()
      await review(writer)
    })
    await expect(lost).rejects.toMatchObject({ code: 'LEDGER_LOST', details: { reason: 'the server does not answer' } })
    await expect(ledger.transact(review)).rejects.toMatchObject({ code: 'LEDGER_UNOPENABLE' })
    way.restore()
    expect(await verifyLedger(near)).toMatchObject({ broken: null, head: { sequence: 8 } })
    await ledger.close()
  }, 20_000)

  test('while somebody reads is said by the query under way, and the next goes through once it is back', async () => {
    const { way, far } = await farWorld()
    const ledger = await openLedger(far, { clock, readOnly: true })
    await countAll(ledger.reader)
    way.swallow()
    await expect(countAll(ledger.reader)).rejects.toMatchObject({ code: 'LEDGER_LOST' })
    way.restore()
    expect((await countAll(ledger.reader)).events).toBe(5)
    await ledger.close()
  }, 20_000)

  test('ends a command with one line, at work or before it begins', async () => {
    const { way, near, far } = await farWorld()
    const child = start('parley-program.ts', ['review', 'ev-met', 'accept', '--ledger', far])
    const ended = end(child)
    // Who wants to write waits for this lock: the command is at work when its host goes.
    await withClient(near, async client => {
      const schema = new URL(near).searchParams.get('schema') ?? ''
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`parley ledger ${schema}`])
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await client.query<{ n: number }>(WAITING) // prettier-ignore
        waiting = rows[0]?.n ?? 0
      }
      way.swallow()
      expect(await ended).toEqual({ status: 1, out: '', err: expect.stringMatching(LOST) as string })
      await client.query('rollback')
    })
    const refused = await parley(['query', 'events', '--ledger', far])
    expect(refused).toEqual({ status: 1, out: '', err: expect.stringMatching(/cannot be opened \(timeout expired\)/) as string }) // prettier-ignore
  }, 30_000)
})

test('work that takes longer than a server may be silent goes on', async () => {
  const { far } = await farWorld()
  const ledger = await openLedger(far, { clock })
  const slept = ledger.transact(async writer => {
    await sql`select pg_sleep(4)`.execute(writer.db)
    return review(writer)
  })
  expect((await slept).sequence).toBe(9)
  await ledger.close()
}, 20_000)

test('a server lets go of a lock soon where the program’s own host is gone', async () => {
  const { far } = await farWorld()
  const ledger = await openLedger(far, { clock })
  const setting = sql<{ waits: string }>`select current_setting('tcp_user_timeout') as waits`
  expect(await ledger.transact(async ({ db }) => (await setting.execute(db)).rows)).toEqual([{ waits: '60000' }])
  await ledger.close()
})

test.each(['connect_timeout=soon', 'keepalives_idle=86400'])('%s is refused in one line', async setting => {
  const address = `${POSTGRES.fresh()}&${setting}`
  const { status, err } = await parley(['verify', '--ledger', address])
  expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^The ledger \S+ cannot be opened \(\w+=\w+ is no number of seconds from 1 to 3600\).*\n$/) as string }) // prettier-ignore
})
