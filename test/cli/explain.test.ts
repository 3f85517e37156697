import { describe, expect, test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'

const TEXT = 'The two ministers held talks in Geneva on Monday. The lake is deep and cold.'

describe('parley explain', () => {
  test('prints the sentence, its tree, the candidate and what became of it', async () => {
    const { status, out } = await parley(['explain', '-'], { stdin: TEXT })
    expect(status).toBe(0)
    expect(out).toContain('1. The two ministers held talks in Geneva on Monday.')
    expect(out).toMatch(/held VERB root\n {5}ministers NOUN nsubj/)
    expect(out).toContain('→ talks: a record')
    expect(out).toMatch(/category CONSULT \d+ %/)
    expect(out).toContain('frames/frames.tsv, hold talk')
  })

  test('leaves out sentences without candidates unless all are asked for', async () => {
    const some = await parley(['explain', '-'], { stdin: TEXT })
    expect(some.out).not.toContain('The lake is deep')
    const all = await parley(['explain', '--all', '-'], { stdin: TEXT })
    expect(all.out).toContain('2. The lake is deep and cold.')
  })

  test('says which frame of the user kept a word out', async () => {
    const path = join(freshFolder(), 'mine.tsv')
    const header = 'frame\tcategory\tmode\tcameo\tcontext\tadds\texample\tcounter\n'
    writeFileSync(path, `${header}hold talk geneva\t-\t-\t-\t-\t-\tx\t-\ntalk hold\t-\t-\t-\t-\t-\tx\t-\n`)
    const { out } = await parley(['explain', '--frames', path, '-'], { stdin: TEXT })
    expect(out).toMatch(/talks: left out: .*mine\.tsv, (?:talk hold|hold talk geneva) says/)
  })

  test('names a file that cannot be read, and explains the others', async () => {
    const { status, out, err } = await parley(['explain', 'no-such-file.txt', '-'], { stdin: TEXT })
    expect(status).toBe(1)
    expect(err).toContain('no-such-file.txt')
    expect(out).toContain('→ talks')
  })
})
