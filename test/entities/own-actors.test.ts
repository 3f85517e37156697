import { describe, expect, test } from 'vitest'
import { loadActors } from '../../src/entities/actors/dictionary.ts'
import { ParleyError } from '../../src/errors.ts'
import { readData } from '../../src/reading/packaged.ts'

const HEAD = 'name\tcode\tsectors\tkind\taliases\tstart\tend\tnote\n'

function named(text: string, phrase: string): string[] {
  const { names } = loadActors(readData, [{ name: 'mine', text }])
  return names.get(phrase).map(({ code, sectors, start, end }) => `${[code, ...sectors].join('/')} ${start ?? ''}-${end ?? ''}`)
} // prettier-ignore

function faultsOf(text: string): string[] {
  return loadActors(readData, [{ name: 'mine', text }]).ownFaults.map(fault => fault.message)
}

describe('a dictionary in our columns', () => {
  test('comes before the package’s own rows', () => {
    expect(named(`${HEAD}Hamas\tPSE\tGOV\tgroup\t\t\t\t\n`, 'Hamas')[0]).toBe('PSE/GOV -')
  })

  test('names the line and the fault of each row that is no actor, and loads the rest', () => {
    const text = `${HEAD}A\tukr\t\tgroup\t\t\t\t\nB\tUKR\tXYZ\tgroup\t\t\t\t\nC\tUKR\t\tthing\t\t\t\t\nD\tUKR\t\tgroup\t\tlong ago\t\t\nZorgon\tUKR\tREB\tgroup\t\t\t\t\n`
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^mine, line 2 .*no code: "ukr"/),
      expect.stringMatching(/^mine, line 3 .*no sector of PLOVER: "XYZ"/),
      expect.stringMatching(/^mine, line 4 .*no kind of actor: "thing"/),
      expect.stringMatching(/^mine, line 5 .*no year: "long ago"/),
    ])
    expect(named(text, 'Zorgon')).toEqual(['UKR/REB -'])
  })
})

describe('a dictionary in PETRARCH’s format', () => {
  const text = `# a comment
ZORGON_LIBERATION_FRONT_ [UKRREB] # made up
+ZLF_
+ZORGONS_
JANE_ZORGON_
+MS_ZORGON_
\t[UKRGOV 080101-101231]
\t[UKRELI >110101]
ZORGON_LAND [ZZZ]
`

  test('gives code and sectors, further spellings, and terms of office', () => {
    expect(named(text, 'Zorgon Liberation Front')).toEqual(['UKR/REB -'])
    expect(named(text, 'ZLF')).toEqual(['UKR/REB -'])
    expect(named(text, 'Jane Zorgon')).toEqual(['UKR/GOV 2008-2010', 'UKR/ELI 2011-'])
    expect(faultsOf(text)).toEqual([])
  })

  test('names the lines that are none of its forms, and loads the rest', () => {
    const broken = `+ALIAS_\n${text}NO_CODE_\nHALF_ [UKR\nLOW_ [ukr]\n`
    expect(faultsOf(broken).map(fault => fault.slice(0, 14))).toEqual(['mine, line 1 i', 'mine, line 12 ', 'mine, line 13 ', 'mine, line 11 ']) // prettier-ignore
    expect(named(broken, 'Zorgons')).toEqual(['UKR/REB -'])
  })
})

test('a file that is no dictionary is refused by name', () => {
  expect(() => faultsOf('Dear Sir, the talks went well.\n')).toThrow(ParleyError)
  expect(() => faultsOf('Dear Sir, the talks went well.\n')).toThrow(/^mine is no dictionary of actors/)
})
