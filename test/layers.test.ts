import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The data's way. A folder may import itself, the loose files of src/, and the folders before its own entry.
// prettier-ignore
const WAY = [
  ['intake'], ['relevance'], ['text'], ['encoder'], ['syntax'], ['entities'], ['attribution'], ['events'], ['process'], ['reading'], ['privacy'],
  ['ledger'], ['exchange'], ['scale'], ['watch'], ['http'], ['cli'],
]

const src = resolve(import.meta.dirname, '../src')
const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')
const placeOf = (folder: string) => WAY.findIndex(names => names.includes(folder))

function mayImport(file: string, imported: string): boolean {
  const [from, to] = [folderOf(file), folderOf(imported)]
  return to === '' || to === from || (placeOf(to) >= 0 && placeOf(to) < placeOf(from))
}

function importsOf(file: string): string[] {
  const code = readFileSync(join(src, file), 'utf8')
  return [...code.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(src, resolve(src, dirname(file), path)),
  )
}

test('every import points upstream', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => /\.ts$/.test(file))
  // prettier-ignore
  const uphill = files.flatMap(file =>
    importsOf(file).filter(to => !mayImport(file, to)).map(to => `${file} imports ${to}`),
  )
  expect(files.length).toBeGreaterThan(5)
  expect(uphill).toEqual([])
})

test('a downstream import is noticed', () => {
  expect(mayImport('text/words.ts', 'events/frames/match.ts')).toBe(false)
  expect(mayImport('http/server.ts', 'cli/main.ts')).toBe(false)
})
