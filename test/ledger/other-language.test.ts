import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { tamper } from '../support/ledger-file.ts'
import { openWorld } from '../support/world.ts'

// SQLite 3.37 knows strict tables.
const NEEDED = 'import sqlite3; assert sqlite3.sqlite_version_info >= (3, 37)'
const hasPython = spawnSync('python3', ['-c', NEEDED]).status === 0

test.runIf(hasPython)('the chain can be checked by the few lines of Python in the docs', async () => {
  const path = join(freshFolder(), 'ledger.sqlite')
  await (await openWorld(path)).close()
  const check = () => spawnSync('python3', ['test/ledger/check_chain.py', path], { encoding: 'utf8' })
  const { head } = await verifyLedger(path)
  expect(check()).toMatchObject({ status: 0, stdout: `${head.sequence}:${head.hash}\n` })
  tamper(path, connection =>
    connection.exec(`update entry set body = replace(body, 'lang', 'long') where sequence = 3`),
  )
  expect(check().stderr).toContain('entry 3 is broken')
})
