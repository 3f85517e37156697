import { readFileSync } from 'node:fs'

/**
 * Rows of a table in `data/text`: tab-separated, `#` opens a comment line, the first other line names the columns.
 *
 * @param name - File name without `.tsv`.
 */
export function readTable(name: string): readonly (readonly string[])[] {
  const url = new URL(`../../data/text/${name}.tsv`, import.meta.url)
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map(line => line.split('\t'))
}

/** The first column of a table, for look-up. */
export function readWordList(name: string): ReadonlySet<string> {
  return new Set(readTable(name).map(([word = '']) => word))
}

/** The first two columns of a table, for look-up. */
export function readWordMap(name: string): ReadonlyMap<string, string> {
  return new Map(readTable(name).map(([word = '', value = '']) => [word, value]))
}
