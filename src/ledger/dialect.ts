import { PostgresAdapter, type Expression, type Kysely } from 'kysely'
import { postgresDialect } from './postgres/dialect.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import type { Term } from './queries/match.ts'
import type { Tables } from './tables.ts'

/** The tables of full text. */
export type SearchTable = 'dispatch_search' | 'event_search' | 'process_search'

/** What SQLite and PostgreSQL do not say alike; all else is written once. */
export interface Dialect {
  /** That the row's text has all the terms but those that must not be in it. */
  matches(table: SearchTable, terms: readonly Term[]): Expression<boolean>
  /** The numbers or texts of a JSON list, one a row: a list of any length is one parameter, and the statement stays the same. */
  listed<Value extends number | string>(json: string, kind: Value extends number ? 'number' : 'text'): Expression<Value>
  /** Rows of two numbers from a JSON list of pairs. */
  pairs<Row>(json: string): Expression<Row>
  /** That a text column holds a piece of text that the program itself writes: written out, so that an index of such rows is found. */
  holds(column: string, piece: string): Expression<boolean>
  /** What orders matching dispatches, the best first: a word in the title weighs five times one in the text. */
  relevance(terms: readonly Term[]): Expression<unknown>
  /** Makes an empty table beside a view, with the indexes that its keeping needs. */
  makeShadow(db: Kysely<Tables>, view: string, isNeeded: (index: string) => boolean): Promise<void>
  /** Puts the shadows in place of the views, with all their indexes under the same names. */
  swapShadows(db: Kysely<Tables>, views: readonly string[]): Promise<void>
}

/** The dialect that a database speaks. */
export function dialectOf(db: Kysely<Tables>): Dialect {
  return db.getExecutor().adapter instanceof PostgresAdapter ? postgresDialect : sqliteDialect
}
