import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { countAll, countEvents } from '../../src/ledger/queries/counts.ts'
import { openDispatch } from '../../src/ledger/queries/dispatch.ts'
import { findDispatches, type DispatchFilter } from '../../src/ledger/queries/dispatches.ts'
import { findEvents, type EventFilter } from '../../src/ledger/queries/events.ts'
import { typedTerms } from '../../src/ledger/queries/match.ts'
import { matchExpression } from '../../src/ledger/sqlite/dialect.ts'
import { findProcessObjects, type ProcessFilter } from '../../src/ledger/queries/process.ts'
import { searchDispatches, snippetOf } from '../../src/ledger/queries/search.ts'
import { STORES } from '../support/stores.ts'
import { openWorld, WORLD, WORLD_VERSION } from '../support/world.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'

const FILTERS: readonly (readonly [EventFilter, readonly string[]])[] = [
  [{}, ['ev-reversed', 'ev-shelled', 'ev-proposed', 'ev-freed', 'ev-met']],
  [{ actor: 'COD/REB' }, ['ev-shelled', 'ev-proposed', 'ev-freed']],
  [{ actor: 'COD/GOV', status: ['planned'] }, ['ev-freed']],
  [{ actor: 'COD/RE' }, []],
  [{ recipient: 'COD/GOV' }, ['ev-proposed']],
  [{ speaker: 'QAT' }, ['ev-freed']],
  [{ speaker: 'COD/MIL' }, ['ev-shelled']],
  [{ category: ['CONSULT', 'ASSAULT'] }, ['ev-shelled', 'ev-met']],
  [{ place: 'DOH' }, ['ev-proposed', 'ev-met']],
  [{ place: 'do%' }, []],
  [{ country: 'COD' }, ['ev-shelled']],
  [{ from: '2025-03-03', to: '2025-03-03' }, ['ev-met']],
  [{ from: '2025-03-04' }, ['ev-proposed']],
  [{ to: '2025-03-02' }, []],
  [{ text: 'prisoner' }, ['ev-freed']],
  [{ text: 'shelling "North Kivu"' }, ['ev-shelled']],
  [{ text: 'doha -ceasefire' }, ['ev-met']],
  [{ text: 'KÍVU' }, ['ev-shelled']],
  [{ text: '"front met in doha"' }, ['ev-met']],
  [{ text: '"met in the doha"' }, []],
  [{ text: 'to each' }, ['ev-freed']],
  [{ text: 'script alert("pwned") 1' }, ['ev-reversed']],
  [{ text: 'deleg* doh*' }, ['ev-met']],
  [{ text: 'river fro* -shelled -100' }, ['ev-proposed', 'ev-met']],
  [{ text: 'doha\0' }, ['ev-proposed', 'ev-met']],
  [{ actor: 'COD\0' }, []],
  [{ dispatch: 'first-round', confidence: 0.9 }, ['ev-met']],
  [{ review: ['accepted'] }, []],
  [{ id: 'ev-met' }, ['ev-met']],
]

const OBJECTS: readonly (readonly [ProcessFilter, readonly string[]])[] = [
  [{ kind: ['round'] }, ['round 2', 'round 1']],
  [{ kind: ['mediator'] }, ['mediator QAT']],
  [{ party: 'COD/REB', kind: ['proposal'] }, ['proposal ceasefire']],
  [{ party: 'COD', issue: ['ceasefire'] }, ['position ceasefire', 'proposal ceasefire']],
  [{ stance: ['conditional'] }, ['position ceasefire']],
  [{ status: ['planned'] }, ['outcome prisoner-exchange']],
  [{ round: 1 }, ['outcome prisoner-exchange', 'round 1']],
  [{ text: 'Mbuyi', kind: ['delegation'] }, ['delegation COD']],
  [{ kind: ['round'], from: '2025-04-01' }, ['round 2']],
  [{ kind: ['round'], to: '2025-03-31' }, ['round 1']],
  [{ kind: ['party'], dispatch: 'second-round' }, ['party COD/REB', 'party COD']],
]

const DISPATCHES: readonly (readonly [DispatchFilter, readonly string[]])[] = [
  [{}, ['hostile', 'attack', 'second-round', 'first-round']],
  [{ from: '2025-04-15', to: '2025-04-17' }, ['attack', 'second-round']],
  [{ text: 'ceasefire' }, ['second-round']],
  [{ publisher: 'Nobody' }, []],
  [{ language: 'en', publisher: 'The Lakes Courier', text: 'river' }, ['attack', 'second-round', 'first-round']],
]

describe.each(STORES)('on $name', store => {
  let folder = ''
  let ledger: Ledger
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-'))
    ledger = await openWorld(store.freshIn(folder))
  })
  afterAll(async () => {
    await ledger.close()
    rmSync(folder, { recursive: true })
  })

  describe('findEvents', () => {
    test.each(FILTERS)('finds by %j', async (filter, ids) => {
      expect((await findEvents(ledger.reader, filter)).rows.map(({ id }) => id)).toEqual(ids)
      expect((await countEvents(ledger.reader, filter)).total).toBe(ids.length)
    })
    test('says where the sentence stands', async () => {
      for (const { dispatch, record } of (await findEvents(ledger.reader, {})).rows) {
        const { text } = await openDispatch(ledger.reader, dispatch.id)
        expect(text.slice(record.evidence.start, record.evidence.end)).toBe(record.evidence.quote)
      }
    })
    test('pages, and goes on as the list stood while others add to it', async () => {
      const own = await openWorld(store.fresh())
      const first = await findEvents(own.reader, {}, { limit: 2 })
      expect(first.rows.map(({ id }) => id)).toEqual(['ev-reversed', 'ev-shelled'])
      const [reading] = WORLD
      const dispatch = { ...reading!.document, id: 'late', published: '2025-04-16' }
      await own.transact(async writer => {
        await writer.record({ dispatch, name: 'l', receivedAt: null }, reading!, WORLD_VERSION)
        await writer.review({ record: 'ev-proposed', decision: 'accept', reviewer: 'amina' })
      })
      const second = await findEvents(own.reader, {}, { limit: 2, cursor: first.next })
      expect(second.rows.map(({ id, review }) => `${id} ${review}`)).toEqual([
        'ev-proposed unreviewed',
        'ev-freed unreviewed',
      ])
      expect(second.head.sequence).toBe(11)
      expect(second.asOf).toBe(8)
      const third = await findEvents(own.reader, {}, { limit: 2, cursor: second.next })
      expect(third).toMatchObject({ rows: [{ id: 'ev-met' }], next: null })
      await own.close()
    })
    test.each(['', 'x', 'W10', Buffer.from('["00000000",1,"",1]').toString('base64url')])(
      'refuses the cursor %j',
      async cursor => {
        await expect(findEvents(ledger.reader, {}, { cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
      },
    )
    test('refuses the cursor of another list', async () => {
      const { next } = await findEvents(ledger.reader, {}, { limit: 1 })
      const other = findEvents(ledger.reader, { actor: 'COD' }, { cursor: next })
      await expect(other).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    })
    test('knows at a moment what was recorded by then', async () => {
      const ids = async (asOf: string) => (await findEvents(ledger.reader, {}, { asOf })).rows.map(({ id }) => id)
      expect(await ids('2025-04-19')).toEqual([])
      expect(await ids('2025-04-20T08:00:01Z')).toEqual([])
      expect(await ids('2025-04-20T08:00:02.000Z')).toEqual(['ev-freed', 'ev-met'])
      expect(await ids('2025-04-20')).toHaveLength(5)
      await expect(ids('yesterday')).rejects.toMatchObject({ code: 'MOMENT_INVALID' })
      await expect(ids('2025-04-31T99:00Z')).rejects.toMatchObject({ code: 'MOMENT_INVALID' })
    })
  })

  describe('findProcessObjects', () => {
    test.each(OBJECTS)('finds by %j', async (filter, expected) => {
      const { rows } = await findProcessObjects(ledger.reader, filter)
      const named = rows.map(({ kind, record }) => {
        const { ordinal, issue, code, party } = record as unknown as Record<string, unknown>
        return `${kind} ${String(ordinal ?? issue ?? code ?? party)}`
      })
      expect(named).toEqual(expected)
    })
    test('pages', async () => {
      const first = await findProcessObjects(ledger.reader, {}, { limit: 6 })
      const second = await findProcessObjects(ledger.reader, {}, { limit: 6, cursor: first.next })
      expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(11)
      expect(second.next).toBeNull()
    })
  })

  describe('findDispatches', () => {
    test.each(DISPATCHES)('finds by %j', async (filter, ids) => {
      expect((await findDispatches(ledger.reader, filter)).rows.map(({ id }) => id)).toEqual(ids)
    })
    test('pages', async () => {
      const { next } = await findDispatches(ledger.reader, {}, { limit: 3 })
      expect((await findDispatches(ledger.reader, {}, { cursor: next })).rows.map(({ id }) => id)).toEqual([
        'first-round',
      ])
    })
  })

  describe('openDispatch', () => {
    test('gives the text and all that is said of it', async () => {
      const view = await openDispatch(ledger.reader, 'second-round')
      expect(view).toMatchObject({ title: 'A ceasefire on the table', version: 1, isRedacted: false, sequence: 3 })
      expect(view.process.map(({ kind }) => kind)).toEqual([
        'delegation',
        'party',
        'party',
        'position',
        'proposal',
        'round',
      ])
      expect(view.readings).toMatchObject([{ engine: '0.1.0', isCurrent: true, doubts: [] }])
      expect(view.head.sequence).toBe(8)
    })
    test('keeps hostile text exactly', async () => {
      expect((await openDispatch(ledger.reader, 'hostile')).text).toBe(WORLD[3]!.document.text)
    })
    test('refuses an id that is not there, or was not then', async () => {
      await expect(openDispatch(ledger.reader, 'none')).rejects.toMatchObject({ code: 'DISPATCH_UNKNOWN' })
      await expect(openDispatch(ledger.reader, 'attack', { asOf: '2025-04-19' })).rejects.toMatchObject({ code: 'DISPATCH_UNKNOWN' }) // prettier-ignore
    })
  })

  describe('searchDispatches', () => {
    test('shows the piece of text with the words marked', async () => {
      const { rows } = await searchDispatches(ledger.reader, 'ceasefires "second round"')
      const { snippet } = rows[0]!
      const { text } = await openDispatch(ledger.reader, rows[0]!.dispatch.id)
      expect(text.slice(snippet!.start, snippet!.end)).toBe(snippet!.text)
      expect(snippet!.marks.map(({ start, end }) => text.slice(start, end))).toEqual(['second', 'round', 'ceasefire'])
    })
    test('puts a word in the title first when asked for the best', async () => {
      const { rows, next } = await searchDispatches(ledger.reader, 'kivu OR ceasefire OR round', { order: 'relevance' })
      expect(rows).toEqual([])
      expect(next).toBeNull()
      const best = await searchDispatches(ledger.reader, 'round', { order: 'relevance' })
      expect(best.rows.map(({ dispatch }) => dispatch.id)).toEqual(['first-round', 'second-round'])
    })
    test.each([
      '',
      '   ',
      '"',
      '-',
      '*',
      '()',
      'NEAR(',
      '^',
      '"unclosed',
      'title:',
      "'; drop table entry; --",
      '-only',
    ])('takes %j as it is', async typed => {
      await expect(searchDispatches(ledger.reader, typed)).resolves.toMatchObject({ next: null })
    })
  })

  describe('countAll', () => {
    test('counts what is held', async () => {
      expect(await countAll(ledger.reader)).toMatchObject({ dispatches: 4, events: 5, processObjects: 11, reviews: { unreviewed: 5 } }) // prettier-ignore
      expect(await countAll(ledger.reader, '2025-01-01')).toMatchObject({
        dispatches: 0,
        asOf: 0,
        head: { sequence: 8 },
      })
    })
  })
})

describe('matchExpression', () => {
  test('makes words of whatever was typed', () => {
    expect(matchExpression(typedTerms('cease* -fire "two words" OR') ?? [])).toBe(
      '("cease" * AND "two words" AND "OR") NOT "fire"',
    )
    expect(typedTerms('-only "" *')).toBeNull()
  })
})

describe('snippetOf', () => {
  test('begins at a word and stays within the text', () => {
    const text = `${'lorem '.repeat(50)}ceasefire${' ipsum'.repeat(100)}`
    const snippet = snippetOf(text, ['ceasefire'])!
    expect(snippet.text).toMatch(/^lorem/)
    expect(snippet.text).toHaveLength(240)
  })
  test('is nothing where the words are not', () => {
    expect(snippetOf('They met.', ['ceasefire'])).toBeNull()
    expect(snippetOf('They met.', [])).toBeNull()
  })
})
