import { describe, expect, test } from 'vitest'
import { openDiff } from '../../src/ledger/queries/diff.ts'
import { findHappenings } from '../../src/ledger/queries/happenings.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { NEXT_VERSION, readersOf, reread } from '../support/rereading.ts'
import { STORES, type StoreKind } from '../support/stores.ts'
import { openWorld, WORLD } from '../support/world.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { DiffFilter } from '../../src/ledger/queries/diff-filter.ts'

const [firstRound, , attack] = WORLD as [(typeof WORLD)[0], (typeof WORLD)[0], (typeof WORLD)[0]]
const met = firstRound.events[0]!
const shelled = attack.events[0]!
const BEFORE_ALL = '2025-01-01'

async function withWorld(store: StoreKind, work: (ledger: Ledger, world: string) => Promise<void>): Promise<void> {
  const ledger = await openWorld(store.fresh())
  try {
    await work(ledger, (await readHead(ledger.reader)).recordedAt ?? '')
  } finally {
    await ledger.close()
  }
}

async function allOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** All that changed between two moments. */
async function diff(
  { reader }: Ledger,
  from: string,
  { to = null, ...filter }: DiffFilter & { to?: string | null } = {},
) {
  const { dispatches, happenings, range } = await openDiff(reader, { from, to }, filter)
  return { range, dispatches: await allOf(dispatches), happenings: await allOf(happenings) }
}

const moment = async ({ reader }: Ledger) => (await readHead(reader)).recordedAt ?? ''

/** A report of the attack by another outlet, with other counts, days later. */
async function reportAttack(ledger: Ledger, id: string, killed: number): Promise<void> {
  const words = `${killed} people`
  const figures = [{ kind: 'killed' as const, min: killed, max: killed, text: words }]
  const text =
    id === 'goma'
      ? `${words} died under shells in North Kivu on Wednesday, a nurse told this paper.`
      : `Doctors have counted ${words} killed; rockets fell on the village market, said a priest who had fled to ${id}.`
  const dispatch = { ...attack.document, id, text, publisher: 'Hill Post', title: null, url: null }
  const date = { text: 'on Wednesday', edtf: '2025-04-16', start: '2025-04-16', end: '2025-04-16' }
  const event = { ...shelled, id: `ev-${id}`, figures, date, evidence: { start: 0, end: text.length, quote: text } }
  const reading = { document: dispatch, events: [event], process: attack.process }
  await ledger.transact(writer => writer.record({ dispatch, name: id, receivedAt: null }, reading, NEXT_VERSION))
}

describe.each(STORES)('what changed between two moments, on $name', store => {
  test('is all there is since before the first entry, and nothing from now on', () =>
    withWorld(store, async (ledger, world) => {
      const { dispatches, range } = await diff(ledger, BEFORE_ALL)
      expect(range).toEqual({ from: 0, to: 8 })
      expect(dispatches.map(({ dispatch, befallen }) => [dispatch.id, befallen[0]?.what])).toEqual([
        ['first-round', 'new'],
        ['second-round', 'new'],
        ['attack', 'new'],
        ['hostile', 'new'],
      ])
      expect(dispatches[2]).toMatchObject({ befallen: [{ cause: { sequence: 5, kind: 'dispatch-stored', by: 'The Lakes Courier' } }], added: [{ id: 'ev-shelled', cause: { sequence: 6, kind: 'reading-made', by: 'parley 0.1.0' } }] }) // prettier-ignore
      expect(await diff(ledger, world)).toEqual({ range: { from: 8, to: 8 }, dispatches: [], happenings: [] })
    }))
  test('names the reading, the correction and the review behind each slot', () =>
    withWorld(store, async (ledger, world) => {
      await ledger.transact(async writer => {
        await writer.correct({ record: 'ev-met', slot: 'issue', value: 'talks', reviewer: 'amina' })
        await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'boris' })
      })
      const decided = await moment(ledger)
      await reread(ledger, { readers: readersOf({ 'first-round': { events: [{ ...met, status: 'planned' }] } }) })
      const { dispatches } = await diff(ledger, world)
      expect(dispatches).toHaveLength(1)
      expect(dispatches[0]).toMatchObject({
        dispatch: { id: 'first-round' },
        befallen: [],
        added: [],
        gone: [{ id: 'ev-freed', cause: { sequence: 14, kind: 'reading-made', by: 'parley 0.2.0' } }],
        changed: [
          {
            id: 'ev-met',
            slots: [
              { slot: 'issue', old: null, new: 'talks', causes: [{ sequence: 9, kind: 'correction', by: 'amina' }] },
              { slot: 'status', old: 'happened', new: 'planned', causes: [{ sequence: 14, by: 'parley 0.2.0' }] },
              { slot: 'review', old: 'unreviewed', new: 'accepted', causes: [{ sequence: 10, by: 'boris' }] },
            ],
          },
        ],
      })
      const until = await diff(ledger, world, { to: decided })
      expect(until.dispatches[0]?.changed[0]?.slots.map(({ slot }) => slot)).toEqual(['issue', 'review'])
    }))
  test('is nothing where a slot came back to what it was', () =>
    withWorld(store, async (ledger, world) => {
      await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina' }))
      await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'withdraw', reviewer: 'amina' }))
      expect((await diff(ledger, world)).dispatches).toEqual([])
    }))
  test('tells of another text, of words taken away, of what is passed over, and of what is read at last', () =>
    withWorld(store, async (ledger, world) => {
      const incoming = (id: string, text: string) => ({ dispatch: { ...firstRound.document, id, text }, name: id, receivedAt: null }) // prettier-ignore
      await ledger.transact(async writer => {
        await writer.store(incoming('first-round', 'A new text.'))
        await writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'amina' })
        await writer.passOver(incoming('goal', 'A goal.'), { why: 'not-about-this', engine: '0.1.0', score: -2 })
      })
      const { dispatches } = await diff(ledger, world)
      expect(dispatches.map(({ dispatch, befallen }) => [dispatch.id, ...befallen.map(({ what }) => what)])).toEqual([
        ['first-round', 'new-text'],
        ['attack', 'redacted'],
        ['goal', 'new', 'passed-over'],
      ])
      expect(dispatches[0]?.gone.find(({ id }) => id === 'ev-met')?.cause).toMatchObject({ kind: 'dispatch-stored', sequence: 9 }) // prettier-ignore
      const passed = await moment(ledger)
      await reread(ledger, { filter: { all: true, dispatch: 'goal' } })
      expect((await diff(ledger, passed)).dispatches).toMatchObject([{ dispatch: { id: 'goal' }, befallen: [{ what: 'read' }] }]) // prettier-ignore
    }))
  test('tells how counts and origins of a happening grew, and how a merge or its undoing changed them', () =>
    withWorld(store, async ledger => {
      await reportAttack(ledger, 'goma', 9)
      const one = await moment(ledger)
      await reportAttack(ledger, 'sake', 12)
      const [happening] = (await findHappenings(ledger.reader, { dispatch: 'goma' })).rows
      const grown = (await diff(ledger, one)).happenings.find(({ id }) => id === happening?.id)
      expect(grown).toMatchObject({
        what: 'changed',
        slots: [
          { slot: 'killed', old: ['9 people'], new: ['9 people – 12 people'], causes: [{ sequence: 12 }] },
          { slot: 'dispatches', old: 1, new: 2 },
          { slot: 'origins', old: 1, new: 2 },
        ],
      })
      const two = await moment(ledger)
      const [first] = (await findHappenings(ledger.reader, { dispatch: 'goma' })).rows
      const ref = { dispatch: 'sake', record: 'ev-sake' }
      await ledger.transact(writer => writer.split({ happening: first!.id, records: [ref], reviewer: 'amina' }))
      const split = await diff(ledger, two)
      expect(split.dispatches).toEqual([])
      expect(split.happenings.map(({ what, cause, slots }) => [what, (cause ?? slots[0]?.causes[0])?.kind]).sort()).toEqual([['changed', 'split'], ['new', 'split']]) // prettier-ignore
      const three = await moment(ledger)
      await ledger.transact(writer => writer.undo({ entry: 13, reviewer: 'amina' }))
      expect((await diff(ledger, three)).happenings.map(({ what }) => what).sort()).toEqual(['changed', 'gone'])
      expect((await diff(ledger, two)).happenings).toEqual([])
    }))
  test('can be narrowed to a dispatch, a party, who acts, or a category', () =>
    withWorld(store, async ledger => {
      const ids = async (filter: DiffFilter) => (await diff(ledger, BEFORE_ALL, filter)).dispatches.flatMap(({ added }) => added.map(({ id }) => id.replace(/:.*/, ''))) // prettier-ignore
      expect(await ids({ category: ['ASSAULT'] })).toEqual(['ev-shelled'])
      expect(await ids({ actor: 'COD/REB', category: ['ASSAULT', 'CONSULT'] })).toEqual(['ev-shelled'])
      expect(await ids({ party: 'COD/REB', dispatch: 'second-round' })).toEqual(['ev-proposed', 'party', 'proposal'])
      expect(await ids({ dispatch: 'attack' })).toEqual(['ev-shelled'])
    }))
})
