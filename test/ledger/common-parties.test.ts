import { expect, test, vi } from 'vitest'
import { countEvents } from '../../src/ledger/queries/counts.ts'
import { findEvents, type EventFilter } from '../../src/ledger/queries/events.ts'
import { findHappenings, type HappeningFilter } from '../../src/ledger/queries/happenings.ts'
import { BUKAVU, GOMA, openEmpty, print, type Told } from '../support/outlets.ts'
import { STORES } from '../support/stores.ts'

vi.setConfig({ testTimeout: 120_000 })

const dayOf = (i: number) => new Date(Date.parse('2020-01-01') + i * 86_400_000).toISOString().slice(0, 10)

/** One a day: every one of the front's, every third in Bukavu, every hundredth on the mediator. */
const TOLD: readonly Told[] = Array.from({ length: 10_200 }, (_, i) => ({
  id: `e-${i}`,
  actor: ['COD/REB River Front'],
  recipient: [i % 100 === 0 ? 'QAT' : 'COD'],
  day: dayOf(i),
  places: [i % 3 === 0 ? BUKAVU : GOMA],
}))

test.each(STORES)(
  'a party of thousands of events is found page by page, the latest first, as a rare one is, on $name',
  async store => {
    const ledger = await openEmpty(store.fresh())
    for (let i = 0; i < TOLD.length; i += 100) {
      await print(ledger, { id: `d-${i}`, published: dayOf(i + 99), events: TOLD.slice(i, i + 100) })
    }
    const ids = async (filter: EventFilter) => {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof findEvents>> = await findEvents(ledger.reader, filter, {
          limit: 1000,
          cursor,
        })
        found.push(...page.rows.map(row => row.id))
        cursor = page.next
      } while (cursor !== null)
      expect(found).toHaveLength((await countEvents(ledger.reader, filter)).total)
      return found
    }
    const expected = (holds: (i: number) => boolean) => TOLD.map((_, i) => i).filter(holds).reverse().map(i => `e-${i}`) // prettier-ignore
    expect(await ids({ actor: 'COD' })).toEqual(expected(() => true))
    expect(await ids({ actor: 'COD/REB', from: dayOf(50), to: dayOf(1500) })).toEqual(
      expected(i => i >= 50 && i <= 1500),
    )
    expect(await ids({ actor: 'COD', recipient: 'COD', place: 'buk' })).toEqual(expected(i => i % 3 === 0 && i % 100 !== 0)) // prettier-ignore
    expect(await ids({ actor: 'COD', recipient: 'QAT' })).toEqual(expected(i => i % 100 === 0))
    const reported = async (filter: HappeningFilter) =>
      (await findHappenings(ledger.reader, filter, { limit: 300 })).rows.map(({ record }) => record.first.record)
    const firstOf = (holds: (i: number) => boolean) => expected(holds).slice(0, 300)
    expect(await reported({ actor: 'COD' })).toEqual(firstOf(() => true))
    expect(await reported({ category: ['ASSAULT'], to: dayOf(5000) })).toEqual(firstOf(i => i <= 5000))
    expect(await reported({ actor: 'COD', place: 'buk' })).toEqual(firstOf(i => i % 3 === 0))
    expect(await reported({ category: ['AGREE'] })).toEqual([])
    await ledger.close()
  },
)
