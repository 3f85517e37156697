import { main } from '../../src/cli/main.ts'

// What `bin/parley` runs, without a build.
process.exitCode = await main(process.argv.slice(2))
