import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { tamper } from '../support/ledger-file.ts'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

async function world(): Promise<string> {
  const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
  await ledger.close()
  return ledger.path
}

describe('parley verify', () => {
  test('prints the head of a chain that holds', async () => {
    const path = await world()
    const { head } = await verifyLedger(path)
    const printed = `The chain holds: 8 entries, 8 blobs.\nHead 8:${head.hash}\n`
    expect(await parley(['verify', '--ledger', path])).toEqual({ status: 0, out: printed, err: '' })
    expect((await parley(['verify', '--ledger', path, '--head', `8:${head.hash}`])).status).toBe(0)
  })
  test('names the first broken entry and ends with 1', async () => {
    const path = await world()
    tamper(path, connection =>
      connection.exec(`update entry set body = replace(body, 'o', '0') where sequence in (4, 6)`),
    )
    const { status, out, err } = await parley(['verify', '--ledger', path])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toBe('Broken at entry 4 (reading-made): its content does not give its hash: something was changed\n')
    const json = await parley(['verify', '--ledger', path, '--format', 'json'])
    expect(JSON.parse(json.out)).toMatchObject({ broken: { sequence: 4, kind: 'reading-made' }, head: { sequence: 3 } })
  })
  test('finds a missing tail by --head', async () => {
    const path = await world()
    const { head } = await verifyLedger(path)
    tamper(path, connection =>
      connection.exec(`delete from entry where sequence = 8; delete from blob where rowid = 8`),
    )
    expect((await parley(['verify', '--ledger', path])).status).toBe(0)
    const { status, err } = await parley(['verify', '--ledger', path, '--head', `8:${head.hash}`])
    expect(status).toBe(1)
    expect(err).toMatch(/^Broken at entry 8: the chain ends at entry 7/)
  })
  test.each(['8', '8:abc', ':', 'x:y', `0x8:${'a'.repeat(64)}`])('takes %j for no head', async head => {
    expect(await parley(['verify', '--ledger', await world(), '--head', head])).toMatchObject({
      status: 1,
      err: expect.stringContaining('is no head of a ledger') as string,
    })
  })
  test('says in one line that there is none', async () => {
    const { status, err } = await parley(['verify', '--ledger', join(freshFolder(), 'none.sqlite')])
    expect(status).toBe(1)
    expect(err).toMatch(/^There is no ledger at .*none\.sqlite: .*\n$/)
  })
})
