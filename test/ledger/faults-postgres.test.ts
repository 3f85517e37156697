import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { expectAllKept } from '../support/kept.ts'
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts'
import { acknowledged, end, start, writeDispatches, type Acknowledged } from '../support/programs.ts'
import { STORES, withClient, type StoreKind } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'
import { openWorld, tickingClock, WORLD } from '../support/world.ts'
import type { LedgerWriter } from '../../src/ledger/writer.ts'

const POSTGRES = STORES[1] as StoreKind
const clock = tickingClock('2025-05-01T00:00:00.000Z')
const review = (writer: LedgerWriter) => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })

/** Ends the connections of this program that are in the state, as an administrator would. */
async function terminate(address: string, state: string): Promise<void> {
  const ended = await withClient(
    address,
    client =>
    client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'parley' and pid <> pg_backend_pid() and state = '${state}'`), // prettier-ignore
  )
  expect(ended.rowCount).toBeGreaterThan(0)
}

describe('a server', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => {
    server.remove()
  })

  test('that stops in the middle of adding ends it in one clear line; once it runs again, all that was acknowledged is there, and adding goes on', async () => {
    const file = writeDispatches(freshFolder(), 'stop', 40_000)
    const kept = new Map<number, Acknowledged>()
    for (const mode of ['immediate', 'fast', 'immediate'] as const) {
      const child = start('add-program.ts', [server.address, file])
      const ended = end(child)
      await new Promise(resolve => child.stdout?.once('data', resolve))
      await sleep(Math.random() * 500)
      server.stop(mode)
      const { status, out, err } = await ended
      expect({ status, err }).toEqual({
        status: 1,
        err: expect.stringMatching(
          /^The (connection to the )?ledger postgres:\/\/\S+ (broke|cannot be opened) \(.*\).*\n$/,
        ) as string,
      })
      for (const line of acknowledged(out)) kept.set(line.sequence, line)
      expect(await parley(['verify', '--ledger', server.address])).toMatchObject({
        status: 1,
        err: expect.stringMatching(/^The ledger \S+ cannot be opened \(.*ECONNREFUSED.*\).*\n$/) as string,
      })
      server.start()
      await expectAllKept(POSTGRES, server.address, { kept, moment: mode })
    }
    expect(kept.size).toBeGreaterThan(3)
  }, 60_000)

  test('that stops lets a program that stays open go on once it runs again', async () => {
    const address = `${server.address}?schema=stays`
    const ledger = await openWorld(address)
    server.stop('fast')
    await expect(countAll(ledger.reader)).rejects.toMatchObject({ code: expect.stringMatching(/^LEDGER_(LOST|UNOPENABLE)$/) as string }) // prettier-ignore
    await expect(ledger.transact(review)).rejects.toMatchObject({ code: expect.stringMatching(/^LEDGER_(LOST|UNOPENABLE)$/) as string }) // prettier-ignore
    server.start()
    expect((await countAll(ledger.reader)).events).toBe(5)
    expect((await ledger.transact(review)).sequence).toBe(9)
    await ledger.close()
  })

  test('that ends a connection in the middle of a transaction leaves nothing of it, and the next goes through', async () => {
    const address = `${server.address}?schema=ended`
    const ledger = await openWorld(address)
    const lost = ledger.transact(async writer => {
      await review(writer)
      await terminate(address, 'idle in transaction')
      await review(writer)
    })
    await expect(lost).rejects.toMatchObject({ code: 'LEDGER_LOST' })
    expect((await findEvents(ledger.reader, { review: ['accepted'] })).rows).toEqual([])
    expect((await ledger.transact(review)).sequence).toBe(9)
    expect(await verifyLedger(address)).toMatchObject({ broken: null, head: { sequence: 9 } })
    await ledger.close()
  })
  test('that ends an idle connection is connected to again without a word', async () => {
    const address = `${server.address}?schema=idle`
    const ledger = await openWorld(address)
    await countAll(ledger.reader)
    await terminate(address, 'idle')
    await sleep(200)
    expect((await countAll(ledger.reader)).events).toBe(5)
    expect((await ledger.transact(review)).sequence).toBe(9)
    await ledger.close()
  })

  test('is reached by its socket as well', async () => {
    const address = `${server.socketAddress}&schema=socket`
    await (await openWorld(address)).close()
    expect(await verifyLedger(`${server.address}?schema=socket`)).toMatchObject({ broken: null, head: { sequence: 8 } })
    expect((await parley(['query', 'events', '--ledger', address, '--id', 'ev-met'])).out).toContain('ev-met')
  })

  test.each(['entry', 'blob'])('whose disk has spoiled the table of %s says so, and verify says where', async table => {
    const address = `${server.address}?schema=spoiled_${table}`
    await (await openWorld(address)).close()
    const [[file]] = (await POSTGRES.rows(address, `select pg_relation_filepath('${table}')`)) as [[string]]
    server.stop('fast')
    const descriptor = openSync(join(server.cluster, file), 'r+')
    writeSync(descriptor, Buffer.alloc(24, 0xaa), 0, 24, 0)
    closeSync(descriptor)
    server.start()
    expect((await verifyLedger(address)).broken).toMatchObject({ sequence: 1, problem: expect.stringContaining('damaged') as string }) // prettier-ignore
    const reading = openLedger(address, { clock, readOnly: true }).then(async ledger => {
      await openDispatch(ledger.reader, 'attack').finally(() => ledger.close())
    })
    await expect(reading).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' })
  })
})

describe('a lock that is held', () => {
  test('is waited for, and named when it is held too long; reading goes on meanwhile', async () => {
    const address = POSTGRES.fresh()
    await (await openWorld(address)).close()
    const ledger = await openLedger(address, { clock, waitMs: 300 })
    const other = await openLedger(address, { clock })
    let release: () => void = () => undefined
    const holding = other.transact(() => new Promise<void>(resolve => (release = resolve)))
    await sleep(100)
    await expect(ledger.transact(review)).rejects.toMatchObject({ code: 'LEDGER_BUSY' })
    expect((await countAll(ledger.reader)).dispatches).toBe(WORLD.length)
    setTimeout(() => {
      release()
    }, 50)
    expect((await ledger.transact(review)).sequence).toBe(9)
    await holding
    await Promise.all([ledger.close(), other.close()])
  })
})

describe('readers', () => {
  test('see whole views while they are rebuilt, and stop nothing', async () => {
    const address = POSTGRES.fresh()
    const ledger = await openWorld(address)
    let isDone = false
    const reading = Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let i = 0; !isDone; i++) expect((await findEvents(ledger.reader, { text: 'doha' })).rows).toHaveLength(2)
      }),
    )
    for (let i = 0; i < 5; i++) expect(await ledger.rebuild({ batch: 3 })).toEqual({ finished: true, entries: 8 })
    isDone = true
    await reading
    await ledger.close()
  })
})

describe('rights and views of others', () => {
  test('stay when the views are rebuilt', async () => {
    const address = POSTGRES.fresh()
    const ledger = await openWorld(address)
    const schema = new URL(address).searchParams.get('schema') ?? ''
    const role = `"Analyst ${schema}"`
    await withClient(address, client => client.query(`create role ${role} login; grant usage on schema ${schema} to ${role};
      grant select on all tables in schema ${schema} to ${role}`)) // prettier-ignore
    await ledger.rebuild()
    const theirs = new URL(address)
    theirs.username = encodeURIComponent(`Analyst ${schema}`)
    const reading = await openLedger(theirs.href, { clock, readOnly: true })
    expect((await findEvents(reading.reader, { text: 'doha' })).rows).toHaveLength(2)
    await reading.close()
    await withClient(address, client => client.query('create view met as select * from event where category = $$CONSULT$$')) // prettier-ignore
    await expect(ledger.rebuild()).rejects.toMatchObject({ code: 'VIEWS_USED', details: { reason: expect.stringContaining('event') as string } }) // prettier-ignore
    expect((await findEvents(ledger.reader, {})).rows).toHaveLength(5)
    await withClient(address, client => client.query('drop view met'))
    expect(await ledger.rebuild()).toEqual({ finished: true, entries: 8 })
    await ledger.close()
  })
})

describe('a database that lacks something', () => {
  test('of room says so, keeps what was acknowledged, and goes on once there is some', async () => {
    const address = POSTGRES.fresh()
    const ledger = await openWorld(address)
    // A full disk needs a disk: the server's own answer to one is given by a trigger.
    await withClient(address, client => client.query(`create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert on review execute function full_disk()`)) // prettier-ignore
    await expect(ledger.transact(review)).rejects.toMatchObject({ code: 'LEDGER_FULL' })
    expect(await verifyLedger(address)).toMatchObject({ broken: null, head: { sequence: 8 } })
    await withClient(address, client => client.query('drop function full_disk cascade'))
    expect((await ledger.transact(review)).sequence).toBe(9)
    await ledger.close()
  })
  test('of the right to write lets the ledger be read and verified', async () => {
    const address = POSTGRES.fresh()
    await (await openWorld(address)).close()
    const schema = new URL(address).searchParams.get('schema') ?? ''
    const role = `reader_${schema}`
    await withClient(address, client => client.query(`create role ${role} login; grant usage on schema ${schema} to ${role};
      grant select on all tables in schema ${schema} to ${role}`)) // prettier-ignore
    const theirs = address.replace('//parley@', `//${role}@`)
    const ledger = await openLedger(theirs, { clock })
    expect((await countAll(ledger.reader)).events).toBe(5)
    await expect(ledger.transact(review)).rejects.toMatchObject({ code: 'LEDGER_READ_ONLY' })
    expect(await verifyLedger(theirs)).toMatchObject({ broken: null })
    await ledger.close()
    // The same where the database as a whole may only be read.
    await withClient(address, client => client.query(`alter role ${role} set default_transaction_read_only = on;
      grant all on all tables in schema ${schema} to ${role}`)) // prettier-ignore
    const { status, err } = await parley(['review', 'ev-met', 'accept', '--ledger', theirs])
    expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^The ledger \S+ cannot be written to .*\n$/) as string }) // prettier-ignore
    expect((await parley(['query', 'events', '--ledger', theirs, '--id', 'ev-met'])).status).toBe(0)
  })
})
