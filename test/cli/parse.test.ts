import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parley } from '../support/terminal.ts'

const GIVEN = `# sent_id = one
# text = They don't talk.
1	They	_	_	_	_	_	_	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_
4	talk	_	_	_	_	_	_	_	SpaceAfter=No
5	.	_	_	_	_	_	_	_	_

`

const wordRows = (out: string) => out.split('\n').map(line => line.split('\t')).filter(([id = '']) => /^\d+$/.test(id)) // prettier-ignore

describe('parley parse', () => {
  test('prints CoNLL-U with one root a sentence', async () => {
    const { status, out } = await parley(['parse', '-'], { stdin: 'The envoys left Doha on Friday. Talks had failed.' })
    expect(status).toBe(0)
    const rows = wordRows(out)
    expect(rows.every(row => row.length === 10)).toBe(true)
    expect(rows.filter(row => row[6] === '0' && row[7] === 'root')).toHaveLength(2)
    expect(rows.find(([, form]) => form === 'envoys')).toMatchObject({ 2: 'envoy', 3: 'NOUN' })
  })

  test('keeps given words, ranges and comments, and predicts the rest', async () => {
    const { out } = await parley(['parse', '--gold-tokens', '-'], { stdin: GIVEN })
    expect(out).toContain("# sent_id = one\n# text = They don't talk.\n")
    expect(out).toContain("2-3\tdon't\t")
    expect(wordRows(out).map(([, form]) => form)).toEqual(['They', 'do', "n't", 'talk', '.'])
    expect(wordRows(out)[0]?.[3]).toBe('PRON')
  })

  test('takes no header lines off a text', async () => {
    const { out } = await parley(['parse', '-'], { stdin: 'Agency, 4 June 2025\nTalks resume\nEnvoys met in Doha.\n' })
    expect(wordRows(out).map(([, form]) => form)).toEqual(expect.arrayContaining(['June', 'resume', 'Envoys']))
  })

  test('names the line of a broken CoNLL-U file, after what stood before it', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'parley-parse-')), 'broken.conllu')
    writeFileSync(path, `${GIVEN}1\tonly three\tcolumns\n\n`)
    const { status, err } = await parley(['parse', '--gold-tokens', path])
    expect(status).toBe(1)
    expect(err).toMatch(/broken\.conllu.*Line 10\b/i)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
