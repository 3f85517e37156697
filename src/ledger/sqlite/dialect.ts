import { sql, type Kysely } from 'kysely'
import { shadowName } from '../shadow.ts'
import type { Dialect } from '../dialect.ts'
import type { Term } from '../queries/match.ts'
import type { Tables } from '../tables.ts'

/** What only SQLite says so: FTS5, and definitions in `sqlite_schema`. */
export const sqliteDialect: Dialect = {
  matches: (table, terms) => sql<boolean>`${sql.table(table)} match ${matchExpression(terms)}`,
  listed: json => sql`(select value from json_each(${json}))`,
  pairs: json => sql`select value ->> 0, value ->> 1 from json_each(${json})`,
  holds: (column, piece) => sql`instr(${sql.ref(column)}, ${sql.lit(piece)}) > 0`,
  relevance: () => sql`bm25(dispatch_search, 5.0, 1.0)`,
  makeShadow,
  swapShadows: async (db, views) => {
    for (const view of views) await replaceView(db, view)
  },
}

/** The terms as an FTS5 query; every word is quoted, so that no input is an error. */
export function matchExpression(terms: readonly Term[]): string {
  const quoted = ({ text, isBeginning }: Term) => `"${text.replaceAll('"', '""')}"${isBeginning ? ' *' : ''}`
  const wanted = terms.filter(term => !term.isUnwanted).map(quoted)
  const unwanted = terms.filter(term => term.isUnwanted).map(term => ` NOT ${quoted(term)}`)
  return `(${wanted.join(' AND ')})${unwanted.join('')}`
}

const madeTable = /^(create\s+(?:virtual\s+)?table\s+)"?\w+"?/i
const madeIndex = /^(create\s+index\s+)\w+\s+on\s+"?\w+"?/i

async function makeShadow(db: Kysely<Tables>, view: string, isNeeded: (index: string) => boolean): Promise<void> {
  for (const { kind, name, statement } of await definitions(db, view)) {
    if (kind === 'table') await sql.raw(statement.replace(madeTable, `$1${shadowName(view)}`)).execute(db)
    else if (isNeeded(name)) await sql.raw(statement.replace(madeIndex, `$1${shadowName(name)} on ${shadowName(view)}`)).execute(db) // prettier-ignore
  }
}

async function replaceView(db: Kysely<Tables>, view: string): Promise<void> {
  const indexes = (await definitions(db, view)).filter(made => made.kind === 'index')
  await sql`drop table ${sql.id(view)}`.execute(db)
  await sql`alter table ${sql.id(shadowName(view))} rename to ${sql.id(view)}`.execute(db)
  for (const { name, statement } of indexes) {
    await sql`drop index if exists ${sql.id(shadowName(name))}`.execute(db)
    await sql.raw(statement).execute(db)
  }
}

/** How the schema makes a table and its indexes: the one place where that is written. */
async function definitions(db: Kysely<Tables>, table: string) {
  const made = sql<{ kind: string; name: string; statement: string }>`
    select type as kind, name, sql as statement from sqlite_schema
    where tbl_name = ${table} and sql is not null order by type desc`
  return (await made.execute(db)).rows
}
