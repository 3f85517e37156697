import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { STORES, viewsIn, withClient, type StoreKind } from '../support/stores.ts'
import { openWorld } from '../support/world.ts'

const HEX = 'f'.repeat(64)
const LAST = `select hash from entry order by sequence desc limit 1`
const POSTGRES = STORES[1] as StoreKind

const REFUSED = [
  `update entry set body = '{}' where sequence = 1`,
  `update entry set sequence = sequence + 100`,
  `update entry set hash = '${HEX}' where sequence = 3`,
  `delete from entry`,
  `delete from entry where sequence = 8`,
  `truncate entry`,
  `truncate entry, blob cascade`,
  `insert into entry select * from entry where sequence = 1`,
  `insert into entry select * from entry where sequence = 1 on conflict (sequence) do update set body = '{}'`,
  `insert into entry select sequence, kind, recorded_at, body, prev_hash, '${HEX}' from entry on conflict do nothing`,
  `insert into entry values (9, 'review', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}'),
     (10, 'review', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${'e'.repeat(64)}')`,
  `insert into entry values (9, 'review', '2030-01-01T00:00:00.000Z', '{}', '${HEX}', '${HEX}')`,
  `insert into entry values (null, 'review', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '1999-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'gossip', '2030-01-01T00:00:00.000Z', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '2030-01-01', '{}', (${LAST}), '${HEX}')`,
  `insert into entry values (9, 'review', '2030-01-01T00:00:00.000Z', '{', (${LAST}), '${HEX}')`,
  `delete from blob`,
  `delete from blob where hash in (select hash from blob limit 1)`,
  `truncate blob`,
  `update blob set bytes = '\\x00'`,
  `update blob set bytes = null`,
  `update blob set hash = '${HEX}' where hash in (select hash from blob limit 1)`,
  `insert into blob (hash, bytes) select hash, '\\x00' from blob on conflict (hash) do update set bytes = '\\x00'`,
  `merge into blob using (select 1) as one on true when matched then update set bytes = null`,
  `with gone as (delete from entry returning *) select * from gone`,
]

describe.each(['origin', 'replica'])('as a session of replication role %s', role => {
  let address = ''
  beforeAll(async () => {
    address = POSTGRES.freshIn(mkdtempSync(tmpdir()))
    await (await openWorld(address)).close()
  })

  test.each(REFUSED)('PostgreSQL itself refuses: %s', async statement => {
    const before = await viewsIn(POSTGRES, address)
    const change = withClient(address, async client => {
      await client.query(`set session_replication_role = ${role}`)
      await client.query(statement)
    })
    await expect(change).rejects.toThrow(/append|violates/)
    expect(await verifyLedger(address)).toMatchObject({ broken: null, head: { sequence: 8 } })
    expect(await viewsIn(POSTGRES, address)).toEqual(before)
  })
})
