import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { ParleyError } from '../../errors.ts'
import { shadowName } from '../shadow.ts'
import type { Dialect } from '../dialect.ts'
import type { Term } from '../queries/match.ts'
import type { Tables } from '../tables.ts'

/** What only PostgreSQL says so: its full text, and definitions in its catalogue. */
export const postgresDialect: Dialect = {
  matches: (table, terms) => sql<boolean>`${sql.ref(`${table}.words`)} @@ (${queryOf(terms)})`,
  listed: (json, kind) =>
    sql`(select value::${sql.raw(kind === 'number' ? 'bigint' : 'text')} from jsonb_array_elements_text(${json}::jsonb) as listed (value))`,
  pairs: json =>
    sql`select (pair ->> 0)::bigint, (pair ->> 1)::bigint from jsonb_array_elements(${json}::jsonb) as listed (pair)`,
  holds: (column, piece) => sql`strpos(${sql.ref(column)}, ${sql.lit(piece)}) > 0`,
  // Weights are for D, C, B and A: a text is D, a title A.
  relevance: terms => sql`ts_rank('{0.2, 0, 0, 1}', dispatch_search.words, ${queryOf(terms)}) desc`,
  makeShadow,
  swapShadows,
}

function queryOf(terms: readonly Term[]): RawBuilder<unknown> {
  const parts = terms.map(({ text, isBeginning, isUnwanted }) => {
    const term = sql`term(${text}, ${isBeginning})`
    return isUnwanted ? sql`!! ${term}` : term
  })
  return sql.join(parts, sql` && `)
}

async function makeShadow(db: Kysely<Tables>, view: string, isNeeded: (index: string) => boolean): Promise<void> {
  const shadow = sql.id(shadowName(view))
  await sql`create table ${shadow} (like ${sql.id(view)} including all excluding indexes)`.execute(db)
  for (const { name, key, statement } of await indexesOf(db, view)) {
    if (key !== null)
      await sql`alter table ${shadow} add constraint ${sql.id(shadowName(name))} ${sql.raw(key)}`.execute(db) // prettier-ignore
    else if (isNeeded(name)) await makeIndex(db, { view, name, statement })
  }
}

interface Index {
  readonly view: string
  readonly name: string
  /** As the catalogue writes it: `CREATE INDEX name ON schema.table USING …`. */
  readonly statement: string
}

async function makeIndex(db: Kysely<Tables>, { view, name, statement }: Index): Promise<void> {
  const how = sql.raw(statement.replace(/^.*? USING /, ''))
  await sql`create index if not exists ${sql.id(shadowName(name))} on ${sql.id(shadowName(view))} using ${how}`.execute(
    db,
  )
}

async function swapShadows(db: Kysely<Tables>, views: readonly string[]): Promise<void> {
  const indexes = new Map<string, readonly string[]>()
  // What takes long comes before the lock: whoever reads waits only while names change.
  for (const view of views) {
    const own = await indexesOf(db, view)
    for (const { name, key, statement } of own) if (key === null) await makeIndex(db, { view, name, statement })
    await sql`analyze ${sql.id(shadowName(view))}`.execute(db)
    await copyGrants(db, view)
    indexes.set(view, own.map(({ name }) => name)) // prettier-ignore
  }
  await lockViews(db, views)
  for (const view of views) {
    await sql`drop table ${sql.id(view)}`.execute(db)
    await sql`alter table ${sql.id(shadowName(view))} rename to ${sql.id(view)}`.execute(db)
    for (const name of indexes.get(view) ?? []) {
      await sql`alter index ${sql.id(shadowName(name))} rename to ${sql.id(name)}`.execute(db)
    }
  }
}

/** Who may read the view, may read what takes its place. */
async function copyGrants(db: Kysely<Tables>, view: string): Promise<void> {
  const grants = await sql<{ statement: string }>`
    select format('grant %s on %I to %s', privilege_type, ${shadowName(view)}::text,
      case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as statement
    from pg_class, aclexplode(relacl) where pg_class.oid = to_regclass(${view}) and grantee <> relowner`.execute(db)
  for (const { statement } of grants.rows) await sql.raw(statement).execute(db)
}

const TRIES = 100

// A query that reads several views may hold one and wait for another: who gives up here first lets it end.
async function lockViews(db: Kysely<Tables>, views: readonly string[]): Promise<void> {
  const tables = sql.join(views.map(view => sql.id(view)))
  for (let left = TRIES; ; left--) {
    await sql`savepoint locking`.execute(db)
    try {
      await sql`set local lock_timeout = 200`.execute(db)
      await sql`lock table ${tables} in access exclusive mode`.execute(db)
      return
    } catch (error) {
      if (!(error instanceof ParleyError) || error.code !== 'LEDGER_BUSY' || left === 0) throw error
      await sql`rollback to savepoint locking`.execute(db)
      await sleep(20 + Math.random() * 100)
    }
  }
}

/** The indexes of a table; `key` is the constraint of the one that is its primary key. */
async function indexesOf(db: Kysely<Tables>, table: string) {
  const found = sql<{ name: string; statement: string; key: string | null }>`
    select class.relname as name, pg_get_indexdef(class.oid) as statement, pg_get_constraintdef(made.oid) as key
    from pg_index as own
    join pg_class as class on class.oid = own.indexrelid
    left join pg_constraint as made on made.conindid = class.oid and made.contype = 'p'
    where own.indrelid = to_regclass(${table}) order by class.relname`
  return (await found.execute(db)).rows
}
