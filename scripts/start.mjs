// `npm start`: builds where that was not done, reads the samples into a ledger, serves the workbench over it.
// Options are those of `parley serve`: npm start -- --ledger case.sqlite --port 8080
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const options = process.argv.slice(2)

function run(command, args) {
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit' })
  if (signal !== null) process.exit(0)
  return status ?? 1
}

/** `--ledger FILE` or `--ledger=FILE`, for the commands that know nothing of ports. */
function ledgerOptions() {
  const at = options.indexOf('--ledger')
  if (at >= 0) return options.slice(at, at + 2)
  return options.filter(option => option.startsWith('--ledger='))
}

if (!existsSync('dist/cli/main.js') || !existsSync('web/dist/index.html')) {
  const status = run('npm', ['run', 'build'])
  if (status !== 0) process.exit(status)
}
// Samples that give no day of publication are read all the same; what could not be added is said by the command itself.
run(process.execPath, ['bin/parley', 'add', ...ledgerOptions(), 'examples/dispatches'])
process.exit(run(process.execPath, ['bin/parley', 'serve', ...options]))
