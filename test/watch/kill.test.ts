import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { look } from '../support/ledger-file.ts'
import { end, start } from '../support/programs.ts'
import { rss } from '../support/watching.ts'
import { serveWeb } from '../support/web-server.ts'

const KILLS = 8
const ENTRIES = 400
const FEEDS = 3

// The moments differ from run to run: what fails is printed with its moment.
test('whenever a watch is killed, nothing is lost, and nothing is added or told twice', async () => {
  const folder = freshFolder()
  const [ledger, alerts, rules] = ['ledger.sqlite', 'alerts', 'watch.yaml'].map(name => join(folder, name)) as [string, string, string] // prettier-ignore
  const today = new Date().toISOString().slice(0, 10)
  const entries = (feed: number) =>
    Array.from({ length: ENTRIES }, (_, i) => {
      const text = `The movement attacked government troops in Village ${feed * ENTRIES + i} at dawn. Nobody was told to be hurt.`
      return { id: `${feed}-${i}`, title: `Attack ${feed * ENTRIES + i}`, text, day: today }
    })
  const paths = Array.from({ length: FEEDS }, (_, feed) => `/${feed}`)
  const server = await serveWeb(Object.fromEntries(paths.map((path, feed) => [path, rss(entries(feed))])))
  const feeds = paths.map(path => `  - url: ${server.origin}${path}\n`).join('')
  writeFileSync(rules, `feeds:\n${feeds}alert:\n  - { kinds: [event], between-parties: false, most: 100000 }\n`)
  const args = [ledger, String(server.port), alerts, rules]
  const struck: [dispatches: number, alerts: number][] = []
  for (let round = 0; round < KILLS; round++) {
    const child = start('watch-program.ts', args)
    const ended = end(child)
    await Promise.race([new Promise(resolve => child.stdout?.once('data', resolve)), ended])
    // Every other round strikes once more has come into the ledger, however slow the machine is; the others at any moment.
    if (round % 2 === 1) await Promise.race([growing(ledger), ended])
    const moment = Math.random() * (round % 2 === 1 ? 300 : 1500)
    await Promise.race([sleep(moment), ended])
    child.kill('SIGKILL')
    const { err } = await ended
    expect(err, `round ${round}, after ${moment} ms`).toBe('')
    if (told(ledger) > 0) expect((await verifyLedger(ledger)).broken, `round ${round}, after ${moment} ms`).toBeNull()
    struck.push([told(ledger), existsSync(alerts) ? readFileSync(alerts, 'utf8').split('\n').length - 1 : 0])
  }
  expect(await end(start('watch-program.ts', args))).toMatchObject({ status: 0, err: '' })
  // Some kills must have struck while the watch was at work.
  expect(
    struck.some(([count, taken]) => count > 0 && taken < FEEDS * ENTRIES),
    JSON.stringify(struck),
  ).toBe(true)
  const ids = readFileSync(alerts, 'utf8').split('\n').filter(Boolean).map(line => (JSON.parse(line) as { id: string }).id) // prettier-ignore
  expect(told(ledger)).toBe(FEEDS * ENTRIES)
  expect(new Set(ids).size).toBe(FEEDS * ENTRIES)
  expect(ids).toHaveLength(FEEDS * ENTRIES)
}, 100_000)

/** Ends when the ledger holds more dispatches than at the beginning. */
async function growing(ledger: string): Promise<void> {
  const before = told(ledger)
  while (told(ledger) === before) await sleep(20)
}

/** Dispatches in the ledger; none where it was not even made. */
function told(ledger: string): number {
  return look(ledger, db => {
    const isMade = db.prepare("select 1 from sqlite_schema where name = 'dispatch'").get() !== undefined
    return isMade ? (db.prepare('select count(*) from dispatch').pluck().get() as number) : 0
  })
}
