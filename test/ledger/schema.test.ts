import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { entryHash } from '../../src/ledger/chain.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { APPLICATION, schemaSteps } from '../../src/ledger/sqlite/schema.ts'
import { VIEWS } from '../../src/ledger/tables.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
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

const byTable = (rows: readonly (readonly unknown[])[]) =>
  [...rows].sort((a, b) => String(a[0]).localeCompare(String(b[0])))

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
    // Later steps make some tables anew, at the end: the page keeps its own order of tables.
    expect(byTable(documented)).toEqual(byTable(columns))
  })
  test('has every column in the docs in every table that code knows', () => {
    const sql = schemaSteps().map(step => readFileSync(`src/ledger/schema/${step}`, 'utf8'))
    const tables = new Set(commented(sql.join('\n')).map(([table]) => table))
    expect([...tables].sort()).toEqual(['blob', 'entry', 'view_state', ...VIEWS].sort())
  })
  test('of an earlier version is brought up to date by what may write, and by nothing else; every entry stays as it was', async () => {
    const path = join(freshFolder(), 'ledger.sqlite')
    const body = '{"blobs":[],"dispatch":"d","reviewer":"a","why":"w"}'
    const link = { prevHash: '0'.repeat(64), kind: 'redaction', recordedAt: '2025-01-01T00:00:00.000Z', body }
    const entry = [1, link.kind, link.recordedAt, body, link.prevHash, entryHash(link)]
    look(path, connection => {
      for (const step of schemaSteps().slice(0, 3)) connection.exec(readFileSync(`src/ledger/schema/${step}`, 'utf8'))
      connection.pragma(`application_id = ${APPLICATION}`)
      connection.pragma('user_version = 3')
      connection.prepare('insert into entry values (?, ?, ?, ?, ?, ?)').run(...entry)
      connection.exec('update view_state set through = 1')
    })
    const options = { clock: () => new Date(0) }
    await expect(openLedger(path, { ...options, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_OLDER' })
    const ledger = await openLedger(path, options)
    await expect(ledger.transact(() => Promise.resolve())).rejects.toMatchObject({ code: 'VIEWS_OUTDATED' })
    expect(await ledger.rebuild()).toEqual({ finished: true, entries: 1 })
    await ledger.transact(() => Promise.resolve())
    await ledger.close()
    expect(look(path, connection => connection.prepare('select * from entry').raw().all())).toEqual([entry])
    expect(await verifyLedger(path)).toMatchObject({ broken: null, head: { sequence: 1 } })
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
