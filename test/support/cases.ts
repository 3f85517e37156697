import { readFileSync } from 'node:fs'

/** One line of a case file: `input => expected`, or `! input` for one that must yield nothing. */
export interface Case {
  readonly input: string
  readonly expected: string | null
  readonly line: number
}

/** Reads `test/cases/<name>.txt`; `#` starts a comment, blank lines are skipped. */
export function cases(name: string): Case[] {
  return readFileSync(new URL(`../cases/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((raw, i) => ({ text: raw.replace(/(^|\s)#.*$/, '').trim(), line: i + 1 }))
    .filter(({ text }) => text !== '')
    .map(({ text, line }) => {
      const [input = '', expected = null] = text.replace(/^!\s*/, '').split(/\s*=>\s*/)
      return { input, expected, line }
    })
}
