import { addPaths } from '../../src/cli/add.ts'
import { useLedger } from '../../src/cli/ledger-path.ts'
import { processTerminal } from '../../src/cli/terminal.ts'
import { exitStatus } from './exit-status.ts'
import { worldReader } from './world.ts'
import type { EventRecord } from '../../src/contract.ts'
import type { Reader } from '../../src/reading/read.ts'

// `parley add --format json` with a reader that needs no model: each text gets the same event, found at its beginning.
// Usage: add-program.ts LEDGER FILE…

const world = worldReader()

const reader: Reader = {
  ...world,
  read: async dispatch => {
    const reading = await world.read(dispatch)
    const quote = dispatch.text.slice(0, 20)
    const evidence = { start: 0, end: quote.length, quote }
    // prettier-ignore
    const event: EventRecord = {
      id: `e-${dispatch.id}`, event: 'CONSULT', issue: null, mode: [], context: [], cameo: null, scale: null, actor: [],
      recipient: [], date: null, places: [], status: 'happened', attribution: [], figures: [], links: [], evidence,
      confidence: 0.5, why: [],
    }
    return { ...reading, events: [event] }
  },
}

const [path = '', ...files] = process.argv.slice(2)
const engine = { version: world.version, openReader: () => Promise.resolve(reader) }
const setting = { flags: { format: 'json' }, terminal: processTerminal(), engine } as const
process.exitCode = await exitStatus(() => useLedger(path, {}, ledger => addPaths(ledger, files, setting)))
