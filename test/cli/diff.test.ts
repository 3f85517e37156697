import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { readHead } from '../../src/ledger/reader.ts'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'
import { WITNESS, witnessReading } from '../support/witness.ts'
import { openWorld, WORLD_VERSION } from '../support/world.ts'

/** A ledger of the world in which somebody has decided since. */
async function decidedWorld(): Promise<string> {
  const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
  await ledger.close()
  await useLedger(ledger.path, {}, opened =>
    opened.transact(async writer => {
      await writer.correct({ record: 'ev-met', slot: 'status', value: 'denied', reviewer: 'amina' })
      await writer.redact({ dispatch: 'attack', why: 'names a victim', reviewer: 'boris' })
    }),
  )
  return ledger.path
}

const WORLD_END = '2025-04-20T08:00:08Z'

describe('parley diff', () => {
  test('prints each change with the entry that did it', async () => {
    const { status, out } = await parley(['diff', '--ledger', await decidedWorld(), '--from', WORLD_END, '--format', 'table']) // prettier-ignore
    expect(status).toBe(0)
    expect(out.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').split('\n')).toEqual([
      '2025-03-04 · The Lakes Courier · First round ends in Doha · first-round',
      '  ~ consult · Democratic Republic of the Congo · denied “Delegations of the Congolese government an…',
      '    ev-met',
      '    status: happened → denied',
      '      correction by amina, TIME, entry 9',
      '',
      '2025-04-17 · The Lakes Courier · attack',
      '  * words were taken away',
      '      redaction by boris, TIME, entry 10',
      '',
      expect.stringMatching(/^~ Happening h-[0-9a-f]{12}: 2025-03-03 · consult · Democratic/),
      '    status: happened → denied',
      '      correction by amina, TIME, entry 9',
      '',
      'Changed between entries 8 and 10: 2 dispatches, 1 happening.',
      '',
    ])
  })
  test('prints JSON one a line', async () => {
    const { out } = await parley(['diff', '--ledger', await decidedWorld(), '--from', WORLD_END])
    const rows = out.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>) // prettier-ignore
    expect(rows.map(({ of }) => of)).toEqual(['dispatch', 'dispatch', 'happening'])
    expect(rows[0]).toMatchObject({ changed: [{ id: 'ev-met', slots: [{ slot: 'status', causes: [{ by: 'amina', sequence: 9 }] }] }] }) // prettier-ignore
  })
  test.each(['table', 'json'])('withholds the names of private persons as %s; --names shows them', async format => {
    const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
    const { document: dispatch, ...rest } = witnessReading()
    await ledger.transact(async writer => {
      await writer.record({ dispatch, name: 'a', receivedAt: null }, { document: dispatch, ...rest }, WORLD_VERSION)
      await writer.correct({ record: 'ev-seen', slot: 'attribution', value: [], reviewer: 'amina' })
    })
    await ledger.close()
    const diff = (...args: string[]) => parley(['diff', '--ledger', ledger.path, '--from', WORLD_END, '--format', format, ...args], { columns: 300 }) // prettier-ignore
    const { status, out } = await diff()
    expect(status).toBe(0)
    expect(out).toContain('What [name withheld] saw')
    expect(out).toContain('freed 12 prisoners, [name withheld] said.')
    expect(out).not.toContain('Oakbough')
    expect((await diff('--names')).out).toContain(`What ${WITNESS} saw`)
  })
  test('withholds a name that only the state before still has', async () => {
    const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
    const { document: dispatch, ...rest } = witnessReading()
    await ledger.transact(writer => writer.record({ dispatch, name: 'a', receivedAt: null }, { document: dispatch, ...rest }, WORLD_VERSION)) // prettier-ignore
    const { recordedAt } = await readHead(ledger.reader)
    await ledger.transact(writer => writer.correct({ record: 'ev-seen', slot: 'attribution', value: [], reviewer: 'amina' })) // prettier-ignore
    await ledger.close()
    const { out } = await parley(['diff', '--ledger', ledger.path, '--from', recordedAt ?? '', '--format', 'table'], { columns: 300 }) // prettier-ignore
    expect(out).toMatch(/attribution: \[name withheld\] \(UNK\) → none/)
    expect(out).not.toContain('Oakbough')
  })
  test('refuses what is no moment, and moments in the wrong order', async () => {
    const path = await decidedWorld()
    const failing = async (...args: string[]) => (await parley(['diff', '--ledger', path, ...args])).err
    expect(await failing('--from', 'last week')).toMatch(/^last week is no moment/)
    expect(await failing('--from', '2100-01-01', '--to', '2025-04-19')).toMatch(/^--from 2100-01-01 lies after --to 2025-04-19/) // prettier-ignore
    expect(await failing('--from', '2025-04-19', '--dispatch', 'none')).toMatch(/holds no dispatch none/)
    expect(await failing()).toMatch(/--from/)
    expect(await failing('--from', '2025-04-19', '--category', 'WAR')).toMatch(/^--category does not know WAR.*: see `parley diff --help`\n$/) // prettier-ignore
  })
})
