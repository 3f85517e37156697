import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openJournal } from '../../src/watch/journal.ts'
import { freshFolder } from '../support/folder.ts'

describe('a journal', () => {
  test('gives back what was put, in the order of the first putting', () => {
    const path = join(freshFolder(), 'sub', 'state')
    const journal = openJournal(path)
    journal.put({ b: 1, a: { deep: [1, null] } })
    journal.put({ b: 2, c: 3 })
    journal.put({ c: null })
    journal.close()
    const again = openJournal(path)
    expect(again.keys().map(key => [key, again.get(key)])).toEqual([['b', 2], ['a', { deep: [1, null] }]]) // prettier-ignore
    expect(again.broken).toBeNull()
    again.close()
  })

  test('has what was put before a line that was cut off, wherever it was cut', () => {
    const path = join(freshFolder(), 'state')
    const journal = openJournal(path)
    journal.put({ a: 1 })
    journal.put({ a: 2, b: 2 })
    journal.close()
    const whole = readFileSync(path)
    const lastLine = whole.lastIndexOf('{"a":2')
    for (let end = lastLine; end < whole.length; end++) {
      writeFileSync(path, whole.subarray(0, end))
      const cut = openJournal(path)
      expect([cut.broken, cut.get('a'), cut.get('b')]).toEqual([null, 1, undefined])
      cut.put({ b: 3 })
      cut.close()
      const after = openJournal(path)
      expect([after.get('a'), after.get('b')]).toEqual([1, 3])
      after.close()
    }
  })

  test.each(['{"parley":"watch","version":2}\n', 'x', '{"parley":"watch","version":1}\n{"a":1}\n5\n{"b":1}\n', '{}'])(
    'of another kind is put aside: %j',
    text => {
      const folder = freshFolder()
      const path = join(folder, 'state')
      for (const count of [1, 2]) {
        writeFileSync(path, text)
        const journal = openJournal(path)
        expect(journal.broken).toBe(`${path}.broken-${count}`)
        expect(journal.keys()).toEqual([])
        journal.close()
      }
      expect(readFileSync(`${path}.broken-1`, 'utf8')).toBe(text)
      expect(readdirSync(folder).sort()).toEqual(['state', 'state.broken-1', 'state.broken-2'])
    },
  )

  test('does not grow without end', () => {
    const path = join(freshFolder(), 'state')
    const journal = openJournal(path)
    const value = 'x'.repeat(100_000)
    for (let i = 0; i < 50; i++) journal.put({ value, i })
    expect(readFileSync(path).length).toBeLessThan(1_200_000)
    journal.close()
    const again = openJournal(path)
    expect(again.get('i')).toBe(49)
    again.close()
  })

  test('that cannot be read is a failure with its name', () => {
    const folder = freshFolder()
    expect(() => openJournal(folder)).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }) as Error)
  })
})
