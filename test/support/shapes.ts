import { readFileSync, readdirSync } from 'node:fs'
import type { Kind } from '../../src/intake/kind.ts'
import { openPath } from '../../src/intake/files.ts'
import type { Arrival } from '../../src/intake/open.ts'

/** A file of `test/cases/<folder>` and the lines of `expected.txt` about it. */
export interface Shape {
  readonly file: string
  readonly path: string
  readonly expected: readonly string[]
}

/** Every file of the folder; one that `expected.txt` does not name has no lines, and so fails. */
export function shapesIn(folder: string): Shape[] {
  const root = new URL(`../cases/${folder}/`, import.meta.url).pathname
  const lines = readFileSync(`${root}expected.txt`, 'utf8').split('\n').filter(line => /^[^#].* => /.test(line)) // prettier-ignore
  const named = lines.map(line => line.split(' => ', 1)[0] ?? '')
  const files = new Set([...readdirSync(root).filter(file => file !== 'expected.txt'), ...named])
  return [...files].sort().map(file => ({
    file,
    path: root + file,
    expected: lines.filter(line => line.startsWith(`${file} => `)).map(line => line.slice(file.length + 4)),
  }))
}

/** What the file gives, its kind told from its content save for what is `bad-`, each arrival written as its expectation is where it agrees with it. */
export async function shown({ file, path, expected }: Shape, kind: Kind): Promise<string[]> {
  const found: string[] = []
  for await (const arrival of openPath(path, file.startsWith('bad-') ? { kind } : {}))
    found.push(line(arrival, expected[found.length] ?? ''))
  return found
}

function line(arrival: Arrival, expected: string): string {
  if ('failure' in arrival) return `! ${arrival.failure.code}`
  const { id, title, published, text } = arrival.dispatch
  const shape = `${published ?? '-'} ${id.startsWith('sha256:') ? '#' : id} ${title ?? '-'}`
  const parts = expected.split(/( (?:::|!!) )/).slice(1)
  const held = parts.flatMap((sign, i) => (i % 2 === 0 ? [sign + agreed(sign, parts[i + 1] ?? '', text)] : []))
  return shape + held.join('')
}

/** The fragment, where the text holds it as it should (or does not); else the text, for the reader of the failure. */
function agreed(sign: string, fragment: string, text: string): string {
  return text.includes(fragment) === (sign === ' :: ') ? fragment : JSON.stringify(text)
}
