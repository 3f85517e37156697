import { parts } from './parts.ts'
import type { CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

// To build and compile a statement takes longer than to run it. What runs for every dispatch is compiled once for each
// database handle, which is: once a transaction, with the handle's plugins and in its dialect.

/** Stands in a statement for what each run gives. */
class Given {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

interface Compilable<Row> {
  compile(): CompiledQuery<Row>
}

/**
 * A query that is built with stand-ins for its arguments, compiled once, and run with the arguments themselves.
 *
 * @param build - Uses each argument as one value of the statement, and looks at none.
 */
export function prepared<Arguments extends object, Row>(
  build: (db: Kysely<Tables>, given: Arguments) => Compilable<Row>,
): (db: Kysely<Tables>, given: Arguments) => Promise<Row[]> {
  const given = new Proxy({}, { get: (_, name) => new Given(String(name)) }) as Arguments
  const compiled = new WeakMap<Kysely<Tables>, CompiledQuery<Row>>()
  return async (db, values) => {
    let query = compiled.get(db)
    if (query === undefined) compiled.set(db, (query = build(db, given).compile()))
    const parameters = query.parameters.map(value =>
      value instanceof Given ? values[value.name as keyof Arguments] : value,
    )
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

const inserts = new WeakMap<Kysely<Tables>, Map<string, CompiledQuery>>()

/** Inserts rows, all with the columns of the first. */
export async function insertRows<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> {
  for (const part of parts(rows)) await insertPart(db, table, part)
}

async function insertPart<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Tables[Table])[]
  let known = inserts.get(db)
  if (known === undefined) inserts.set(db, (known = new Map<string, CompiledQuery>()))
  const kind = `${table} ${rows.length} ${columns.join()}`
  let query = known.get(kind)
  if (query === undefined) {
    query = db.insertInto(table).values(rows as never).compile() // prettier-ignore
    known.set(kind, query)
  }
  const parameters: unknown[] = []
  for (const row of rows) for (const column of columns) parameters.push(row[column])
  await db.executeQuery({ ...query, parameters })
}
