import { describe, expect, test } from 'vitest'
import { CUE_KINDS } from '../../src/contract.ts'
import type { Span } from '../../src/span.ts'
import { cases, type Case } from '../support/cases.ts'
import { sharedReader } from '../support/reader.ts'

/** Least shares of cases that hold, a few points below what the shipped model reaches. */
const LEAST = { speaker: 0.75, cue: 0.82, kind: 0.82, content: 0.72, none: 0.93 }

interface Said {
  readonly speaker: string
  readonly cue: string
  readonly kind: string
  readonly content: string
}

const all = cases('statements')
const mustNot = all.filter(({ expected }) => expected === null)

/** Statements of a line, their parts by name. */
function saidIn({ expected }: Case): Said[] {
  const parts = (expected ?? '').split(';;').map(one => one.split('|').map(part => part.trim()))
  return parts.map(([speaker = '', cue = '', kind = '', content = '']) => ({ speaker, cue, kind, content }))
}

/** Without quotation marks and the stop at the end, on which parsers differ. */
const bare = (text: string) => text.replace(/["“”]/g, '').replace(/\s+/g, ' ').replace(/^that | ?[.,?]$/g, '').trim().toLowerCase() // prettier-ignore

async function readSaid({ input, line }: Case): Promise<Said[]> {
  const given = { id: `line-${line}`, title: null, text: input, publisher: null, published: null, url: null, language: 'en' } // prettier-ignore
  const { document } = await (await sharedReader()).explain(given)
  const textOf = (spans: readonly Span[], between: string) =>
    spans.map(({ start, end }) => document.text.slice(start, end)).join(between)
  return document.statements.map(({ speaker, cue, kind, content }) => ({
    speaker: textOf(speaker, ' ') || '-',
    cue: textOf(cue, ' '),
    kind: kind ?? '-',
    content: content.map(span => bare(textOf([span], ''))).join(' '),
  }))
}

/** Whether most words of each are in the other: where clauses end is judged by the scorers. */
function isAlike(found: string, expected: string): boolean {
  const wordsOf = (text: string) =>
    new Set(
      bare(text.replaceAll('...', ' '))
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    )
  const [a, b] = [wordsOf(found), wordsOf(expected)]
  const common = [...a].filter(word => b.has(word)).length
  return common >= 0.8 * Math.max(a.size, b.size)
}

const isSame = {
  speaker: (found: Said, expected: Said) => bare(found.speaker) === bare(expected.speaker),
  cue: (found: Said, expected: Said) => isAlike(found.cue, expected.cue),
  kind: (found: Said, expected: Said) => found.kind === expected.kind,
  content: (found: Said, expected: Said) => isAlike(found.content, expected.content),
}
type Part = keyof typeof isSame

async function missesOf(part: Part): Promise<{ share: number; told: string }> {
  const misses: string[] = []
  let asked = 0
  for (const one of all.filter(({ expected }) => expected !== null)) {
    const found = await readSaid(one)
    for (const expected of saidIn(one)) {
      asked++
      const by = part === 'cue' ? found : found.filter(other => isSame.cue(other, expected))
      if (!by.some(other => isSame[part](other, expected))) misses.push(`line ${one.line}: ${one.input} => ${expected[part]}, read ${found.map(other => other[part]).join(' ;; ') || 'nothing'}`) // prettier-ignore
    }
  }
  return { share: 1 - misses.length / asked, told: misses.join('\n') }
}

describe('statements', () => {
  test('have at least 120 cases, a third of them texts in which nobody is quoted', () => {
    expect(all.length).toBeGreaterThanOrEqual(120)
    expect(mustNot.length).toBeGreaterThanOrEqual(all.length / 3)
    const kinds = new Set<string>(CUE_KINDS)
    const said = all.filter(({ expected }) => expected !== null).flatMap(saidIn)
    expect(said.filter(({ kind, content }) => !kinds.has(kind) || content === '')).toEqual([])
  })

  test.each(['speaker', 'cue', 'kind', 'content'] as const)('have the right %s in most cases', async part => {
    const { share, told } = await missesOf(part)
    expect(share, told).toBeGreaterThanOrEqual(LEAST[part])
  })

  test('are none in most texts in which nobody is quoted', async () => {
    const wrong: string[] = []
    for (const one of mustNot) {
      const found = await readSaid(one)
      if (found.length > 0) wrong.push(`line ${one.line}: ${one.input}, read ${found[0]?.cue ?? ''}`)
    }
    expect(1 - wrong.length / mustNot.length, wrong.join('\n')).toBeGreaterThanOrEqual(LEAST.none)
  })
})
