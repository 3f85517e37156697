import { useLedger } from '../../src/cli/ledger-path.ts'
import { exitStatus } from './exit-status.ts'

// `parley rebuild` again and again: prints a line when each begins.
// Usage: rebuild-program.ts LEDGER

const [path = ''] = process.argv.slice(2)
const rebuilding = () =>
  useLedger(path, { mustExist: true }, async ledger => {
    for (;;) {
      process.stdout.write('\n')
      await ledger.rebuild({ batch: 100 })
    }
  })
process.exitCode = await exitStatus(rebuilding)
