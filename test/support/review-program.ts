import { useLedger } from '../../src/cli/ledger-path.ts'
import { exitStatus } from './exit-status.ts'

// `parley review` again and again: prints an entry once it is on the disk.
// Usage: review-program.ts LEDGER RECORD

const [path = '', record = ''] = process.argv.slice(2)
const reviewing = () =>
  useLedger(path, { mustExist: true }, async ledger => {
    for (let i = 0; ; i++) {
      const decision = i % 2 === 0 ? 'accept' : 'reject'
      const { sequence, hash } = await ledger.transact(writer => writer.review({ record, decision, reviewer: 'amina' }))
      process.stdout.write(`${JSON.stringify({ id: record, sequence, hash, state: decision })}\n`)
    }
  })
process.exitCode = await exitStatus(reviewing)
