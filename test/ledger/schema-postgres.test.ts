import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { newestVersion, postgresSteps } from '../../src/ledger/postgres/schema.ts'
import { schemaSteps } from '../../src/ledger/sqlite/schema.ts'
import { VIEWS } from '../../src/ledger/tables.ts'
import { STORES, type StoreKind } from '../support/stores.ts'

const [SQLITE, POSTGRES] = STORES as [StoreKind, StoreKind]
const TABLES = ['entry', 'blob', 'view_state', ...VIEWS]
const clock = () => new Date(0)

async function freshLedger(store: StoreKind): Promise<string> {
  const address = store.fresh()
  await (await openLedger(address, { clock })).close()
  return address
}

// What SQLite calls integer, PostgreSQL keeps in four or eight bytes.
const KINDS: Readonly<Record<string, string>> = {
  integer: 'INTEGER',
  bigint: 'INTEGER',
  text: 'TEXT',
  bytea: 'BLOB',
  'double precision': 'REAL',
}

describe('the schemas of both stores', () => {
  test('have the same tables with the same columns in the same order, of the same kind, and may be null alike', async () => {
    const [file, database] = [await freshLedger(SQLITE), await freshLedger(POSTGRES)]
    for (const table of TABLES.filter(name => !name.endsWith('_search'))) {
      const here = await SQLITE.rows(file, `select name, type, "notnull" or pk > 0 from pragma_table_info('${table}')`)
      const there = await POSTGRES.rows(
        database,
        `select column_name, data_type, case when is_nullable = 'NO' then 1 else 0 end from information_schema.columns
         where table_schema = current_schema() and table_name = '${table}' order by ordinal_position`,
      )
      expect(
        there.map(([name, kind, isNeeded]) => [name, KINDS[String(kind)], isNeeded]),
        table,
      ).toEqual(here)
    }
    const tables = await POSTGRES.rows(database, `select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`) // prettier-ignore
    expect(tables.flat().sort()).toEqual([...TABLES].sort())
  })
  test('have the same tables of full text', async () => {
    const [file, database] = [await freshLedger(SQLITE), await freshLedger(POSTGRES)]
    for (const table of TABLES.filter(name => name.endsWith('_search'))) {
      const here = await SQLITE.rows(file, `select name from pragma_table_info('${table}')`)
      const there = await POSTGRES.rows(database, `select attname from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 order by attnum`) // prettier-ignore
      expect(there).toEqual([['rowid'], ...here, ['words']])
    }
  })
  test('have the same indexes by name, and compare texts by their bytes', async () => {
    const [file, database] = [await freshLedger(SQLITE), await freshLedger(POSTGRES)]
    const here = await SQLITE.rows(
      file,
      `select name from sqlite_schema where type = 'index' and sql is not null order by name`,
    )
    const there = await POSTGRES.rows(
      database,
      `select indexname from pg_indexes where schemaname = current_schema()
       and indexname not like '%_pkey' and indexname not like '%_key' and indexname not like '%_by_word' order by indexname collate "C"`,
    )
    expect(there).toEqual(here)
    const others = await POSTGRES.rows(
      database,
      `select table_name, column_name from information_schema.columns
       where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'`,
    )
    expect(others).toEqual([])
  })
  test('say the same of each column', () => {
    const said = (sql: string) =>
      new Map(
        [...sql.matchAll(/^create (?:virtual )?table (\w+)[^(]*\(\n(.*?)^\)/gims)].map(([, table = '', body = '']) => [
          table,
          [...body.matchAll(/^ {2}(\w+)\b.*? -- (.*)$/gm)].map(([, column, comment]) => [column, comment]),
        ]),
      )
    const here = said(readFileSync('test/ledger/schema.sql', 'utf8').replaceAll('"entry"', 'entry'))
    const there = said(postgresSteps().map(step => readFileSync(`src/ledger/schema/postgres/${step}`, 'utf8')).join('\n')) // prettier-ignore
    expect([...there.keys()].sort()).toEqual([...TABLES].sort())
    for (const table of TABLES) expect(there.get(table), table).toEqual(here.get(table))
  })
  test('are at one version', () => {
    expect(newestVersion()).toBe(schemaSteps().length)
  })
})

describe('the schema in PostgreSQL', () => {
  const look = (address: string) => POSTGRES.rows(address, `select obj_description('entry'::regclass), (select count(*) from view_state)`) // prettier-ignore
  test('is applied once, and a second time does no harm', async () => {
    const address = await freshLedger(POSTGRES)
    const before = await look(address)
    await (await openLedger(address, { clock })).close()
    expect(await look(address)).toEqual(before)
    expect(before).toEqual([[`Parley ledger, schema ${newestVersion()}`, 1]])
  })
  test('is made once when twelve open the database at the same moment', async () => {
    const address = POSTGRES.fresh()
    const opening = Array.from({ length: 12 }, () => openLedger(address, { clock }))
    for (const ledger of await Promise.all(opening)) await ledger.close()
    expect(await look(address)).toEqual([[`Parley ledger, schema ${newestVersion()}`, 1]])
  })
  test('of a later Parley is refused, and so are tables of another program', async () => {
    const address = await freshLedger(POSTGRES)
    await POSTGRES.tamper(address, `comment on table entry is 'Parley ledger, schema 99'`)
    await expect(openLedger(address, { clock })).rejects.toMatchObject({ code: 'LEDGER_NEWER' })
    await POSTGRES.tamper(address, `comment on table entry is 'Entries of a diary'`)
    await expect(openLedger(address, { clock })).rejects.toMatchObject({ code: 'LEDGER_FOREIGN' })
    await expect(openLedger(address, { clock, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_FOREIGN' })
  })
  test('of an earlier Parley can be read by nothing before something that may write has opened it', async () => {
    const address = await freshLedger(POSTGRES)
    await POSTGRES.tamper(address, `comment on table entry is 'Parley ledger, schema 3'`)
    await expect(openLedger(address, { clock, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_OLDER' })
  })
  test('that is missing is not made by reading', async () => {
    const address = POSTGRES.fresh()
    await expect(openLedger(address, { clock, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
    await expect(openLedger(address, { clock, mustExist: true })).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
  })
})
