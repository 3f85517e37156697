import { beforeEach, describe, expect, test } from 'vitest'
import {
  findHappenings,
  happeningsOf,
  openHappening,
  type HappeningFilter,
} from '../../../src/ledger/queries/happenings.ts'
import { verifyLedger } from '../../../src/ledger/verify.ts'
import { STORES, viewsIn } from '../../support/stores.ts'
import { GOMA, KIVU, openEmpty, print, type Told } from '../../support/outlets.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'

const strike: Told = { actor: ['COD/REB River Front'], recipient: ['COD'], day: '2025-03-03', places: [GOMA], mode: ['heavy-weapons'] } // prettier-ignore
const planned: Told = { event: 'AGREE', status: 'planned', issue: 'talks', mode: ['meet'], actor: ['COD/GOV', 'COD/REB River Front'], day: '2025-04-14' } // prettier-ignore
const held: Told = { ...planned, event: 'CONSULT', status: 'happened' }

let ledger: Ledger
let address = ''

const all = async (filter: HappeningFilter = {}, asOf: string | null = null) =>
  (await findHappenings(ledger.reader, filter, { asOf })).rows
const only = async () => {
  const rows = await all()
  expect(rows).toHaveLength(1)
  return rows[0]!
}
const happeningOf = async ({ dispatch, record }: { readonly dispatch: string; readonly record: string }) =>
  (await happeningsOf(ledger.reader, dispatch)).find(one => one.record === record)?.happening ?? null
const reportersOf = async (id: string) => (await openHappening(ledger.reader, id)).reports.map(row => row.dispatch.id)

describe.each(STORES)('on $name', store => {
  beforeEach(async () => {
    address = store.fresh()
    ledger = await openEmpty(address)
    return () => ledger.close()
  })

  describe('what several outlets report', () => {
    test('is one happening with both counts, and with who gives which', async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [{ ...strike, figures: [['killed', 7]], speaker: 'the army' }] }) // prettier-ignore
      await print(ledger, { id: 'b', published: '2025-03-05', events: [{ ...strike, places: [KIVU], figures: [['killed', 12]] }] }) // prettier-ignore
      const { id, dispatches, origins, record } = await only()
      expect({ dispatches, origins, records: record.records }).toEqual({ dispatches: 2, origins: 2, records: 2 })
      expect(record.figures).toMatchObject([
      { kind: 'killed', isAhead: false, low: { dispatch: 'a', min: 7, speakers: ['the army'] }, high: { dispatch: 'b', min: 12, speakers: [] } },
    ]) // prettier-ignore
      expect(record.places.map(({ name }) => name)).toEqual(['Goma', 'North Kivu'])
      expect(record.actors).toEqual([{ code: 'COD/REB', name: 'River Front' }])
      expect(record.recipients).toEqual([{ code: 'COD', name: 'Democratic Republic of the Congo' }])
      expect(await reportersOf(id)).toEqual(['a', 'b'])
    })
    test('counts ten prints of one wire as one origin', async () => {
      const text = 'GOMA (Lakes Wire) - Fighters of the River Front shelled the harbour of Goma on Monday and killed seven people, the army said, as talks in Doha went on for a third day without a result.' // prettier-ignore
      for (let i = 0; i < 10; i++) await print(ledger, { id: `p${i}`, published: '2025-03-04', text, events: [strike] })
      await print(ledger, { id: 'other', published: '2025-03-04', events: [strike] })
      expect(await only()).toMatchObject({ dispatches: 11, origins: 2 })
      expect(await all({ origins: 3 })).toEqual([])
      const { reports } = await openHappening(ledger.reader, (await only()).id)
      expect(new Set(reports.slice(0, 10).map(({ origin }) => origin)).size).toBe(1)
    })
    test('keeps plans apart from what came, in its counts', async () => {
      await print(ledger, {
        id: 'a',
        published: '2025-04-10',
        events: [{ ...planned, figures: [['participants', 40]] }],
      })
      await print(ledger, { id: 'b', published: '2025-04-15', events: [{ ...held, figures: [['participants', 30]] }] })
      expect((await only()).record.figures.map(({ isAhead, low }) => [isAhead, low.min])).toEqual([[true, 40], [false, 30]]) // prettier-ignore
    })
    test('stays two where one report tells two', async () => {
      const events = [
        { ...strike, figures: [['killed', 7]] },
        { ...strike, figures: [['killed', 90]] },
      ] satisfies Told[]
      await print(ledger, { id: 'a', published: '2025-03-04', events })
      expect(await all()).toHaveLength(2)
    })
    test('takes the likelier of two records of one text, whatever their order', async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [{ ...strike, figures: [['killed', 12]] }] })
      const events = [
        { ...strike, figures: [['killed', 10]] },
        { ...strike, figures: [['killed', 12]] },
      ] satisfies Told[]
      await print(ledger, { id: 'b', published: '2025-03-05', events })
      expect(await happeningOf({ dispatch: 'b', record: 'b-1' })).toMatchObject({ dispatches: 2 })
      expect(await happeningOf({ dispatch: 'b', record: 'b-0' })).toMatchObject({ dispatches: 1 })
    })
    test('is found by what any of its records says', async () => {
      await print(ledger, {
        id: 'a',
        published: '2025-03-04',
        events: [{ ...strike, quote: 'Shells fell on the harbour.' }],
      })
      await print(ledger, {
        id: 'b',
        published: '2025-03-05',
        events: [{ ...strike, actor: [], quote: 'Goma was hit.' }],
      })
      expect(await all({ text: 'harbour' })).toMatchObject([{ dispatches: 2 }])
      expect(await all({ actor: 'COD/REB', dispatch: 'a' })).toHaveLength(1)
      expect(await all({ actor: 'COD/REB', dispatch: 'b' })).toEqual([])
      expect(await all({ place: 'gom', from: '2025-03-03', to: '2025-03-03' })).toHaveLength(1)
    })
  })

  describe('the status of a happening', () => {
    test('follows the latest report and keeps the earlier, in whatever order they come in', async () => {
      await print(ledger, { id: 'late', published: '2025-04-15', events: [held] })
      await print(ledger, { id: 'early', published: '2025-04-10', events: [planned] })
      const { record } = await only()
      expect(record).toMatchObject({ category: 'CONSULT', status: 'happened', kind: 'talks' })
      expect(record.statuses.map(({ status, published }) => [published, status])).toEqual([
        ['2025-04-10', 'planned'],
        ['2025-04-15', 'happened'],
      ])
    })
    test('says where some deny what others tell', async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [strike] })
      await print(ledger, { id: 'b', published: '2025-03-04', events: [{ ...strike, status: 'denied' }] })
      expect(await all({ disputed: true })).toMatchObject([{ record: { isDisputed: true, status: 'denied' } }])
    })
    test('can be asked for as it was known before', async () => {
      await print(ledger, { id: 'early', published: '2025-04-10', events: [planned] })
      const before = (await all())[0]!
      const moment = ledger.clock().toISOString()
      await print(ledger, { id: 'late', published: '2025-04-15', events: [held] })
      expect(await all({}, moment)).toEqual([before])
      const view = await openHappening(ledger.reader, before.id, { asOf: moment })
      expect(view.reports.map(({ dispatch }) => dispatch.id)).toEqual(['early'])
      expect((await only()).id).toBe(before.id)
    })
  })

  describe('a person’s decisions', () => {
    const twice = async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [strike] })
      await print(ledger, { id: 'b', published: '2025-03-04', events: [{ ...strike, places: [], mode: [], day: '2025-03-04' }] }) // prettier-ignore
      const [second, first] = await all()
      return { first: first!.id, second: second!.id }
    }
    test('merge two happenings, and take that back', async () => {
      const { first, second } = await twice()
      const { sequence } = await ledger.transact(writer => writer.merge({ happenings: [first, second], reviewer: 'amina', note: 'one night' })) // prettier-ignore
      expect(await only()).toMatchObject({ id: first, dispatches: 2, sequence })
      expect((await openHappening(ledger.reader, first)).reports.map(row => row.decidedBy)).toEqual([null, sequence])
      await ledger.transact(writer => writer.undo({ entry: sequence, reviewer: 'amina' }))
      expect((await all()).map(({ id, dispatches }) => [id, dispatches])).toEqual([[second, 1], [first, 1]]) // prettier-ignore
      await expect(ledger.transact(writer => writer.undo({ entry: sequence, reviewer: 'amina' }))).rejects.toMatchObject({ code: 'GROUPING_UNKNOWN' }) // prettier-ignore
      expect((await verifyLedger(address)).broken).toBeNull()
    })
    test('split one, and a later decision outlives the undoing of an earlier one', async () => {
      for (const id of ['a', 'b', 'c']) await print(ledger, { id, published: '2025-03-04', events: [strike] })
      const { id: whole } = await only()
      const split = await ledger.transact(writer => writer.split({ happening: whole, records: [{ dispatch: 'b', record: 'b-0' }, { dispatch: 'c', record: 'c-0' }], reviewer: 'a' })) // prettier-ignore
      const apart = (await happeningOf({ dispatch: 'b', record: 'b-0' }))!
      expect(apart).toMatchObject({ dispatches: 2 })
      await ledger.transact(writer => writer.split({ happening: apart.id, records: [{ dispatch: 'c', record: 'c-0' }], reviewer: 'a' })) // prettier-ignore
      await ledger.transact(writer => writer.undo({ entry: split.sequence, reviewer: 'a' }))
      expect(await reportersOf(whole)).toEqual(['a', 'b'])
      expect(await happeningOf({ dispatch: 'c', record: 'c-0' })).toMatchObject({ dispatches: 1 })
    })
    test('hold when the dispatch is read again, and when the views are rebuilt', async () => {
      const { first, second } = await twice()
      await ledger.transact(writer => writer.merge({ happenings: [first, second], reviewer: 'a' }))
      await print(ledger, { id: 'b', published: '2025-03-04', events: [{ ...strike, day: '2025-03-06' }] }, '9.0.0')
      expect(await reportersOf(first)).toEqual(['a', 'b'])
      const before = await viewsIn(store, address)
      await ledger.rebuild()
      expect(await viewsIn(store, address)).toEqual(before)
    })
    test('take a rejected record out, and bring it back where it was', async () => {
      for (const id of ['a', 'b']) await print(ledger, { id, published: '2025-03-04', events: [strike] })
      const { id } = await only()
      const decide = (decision: 'reject' | 'withdraw') => ledger.transact(writer => writer.review({ record: 'b-0', decision, reviewer: 'a' })) // prettier-ignore
      await decide('reject')
      expect(await reportersOf(id)).toEqual(['a'])
      await decide('withdraw')
      expect(await reportersOf(id)).toEqual(['a', 'b'])
    })
    test('correct a count, and the happening tells the new one', async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [{ ...strike, figures: [['killed', 70]] }] })
      const value = [{ kind: 'killed', min: 7, max: 7, text: 'seven' }]
      await ledger.transact(writer => writer.correct({ record: 'a-0', slot: 'figures', value, reviewer: 'a' }))
      expect((await only()).record.figures).toMatchObject([{ low: { min: 7 }, high: { min: 7 } }])
    })
    test('are refused where they would change nothing or name what is not there', async () => {
      const { first, second } = await twice()
      const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
      await refused(ledger.transact(writer => writer.merge({ happenings: [first, first], reviewer: 'a' })), 'GROUPING_EMPTY') // prettier-ignore
      await refused(ledger.transact(writer => writer.merge({ happenings: [first, 'h-none'], reviewer: 'a' })), 'HAPPENING_UNKNOWN') // prettier-ignore
      await refused(ledger.transact(writer => writer.split({ happening: first, records: [{ dispatch: 'a', record: 'a-0' }], reviewer: 'a' })), 'GROUPING_EMPTY') // prettier-ignore
      await refused(ledger.transact(writer => writer.split({ happening: second, records: [{ dispatch: 'a', record: 'a-0' }], reviewer: 'a' })), 'RECORD_UNKNOWN') // prettier-ignore
      await refused(openHappening(ledger.reader, 'h-none'), 'HAPPENING_UNKNOWN')
    })
  })

  describe('what comes anew', () => {
    test('a new text of a dispatch takes the place of what the old one told', async () => {
      for (const id of ['a', 'b']) await print(ledger, { id, published: '2025-03-04', events: [strike] })
      await print(ledger, { id: 'b', published: '2025-03-04', text: 'It was another town.', events: [] })
      expect(await only()).toMatchObject({ dispatches: 1 })
    })
    test('a new reading that says the same changes nothing', async () => {
      for (const id of ['a', 'b']) await print(ledger, { id, published: '2025-03-04', events: [strike] })
      const before = await only()
      await print(ledger, { id: 'b', published: '2025-03-04', events: [strike] }, '9.0.0')
      expect(await only()).toEqual(before)
    })
    test('a redaction takes the dispatch out, of the past as well', async () => {
      await print(ledger, { id: 'a', published: '2025-03-04', events: [strike] })
      const moment = ledger.clock().toISOString()
      await print(ledger, { id: 'b', published: '2025-03-05', events: [{ ...strike, figures: [['killed', 12]], speaker: 'Jeanne Mwamba' }] }) // prettier-ignore
      await ledger.transact(writer => writer.redact({ dispatch: 'b', why: 'names a victim', reviewer: 'a' }))
      expect(await only()).toMatchObject({ dispatches: 1, record: { figures: [] } })
      expect(await all({}, moment)).toMatchObject([{ dispatches: 1 }])
      expect(JSON.stringify(await viewsIn(store, address))).not.toContain('Mwamba')
    })
  })
})
