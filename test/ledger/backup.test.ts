import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { runPostgresProgram } from '../support/postgres-server.ts'
import { postgresAddress, STORES, viewsIn, withClient, type StoreKind } from '../support/stores.ts'
import { openWorld, tickingClock, WORLD, WORLD_VERSION } from '../support/world.ts'

const [SQLITE, POSTGRES] = STORES as [StoreKind, StoreKind]

async function lively(address: string): Promise<Ledger> {
  const ledger = await openWorld(address)
  await ledger.transact(async writer => {
    await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' })
    await writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' })
  })
  return ledger
}

/** It holds what was backed up, refuses what a ledger refuses, and is gone on with. */
async function expectRestored(store: StoreKind, restored: string, original: string): Promise<void> {
  const { head } = await verifyLedger(original)
  expect(await verifyLedger(restored, { head })).toMatchObject({ broken: null, head })
  expect(await viewsIn(store, restored)).toEqual(await viewsIn(store, original))
  const change = store.name === 'SQLite' ? inSqlite(restored) : withClient(restored, client => client.query('delete from entry')) // prettier-ignore
  await expect(change).rejects.toThrow(/append-only/)
  const ledger = await openLedger(restored, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
  const again = { ...WORLD_VERSION, engine: '0.2.0' }
  await ledger.transact(writer => writer.record({ dispatch: WORLD[0]!.document, name: 'a', receivedAt: null }, WORLD[0]!, again)) // prettier-ignore
  expect((await findEvents(ledger.reader, { text: 'doha' })).rows).toHaveLength(2)
  expect(await ledger.rebuild()).toMatchObject({ finished: true })
  expect(await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'withdraw', reviewer: 'amina' }))).toMatchObject({ sequence: head.sequence + 2 }) // prettier-ignore
  await ledger.close()
  expect((await verifyLedger(restored, { head })).broken).toBeNull()
}

async function inSqlite(path: string): Promise<void> {
  const connection = new SQLite(path)
  try {
    await Promise.resolve(connection.exec('delete from entry'))
  } finally {
    connection.close()
  }
}

describe('a backup', () => {
  test('of a file, made by SQLite while it is open, is a ledger', async () => {
    const original = SQLITE.fresh()
    const ledger = await lively(original)
    const folder = freshFolder()
    const [byBackup, byVacuum] = [join(folder, 'backup.sqlite'), join(folder, 'vacuum.sqlite')]
    const connection = new SQLite(original)
    await connection.backup(byBackup) // what `.backup` does
    connection.prepare('vacuum into ?').run(byVacuum)
    connection.close()
    await ledger.close()
    await expectRestored(SQLITE, byBackup, original)
    await expectRestored(SQLITE, byVacuum, original)
  })
  test.each([[[]], [['--single-transaction']]])(
    'of a database, by pg_dump and pg_restore %j into another database, is a ledger',
    async options => {
      const original = POSTGRES.fresh()
      const ledger = await lively(original)
      const schema = new URL(original).searchParams.get('schema') ?? ''
      const file = join(freshFolder(), 'ledger.dump')
      await runPostgresProgram('pg_dump', ['-Fc', '-n', schema, '-f', file, postgresAddress()])
      await ledger.close()
      const database = `restored_${schema}`
      await withClient(original, client => client.query(`create database ${database}`))
      const other = new URL(postgresAddress())
      other.pathname = `/${database}`
      await runPostgresProgram('pg_restore', [...options, '--exit-on-error', '-d', other.href, file])
      other.searchParams.set('schema', schema)
      await expectRestored(POSTGRES, other.href, original)
    },
  )
})
