import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadActors, pluralOf } from '../../src/entities/actors/dictionary.ts'
import { addActors } from '../../src/entities/actors/rows.ts'
import { createActorsStage } from '../../src/entities/actors/find-actors.ts'
import { explainActor, resolveActor } from '../../src/entities/actors/resolve.ts'
import { resolveActors } from '../../src/entities/actors/several.ts'
import { createCoreferenceStage, loadAnaphora } from '../../src/entities/coreference/find-coreference.ts'
import { PhraseIndex } from '../../src/entities/phrases.ts'
import { emptyDocument, type Document, type Entity } from '../../src/text/document.ts'
import { segmentText } from '../../src/text/segment.ts'
import { noTrace } from '../../src/text/stage.ts'
import { cases } from '../support/cases.ts'

const read = (path: string) => readFileSync(`data/${path}`, 'utf8')
const tables = loadActors(read)
const stages = [createActorsStage(tables), createCoreferenceStage(tables, loadAnaphora(read))]

function documentOf(text: string, published: string | null = '2025-06-03'): Document {
  const dispatch = { id: 'x', title: null, text, publisher: null, published, url: null, language: 'en' }
  return { ...emptyDocument(dispatch), ...segmentText(text) }
}

function shown({ code, sector }: Entity): string {
  return [code, ...sector.slice(0, 1)].join('/')
}

function resolved(phrase: string, published?: string): Entity | null {
  const document = documentOf(phrase, published)
  return resolveActor(document, { first: 0, past: document.tokens.length }, tables)
}

describe('resolveActor', () => {
  test.each(cases('actors'))('reads line $line: $input', ({ input, expected }) => {
    const entity = resolved(input)
    const [code, ...name] = expected?.split(' ') ?? []
    expect(entity === null ? undefined : shown(entity)).toBe(code)
    if (name.length > 0) expect(entity?.name).toBe(name.join(' '))
  })

  test('knows who held office when the dispatch came out', () => {
    expect(resolved('Joe Biden', '2023-05-01')).toMatchObject({ code: 'USA', sector: ['GOV'] })
    expect(resolved('Joe Biden', '2026-06-03')).toMatchObject({ code: 'USA', sector: ['ELI'] })
    expect(resolved('the Taliban', '2010-06-03')).toMatchObject({ code: 'AFG', sector: ['REB'] })
  })

  test('takes the state of a noun without one from what the text is about', () => {
    const document = documentOf('Nepal held its breath. Nepal waited. The police came.')
    const first = document.tokens.findIndex(token => token.form === 'The')
    expect(explainActor(document, { first, past: first + 2 }, tables)).toMatchObject({
      entity: { code: 'NPL', sector: ['COP'] },
      why: expect.stringContaining('context') as string,
    })
  })
})

describe('the dictionary', () => {
  test('loads without a broken row', () => {
    expect(tables.faults).toEqual([])
  })

  test('names file and line of a broken row and keeps the rest', () => {
    const index = new PhraseIndex<never>() as never
    const file = 'name\tcode\tsectors\tkind\taliases\tstart\tend\tnote\nA\tUKR\n' + 'B\tUKR\tGOV\tperson\t\t\t\t\n'
    const faults = addActors(index, () => file, 'mine.tsv')
    expect(faults.map(fault => fault.message)).toEqual([expect.stringContaining('mine.tsv, line 2')])
    expect((index as PhraseIndex<unknown>).get('B')).toHaveLength(1)
  })

  test('understands regular plurals', () => {
    expect(['army', 'policeman', 'member of parliament', 'boss'].map(pluralOf)).toEqual([
      'armies', 'policemen', 'members of parliament', 'bosses',
    ]) // prettier-ignore
  })
})

describe('resolveActors', () => {
  test.each([
    ['the leaders of Egypt, Qatar and Turkey', 'EGY/GOV QAT/GOV TUR/GOV'],
    ['two Israeli soldiers', 'ISR/MIL'],
    ['the two Koreas', 'PRK KOR'],
    ['the Baltic states', 'EST LVA LTU'],
    ['the head of Pakistan’s military operations', 'PAK/MIL'],
  ])('gives all the codes of "%s"', (text, expected) => {
    const document = documentOf(text)
    const found = resolveActors(document, { first: 0, past: document.tokens.length }, tables)
    expect(found.map(({ code, sector }) => [code, ...sector].join('/')).join(' ')).toBe(expected)
  })
})

describe('the coreference stage', () => {
  test.each(cases('coreference'))('reads line $line: $input', ({ input, expected }) => {
    const [text = '', words = ''] = input.split(' | ')
    const document = stages.reduce((before, stage) => stage.run(before, noTrace), documentOf(text))
    const [form = '', nth = '1'] = words.split('@')
    const start = nth === '2' ? text.lastIndexOf(form) : text.indexOf(form)
    const first = document.tokens.findIndex(token => token.end > start)
    const past = document.tokens.findIndex(token => token.end >= start + form.length) + 1
    const found = resolveActors(document, { first, past }, tables)
    expect(found.map(shown).join(' ')).toBe(expected ?? '')
  })
})
