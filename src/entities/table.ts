import { ParleyError } from '../errors.ts'

/** Gives the text of a file of `data/`, named from there (`actors/states.tsv`). */
export type ReadFile = (path: string) => string

/** One line of a table: its cells by column name. */
export type Row<Column extends string> = Readonly<Record<Column, string>>

/** A table's good rows, and a failure for each line that breaks its columns. */
export interface Table<Column extends string> {
  readonly rows: readonly Row<Column>[]
  readonly faults: readonly ParleyError[]
}

/**
 * Reads a tab-separated table: `#` lines are comments, the first other line names the columns.
 *
 * A line with another number of cells, or an empty first cell, is left out and named in `faults`; the rest loads.
 */
export function readTable<Column extends string>(
  read: ReadFile,
  path: string,
  columns: readonly Column[],
): Table<Column> {
  return readCheckedTable(read, path, { columns, check: () => null })
}

/** What a table's rows must be. */
export interface TableRules<Column extends string> {
  readonly columns: readonly Column[]
  /** What is wrong with a row, or null; a wrong one is left out. */
  readonly check: (row: Row<Column>) => string | null
}

/** As `readTable`, with a check of each row. */
export function readCheckedTable<Column extends string>(
  read: ReadFile,
  path: string,
  { columns, check }: TableRules<Column>,
): Table<Column> {
  const rows: Row<Column>[] = []
  const faults: ParleyError[] = []
  let named = false
  read(path)
    .split('\n')
    .forEach((raw, index) => {
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw
      if (text === '' || text.startsWith('#')) return
      const cells = text.split('\t')
      const row = Object.fromEntries(columns.map((c, i) => [c, cells[i]])) as Row<Column>
      const isWhole = cells.length === columns.length && cells[0] !== ''
      const problem = isWhole ? (named ? check(row) : null) : `${cells.length} cells instead of ${columns.length}`
      if (problem !== null) faults.push(new ParleyError('TABLE_ROW_BROKEN', { name: path, line: index + 1, problem }))
      else if (named) rows.push(row)
      else named = true
    })
  return { rows, faults }
}

/** The parts of a cell that holds a list, as in `Kyiv|Kiev`. */
export function listOf(cell: string): string[] {
  return cell === '' ? [] : cell.split('|')
}
