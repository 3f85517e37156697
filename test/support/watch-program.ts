import { useLedger } from '../../src/cli/ledger-path.ts'
import { processTerminal } from '../../src/cli/terminal.ts'
import { watchPaths } from '../../src/cli/watch.ts'
import type { EventRecord } from '../../src/contract.ts'
import { openFetcher } from '../../src/intake/fetch/fetcher.ts'
import { createGuard } from '../../src/intake/fetch/guard.ts'
import type { Reader } from '../../src/reading/read.ts'
import { machineOutside } from '../../src/watch/outside.ts'
import { entityOf, eventOf, evidenceOf, placeOf } from './records.ts'
import { NO_PROCESS } from '../../src/text/document.ts'
import { GOVERNMENT, MOVEMENT, NORTH_KIVU, worldReader } from './world.ts'

// `parley watch --once` with a reader that needs no model: each text that tells of an attack on a village has one event.
// Usage: watch-program.ts LEDGER PORT ALERTS PATH…

const world = worldReader()

const reader: Reader = {
  ...world,
  read: dispatch => {
    const { text } = dispatch
    const [village = ''] = /Village \d+/.exec(text) ?? []
    const event: EventRecord = eventOf({
      id: `e-${dispatch.id}`,
      event: 'ASSAULT',
      evidence: evidenceOf(text, 'The movement', 'attacked'),
      actor: [entityOf(text, 'The movement', MOVEMENT)],
      recipient: [entityOf(text, 'government', GOVERNMENT)],
      places: [placeOf(text, village, { ...NORTH_KIVU, name: village })],
    })
    return Promise.resolve({ document: dispatch, events: [event], process: NO_PROCESS })
  },
}

const [path = '', port = '', alerts = '', ...paths] = process.argv.slice(2)
const guard = createGuard({ testOnlyAllow: { address: '127.0.0.1', port: Number(port) } })
const fetcher = openFetcher({ guard })
const ended = new AbortController()
process.once('SIGTERM', () => ended.abort())
const setting = {
  flags: { contact: 'desk@crisis.example', once: true, alert: [`file:${alerts}`] },
  terminal: { ...processTerminal(), fetcher },
  engine: { version: world.version, openReader: () => Promise.resolve(reader) },
  outside: machineOutside(),
  ended: ended.signal,
  gapMs: 1,
} as const
await setting.terminal.print('ready\n') // by which a test that kills this knows that loading is over
process.exitCode = await useLedger(path, {}, ledger => watchPaths(ledger, paths, setting))
await fetcher.close()
