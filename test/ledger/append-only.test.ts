import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../support/world.ts'
import { viewsOf } from '../support/ledger-file.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { verifyLedger } from '../../src/ledger/verify.ts'

const HEX = 'f'.repeat(64)
const NEXT = `select max(sequence) + 1, 'review', '2030-01-01T00:00:00.000Z', '{}', (select hash from entry order by sequence desc limit 1)`
const LAST = `select hash from entry order by sequence desc limit 1`

const REFUSED = [
  `update entry set body = '{}' where sequence = 1`,
  `update entry set sequence = sequence + 100`,
  `update entry set hash = '${HEX}' where sequence = 3`,
  `update or replace entry set sequence = 2 where sequence = 1`,
  `update or ignore entry set recorded_at = recorded_at`,
  `delete from entry`,
  `delete from entry where sequence = 8`,
  `insert or replace into entry select * from entry where sequence = 2`,
  `replace into entry (sequence, kind, recorded_at, body, prev_hash, hash)
     select sequence, kind, recorded_at, '{}', prev_hash, '${HEX}' from entry where sequence = 8`,
  `insert or replace into entry ${NEXT}, (${LAST}) from entry`,
  `insert into entry select * from entry where sequence = 1 on conflict (sequence) do update set body = '{}'`,
  `insert into entry select sequence, kind, recorded_at, body, prev_hash, '${HEX}' from entry where true
     on conflict do nothing`,
  `insert into entry ${NEXT}, '${HEX}' from entry where false union all
     select 10, 'review', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}'`,
  `insert into entry values (9, 'review', '2030-01-01T00:00:00.000Z', '{}', '${HEX}', '${HEX}')`,
  `insert into entry values (null, 'review', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '1999-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'gossip', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '2030-01-01', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '2030-01-01T00:00:00.000Z', '{', (${LAST}), '${HEX}')`,
  `delete from blob`,
  `delete from blob where hash in (select hash from blob limit 1)`,
  `update blob set bytes = x'00'`,
  `update blob set bytes = null`,
  `update blob set hash = '${HEX}' where rowid = 1`,
  `insert or replace into blob (hash, bytes) select hash, x'00' from blob`,
  `insert into blob (hash, bytes) select hash, x'00' from blob where true on conflict (hash) do update set bytes = x'00'`,
]

describe.each([true, false])('with recursive triggers %s', areRecursive => {
  let path = ''
  beforeAll(async () => {
    path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'ledger.sqlite')
    await (await openWorld(path)).close()
  })

  test.each(REFUSED)('the database itself refuses: %s', async statement => {
    const before = viewsOf(path)
    const connection = new SQLite(path)
    connection.pragma(`recursive_triggers = ${areRecursive ? 'on' : 'off'}`)
    expect(() => connection.exec(statement)).toThrow(/append|constraint failed|cannot store/i)
    connection.close()
    expect((await verifyLedger(path)).broken).toBeNull()
    expect((await verifyLedger(path)).head.sequence).toBe(8)
    expect(viewsOf(path)).toEqual(before)
  })
})
