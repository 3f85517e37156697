import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { findEvents } from '../../src/ledger/queries/events.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { print } from '../support/outlets.ts'
import { STORES, viewsIn } from '../support/stores.ts'
import { parley } from '../support/terminal.ts'
import { tickingClock } from '../support/world.ts'

const clock = tickingClock()
const quote = 'Zebulonia fishermen were taken at Quarrymouth, a cousin said.'
const text = `${quote} The movement denied it, and nobody in the harbour would speak of what had happened that night.`
const event = { event: 'ASSAULT', actor: ['COD/REB River Front'], day: '2025-03-03', quote, speaker: 'Jemimah Oakbough' } as const // prettier-ignore

describe.each(STORES)('parley redact, on $name', store => {
  async function ledgerWithWords(): Promise<string> {
    const address = store.fresh()
    const ledger = await openLedger(address, { clock })
    await print(ledger, { id: 'a', published: '2025-03-04', text, events: [event] })
    await print(ledger, { id: 'copy', published: '2025-03-05', text, events: [event] })
    await print(ledger, { id: 'b', published: '2025-03-04', events: [{ ...event, quote: 'Others told of it.', speaker: 'the army' }] }) // prettier-ignore
    await ledger.transact(writer => writer.review({ record: 'a-0', decision: 'accept', reviewer: 'amina', note: 'Oakbough is her aunt' })) // prettier-ignore
    await ledger.close()
    return address
  }
  const redact = (address: string, dispatch: string) =>
    parley(['redact', dispatch, '--why', 'names a witness', '--reviewer', 'amina', '--ledger', address])

  test('takes words and records away, keeps the chain, and names what still carries the words', async () => {
    const address = await ledgerWithWords()
    const { status, out, err } = await redact(address, 'a')
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^Recorded as entry \d+:/) as string,
    })
    expect(err).toContain('The same words are still in copy (The copy Post)')
    await redact(address, 'copy')
    expect((await verifyLedger(address)).broken).toBeNull()
    expect(JSON.stringify(await viewsIn(store, address))).not.toMatch(/Zebulon|Quarrymouth|Oakbough/)
    const ledger = await openLedger(address, { clock })
    expect((await findEvents(ledger.reader, {})).rows.map(row => row.dispatch.id)).toEqual(['b'])
    await ledger.rebuild()
    expect(JSON.stringify(await viewsIn(store, address))).not.toMatch(/Zebulon|Quarrymouth|Oakbough/)
    await ledger.close()
  })

  test('takes a reason, and a dispatch that is there', async () => {
    const address = await ledgerWithWords()
    expect(await parley(['redact', 'a', '--ledger', address])).toMatchObject({ status: 2 })
    expect(await redact(address, 'none')).toMatchObject({ status: 1, err: expect.stringContaining('no dispatch none') as string }) // prettier-ignore
  })

  if (store.name === 'SQLite')
    test('leaves no byte of them in the files, of the full text neither, also while another process reads', async () => {
      const address = await ledgerWithWords()
      const other = await openLedger(address, { clock, readOnly: true })
      const bytes = () => ['', '-wal'].filter(end => existsSync(address + end)).map(end => readFileSync(address + end, 'latin1')).join('') // prettier-ignore
      expect(bytes()).toMatch(/zebulonia/i)
      for (const id of ['a', 'copy']) await redact(address, id)
      await other.close()
      // Stems are what full text keeps; a note that a person typed stays in its entry.
      expect(bytes()).not.toMatch(/zebulon|quarrymouth|fishermen|jemimah/i)
    })
})
