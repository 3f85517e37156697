import { expect, test } from 'vitest'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { acknowledged, end, start, writeDispatches } from '../support/programs.ts'
import { STORES } from '../support/stores.ts'

const EACH = 400

test.each(STORES)(
  'two processes make and fill one ledger at once, one chain for both, on $name',
  async store => {
    const folder = freshFolder()
    const path = store.fresh()
    const [ours, theirs, both] = ['ours', 'theirs', 'both'].map(name => writeDispatches(folder, name, EACH)) as [string, string, string] // prettier-ignore
    const one = end(start('add-program.ts', [path, ours, both]))
    const two = end(start('add-program.ts', [path, both, theirs]))
    const ended = await Promise.all([one, two])
    expect(ended.map(({ status, err }) => ({ status, err }))).toEqual([
      { status: 0, err: '' },
      { status: 0, err: '' },
    ])
    const lines = ended.flatMap(({ out }) => acknowledged(out))
    expect(lines).toHaveLength(4 * EACH)
    // What both were given was added once: by the one or by the other.
    expect(lines.filter(({ state }) => state === 'added')).toHaveLength(3 * EACH)
    const hashes = (await store.rows(path, 'select hash from entry order by sequence')).map(([hash]) => hash)
    expect(lines.filter(({ sequence, hash }) => hashes[sequence - 1] !== hash)).toEqual([])
    expect(await verifyLedger(path)).toMatchObject({ broken: null, head: { sequence: 6 * EACH } })
    const ledger = await openLedger(path, { clock: () => new Date(), readOnly: true })
    expect(await countAll(ledger.reader)).toMatchObject({ dispatches: 3 * EACH, events: 3 * EACH })
    await ledger.close()
  },
  120_000,
)
