import { expect, test } from 'vitest'
import { ParleyError } from '../../src/errors.ts'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { findDispatches } from '../../src/ledger/queries/dispatches.ts'
import { recordArrivals, type Outcome } from '../../src/ledger/record-arrivals.ts'
import { STORES } from '../support/stores.ts'
import { worldReader } from '../support/world.ts'

const dispatch = { id: 'ru-1', title: null, text: 'Делегации встретились в Дохе.', publisher: null, published: null, url: null, language: 'ru' } // prettier-ignore

test.each(STORES)('a dispatch in another language is stored once, unread, and said so, on $name', async store => {
  const reader = {
    ...worldReader(),
    read: () => Promise.reject(new ParleyError('DISPATCH_LANGUAGE', { name: 'ru-1', language: 'ru' })),
  }
  async function* arrivals() {
    yield await Promise.resolve({ name: 'ru.txt', dispatch })
  }
  await useLedger(store.fresh(), {}, async ledger => {
    const outcomes: Outcome[] = []
    for (let run = 0; run < 2; run++) {
      const options = { ledger, version: reader.version, openReader: () => Promise.resolve(reader) }
      for await (const outcome of recordArrivals(arrivals(), options)) outcomes.push(outcome)
    }
    expect(outcomes).toMatchObject([
      { name: 'ru.txt', failure: { code: 'DISPATCH_LANGUAGE' } },
      { name: 'ru.txt', failure: { code: 'DISPATCH_LANGUAGE' } },
    ])
    const { rows } = await findDispatches(ledger.reader, { language: 'ru' })
    expect(rows).toMatchObject([{ id: 'ru-1', version: 1 }])
    return 0
  })
})
