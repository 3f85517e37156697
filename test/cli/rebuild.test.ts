import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../support/folder.ts'
import { viewsOf } from '../support/ledger-file.ts'
import { parley } from '../support/terminal.ts'
import { openWorld } from '../support/world.ts'

describe('parley rebuild', () => {
  test('comes to the same views and says from how much', async () => {
    const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
    await ledger.close()
    const before = viewsOf(ledger.path)
    const rebuilt = await parley(['rebuild', '--ledger', ledger.path])
    expect(rebuilt).toEqual({ status: 0, out: 'Rebuilt from 8 entries.\n', err: '' })
    expect(viewsOf(ledger.path)).toEqual(before)
  })
  test('makes no ledger where there is none', async () => {
    const path = join(freshFolder(), 'none.sqlite')
    expect(await parley(['rebuild', '--ledger', path])).toMatchObject({ status: 1, out: '' })
    expect(await parley(['rebuild', '--ledger', path, 'now'])).toMatchObject({ status: 2 })
  })
})
