import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/contract.ts'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'

const TEXT = 'Agency, 4 June 2025\nRaid\nThe Zorgon Front attacked the town of Goma on Tuesday, killing ten people.\n'
const OWN = 'name\tcode\tsectors\tkind\taliases\tstart\tend\tnote\nZorgon Front\tCOD\tREB\tgroup\t\t\t\tmade up\n'

function folderWith(files: Readonly<Record<string, string>>): (name: string) => string {
  const folder = freshFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return name => join(folder, name)
}

const codesOf = (out: string) => (JSON.parse(out) as Reading).events.flatMap(({ actor }) => actor.map(({ code, sector }) => [code, ...sector].join('/'))) // prettier-ignore

describe('parley read --actors', () => {
  test('knows the names of a user’s dictionaries, in our columns and in PETRARCH’s format', async () => {
    const at = folderWith({ 'r.txt': TEXT, 'own.tsv': OWN, 'p.txt': 'ZORGON_FRONT_ [COGREB]\n' })
    const own = await parley(['read', at('r.txt'), '--format', 'json', '--actors', at('own.tsv')])
    const petrarch = await parley(['read', at('r.txt'), '--format', 'json', '--actors', at('p.txt')])
    expect([own.status, codesOf(own.out)]).toEqual([0, expect.arrayContaining(['COD/REB'])])
    expect([petrarch.status, codesOf(petrarch.out)]).toEqual([0, expect.arrayContaining(['COG/REB'])])
  })

  test('may be given twice; the first file comes first', async () => {
    const at = folderWith({ 'r.txt': TEXT, 'own.tsv': OWN, 'p.txt': 'ZORGON_FRONT_ [COGREB]\n' })
    const both = await parley(['read', at('r.txt'), '--format', 'json', '--actors', at('p.txt'), '--actors', at('own.tsv')]) // prettier-ignore
    expect(codesOf(both.out)).toContain('COG/REB')
  })

  test('says in one line each which rows are left out, reads on, and ends with status 1', async () => {
    const at = folderWith({ 'r.txt': TEXT, 'own.tsv': `${OWN}Half\tCOD\n` })
    const { status, out, err } = await parley(['read', at('r.txt'), '--format', 'json', '--actors', at('own.tsv')])
    expect([status, codesOf(out)]).toEqual([1, expect.arrayContaining(['COD/REB'])])
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/own\.tsv, line 3 is left out \(2 cells instead of 8\)/)])
  }) // prettier-ignore

  test('refuses a file that is no dictionary, or none at all, in one line', async () => {
    const at = folderWith({ 'r.txt': TEXT })
    for (const name of ['r.txt', 'nowhere.tsv', '']) {
      const { status, err } = await parley(['read', at('r.txt'), '--actors', at(name)])
      expect(status).toBeGreaterThan(0)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  })
})
