import { readFileSync } from 'node:fs'

/** The words of a one-column table in `data/text`; `#` opens a comment line, the first other line names the column. */
export function readWordList(name: string): ReadonlySet<string> {
  const url = new URL(`../../data/text/${name}.tsv`, import.meta.url)
  const lines = readFileSync(url, 'utf8').split('\n')
  return new Set(lines.filter(line => line !== '' && !line.startsWith('#')).slice(1))
}
