import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { STORES, type StoreKind } from '../support/stores.ts'
import { openWorld } from '../support/world.ts'

const POSTGRES = STORES[1] as StoreKind

test.each(['origin_key', 'happening_key'])(
  'who writes finds rows of %s by their keys, and reads no whole table',
  async table => {
    const ledger = await openWorld(POSTGRES.fresh())
    const keys = JSON.stringify(Array.from({ length: 40 }, (_, i) => i))
    const plan = await ledger.transact(({ db }) =>
      sql<{ 'QUERY PLAN': string }>`explain select * from ${sql.table(table)}
      where key in (select value::bigint from jsonb_array_elements_text(${keys}::jsonb) as listed (value))`.execute(db),
    )
    const lines = plan.rows.map(row => row['QUERY PLAN']).join('\n')
    expect(lines).toMatch(/Index (Only )?Scan/)
    expect(lines).not.toMatch(/Seq Scan|Hash (Semi )?Join/)
    await ledger.close()
  },
)
