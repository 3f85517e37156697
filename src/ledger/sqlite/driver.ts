import SQLite from 'better-sqlite3'
import { storable } from '../storable.ts'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** What better-sqlite3 throws. */
export const SqliteError = SQLite.SqliteError

/** An open SQLite file. */
export type Connection = SQLite.Database

const STATEMENTS_KEPT = 300

/**
 * Lets kysely use the connection, keeping prepared statements and turning each error into what `translate` makes of it.
 */
export function kyselyDatabase(connection: Connection, translate: (error: unknown) => unknown): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => void connection.close(),
    prepare: text => {
      const known = kept.get(text)
      if (known !== undefined) return known
      const statement = translating(() => guarded(connection.prepare(text), translate), translate)
      if (kept.size >= STATEMENTS_KEPT) kept.clear()
      kept.set(text, statement)
      return statement
    },
  }
}

function guarded(statement: SQLite.Statement, translate: (error: unknown) => unknown): SqliteStatement {
  return {
    reader: statement.reader,
    all: parameters => translating(() => statement.all(parameters.map(storable)), translate),
    run: parameters => translating(() => statement.run(parameters.map(storable)), translate),
    iterate: parameters => statement.iterate(parameters.map(storable)),
  }
}

function translating<T>(work: () => T, translate: (error: unknown) => unknown): T {
  try {
    return work()
  } catch (error) {
    throw translate(error)
  }
}

/**
 * Opens a file as this program wants it: no trust in functions that a foreign schema calls, triggers that also see
 * REPLACE.
 */
export function openConnection(file: string | Buffer, options: SQLite.Options): Connection {
  const connection = new SQLite(file, options)
  for (const setting of SETTINGS) connection.pragma(setting)
  return connection
}

const SETTINGS = [
  'trusted_schema = off',
  'foreign_keys = on',
  'recursive_triggers = on',
  'secure_delete = on', // what was redacted must not stay behind in unused parts of pages
] as const
