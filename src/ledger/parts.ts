/** Rows of a statement: far below SQLite's 32,766 and PostgreSQL's 65,535 parameters, for the widest table. */
const ROWS_AT_ONCE = 400

/** A list in parts of which each fits a statement. */
export function parts<T>(list: readonly T[], size = ROWS_AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}
