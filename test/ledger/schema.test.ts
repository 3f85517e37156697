import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { APPLICATION, schemaSteps } from '../../src/ledger/schema.ts'
import { VIEWS } from '../../src/ledger/tables.ts'
import { freshFolder } from '../support/folder.ts'
import { look } from '../support/ledger-file.ts'

async function freshLedger(): Promise<string> {
  const ledger = await openLedger(join(freshFolder(), 'ledger.sqlite'), { clock: () => new Date(0) })
  await ledger.close()
  return ledger.path
}

/** The schema as `sqlite3 ledger.sqlite .schema` prints it, without what full text makes for itself. */
function dump(path: string): string {
  const own = "sql is not null and name not glob '*_search_*'"
  const statements = look(path, connection => connection.prepare(`select sql from sqlite_schema where ${own}`).pluck().all()) // prettier-ignore
  return statements.map(statement => `${String(statement)};\n`).join('\n')
}

/** Tables with their columns and the comment behind each, from SQL. */
function commented(sql: string): [table: string, column: string, comment: string | undefined][] {
  return [...sql.matchAll(/^create (?:virtual )?table (\w+)[^(]*\(\n(.*?)^\)/gims)].flatMap(
    ([, table = '', body = '']) =>
      body
        .split('\n')
        .filter(line => /^ {2}(?!primary key|content =)\w/.test(line))
        .map((line): [string, string, string | undefined] => {
          const [, column = '', comment] = /^ {2}(\w+)[^]*?(?: -- (.*))?$/.exec(line) ?? []
          return [table, column, comment]
        }),
  )
}

describe('the schema', () => {
  test('is the one in test/ledger/schema.sql, so that a review sees what changes', async () => {
    await expect(dump(await freshLedger())).toMatchFileSnapshot('schema.sql')
  })
  test('has a comment on each column, and docs/ledger.md says the same', async () => {
    const columns = commented(dump(await freshLedger()))
    expect(columns.length).toBeGreaterThan(100)
    expect(columns.filter(([, , comment]) => comment === undefined)).toEqual([])
    const page = readFileSync('docs/ledger.md', 'utf8')
    const documented = [...page.matchAll(/^### (\w+)\n(.*?)(?=^#|(?![^]))/gms)].flatMap(([, table, body = '']) =>
      [...body.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, column, comment]) => [table, column, comment]),
    )
    expect(documented).toEqual(columns)
  })
  test('has every column in the docs in every table that code knows', () => {
    const sql = schemaSteps().map(step => readFileSync(`src/ledger/schema/${step}`, 'utf8'))
    const tables = new Set(commented(sql.join('\n')).map(([table]) => table))
    expect([...tables].sort()).toEqual(['blob', 'entry', 'view_state', ...VIEWS].sort())
  })
  test('is applied once, and a second time does no harm', async () => {
    const path = await freshLedger()
    const before = dump(path)
    await (await openLedger(path, { clock: () => new Date(0) })).close()
    expect(dump(path)).toBe(before)
    const pragmas = look(path, connection => [
      connection.pragma('application_id', { simple: true }),
      connection.pragma('user_version', { simple: true }),
      connection.pragma('journal_mode', { simple: true }),
    ])
    expect(pragmas).toEqual([APPLICATION, schemaSteps().length, 'wal'])
  })
  test('is made once when twenty open the file at the same moment', async () => {
    const path = join(freshFolder(), 'ledger.sqlite')
    const opening = Array.from({ length: 20 }, () => openLedger(path, { clock: () => new Date(0) }))
    for (const ledger of await Promise.all(opening)) await ledger.close()
    expect(dump(path)).toBe(dump(await freshLedger()))
  })
})

describe('the program in docs/ledger.md', () => {
  test('is in the page as it is tried here', () => {
    const page = readFileSync('docs/ledger.md', 'utf8')
    const program = readFileSync('test/ledger/check_chain.py', 'utf8')
    expect(page).toContain(program)
  })
})
