import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { look } from '../support/ledger-file.ts'
import { acknowledged, end, start, writeDispatches, type Acknowledged } from '../support/programs.ts'

const KILLS = 20
const DISPATCHES = 40_000

// The moments differ from run to run: each run looks at twenty more. What fails is printed with its moment.
test('whenever add is killed, the ledger opens, verifies, and holds all that was acknowledged', async () => {
  const folder = freshFolder()
  const path = join(folder, 'ledger.sqlite')
  const file = writeDispatches(folder, 'kill', DISPATCHES)
  const kept = new Map<string, Acknowledged>()
  for (let round = 0; round < KILLS; round++) {
    const child = start('add-program.ts', [path, file])
    const ended = end(child)
    // Every fifth round may strike while the file is opened or made, the others while it is written to.
    const isEarly = round % 5 === 0
    if (!isEarly) await Promise.race([new Promise(resolve => child.stdout?.once('data', resolve)), ended])
    const moment = Math.random() * (isEarly ? 900 : 1200)
    await Promise.race([sleep(moment), ended])
    child.kill('SIGKILL')
    const { out, err, status } = await ended
    expect(status, `killed in round ${round}, not ended by itself: ${err}`).toBeNull()
    for (const line of acknowledged(out)) kept.set(line.id, line)
    await expectAllKept(path, kept, `round ${round}, after ${moment} ms`)
  }
  expect(kept.size).toBeGreaterThan(KILLS)
  expect(kept.size).toBeLessThan(DISPATCHES)
  const ledger = await openLedger(path, { clock: () => new Date() })
  const { sequence } = await ledger.transact(writer => writer.review({ record: 'e-kill-0', decision: 'accept', reviewer: 'a' })) // prettier-ignore
  expect(await verifyLedger(path)).toMatchObject({ broken: null, head: { sequence } })
  await ledger.close()
}, 115_000)

async function expectAllKept(path: string, kept: ReadonlyMap<string, Acknowledged>, moment: string): Promise<void> {
  if (kept.size === 0) return
  expect((await verifyLedger(path)).broken, moment).toBeNull()
  look(path, connection => {
    const hashes = connection.prepare('select hash from entry order by sequence').pluck().all()
    const events = new Set(connection.prepare('select dispatch_id from event').pluck().all())
    const lost = [...kept.values()].filter(({ id, sequence, hash }) => hashes[sequence - 1] !== hash || !events.has(id))
    expect(lost, moment).toEqual([])
    expect(connection.prepare('select through from view_state').pluck().get(), moment).toBe(hashes.length)
  })
}
