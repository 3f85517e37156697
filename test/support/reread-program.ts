import { randomUUID } from 'node:crypto'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { rereadAll } from '../../src/cli/reread.ts'
import { processTerminal } from '../../src/cli/terminal.ts'
import { countDue } from '../../src/ledger/queries/due.ts'
import type { ReadMany } from '../../src/ledger/reread.ts'
import { exitStatus } from './exit-status.ts'
import { worldReader } from './world.ts'
import { eventOf } from './records.ts'

// `parley reread --format json` with readers that need no model, as a new version each time: all is read again and again.
// Usage: reread-program.ts LEDGER

function readersOf(engine: string): ReadMany {
  const { version } = worldReader()
  return {
    jobs: 2,
    read: async dispatches => {
      const results = dispatches.map(async dispatch => {
        const reading = await worldReader().read(dispatch)
        const quote = dispatch.text.slice(0, 20)
        const event = eventOf({ id: `e-${dispatch.id}`, event: 'CONSULT', mode: [engine], evidence: { start: 0, end: quote.length, quote } }) // prettier-ignore
        return { reading: { ...reading, events: [event] }, version: { ...version, engine } }
      })
      return Promise.all(results)
    },
  }
}

const [path = ''] = process.argv.slice(2)
const rereading = () =>
  useLedger(path, { mustExist: true }, async ledger => {
    for (;;) {
      const engine = randomUUID()
      const version = { ...worldReader().version, engine }
      const due = await countDue(ledger.reader, {}, version)
      await rereadAll(ledger, { flags: { format: 'json' }, terminal: processTerminal(), version, readers: readersOf(engine), due }) // prettier-ignore
    }
  })
process.exitCode = await exitStatus(rereading)
