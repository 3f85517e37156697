import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { look } from '../support/ledger-file.ts'
import { end, start } from '../support/programs.ts'
import { openWorld, tickingClock, WORLD } from '../support/world.ts'

const clock = tickingClock()
const dispatch = WORLD[0]!.document
const incoming = (i: number) => ({ dispatch: { ...dispatch, id: `full-${i}`, text: `${i} `.repeat(4000) }, name: 'f', receivedAt: null }) // prettier-ignore

async function closedWorld(): Promise<string> {
  const ledger = await openWorld(join(freshFolder(), 'ledger.sqlite'))
  await ledger.close()
  return ledger.path
}

describe('a full disk', () => {
  test('ends in one failure, keeps what was acknowledged, and goes on once there is room', async () => {
    const path = join(freshFolder(), 'ledger.sqlite')
    const small = await openLedger(path, { clock, quota: 600_000 })
    let acknowledged = 0
    const fill = async () => {
      for (let i = 0; i < 1000; i++) acknowledged = (await small.transact(writer => writer.store(incoming(i)))).sequence
    }
    await expect(fill()).rejects.toMatchObject({ code: 'LEDGER_FULL', details: { path } })
    expect(acknowledged).toBeGreaterThan(5)
    expect((await countAll(small.reader)).dispatches).toBe(acknowledged)
    await small.close()
    expect(await verifyLedger(path)).toMatchObject({ broken: null, head: { sequence: acknowledged } })
    const roomy = await openLedger(path, { clock })
    expect(await roomy.transact(writer => writer.store(incoming(acknowledged)))).toMatchObject({ state: 'added' })
    await roomy.close()
  })
})

describe('a lock that is held', () => {
  test('is waited for, and named when it is held too long', async () => {
    const path = await closedWorld()
    const ledger = await openLedger(path, { clock, waitMs: 300 })
    const holder = new SQLite(path)
    holder.exec('begin immediate')
    const review = () =>
      ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'a' }))
    await expect(review()).rejects.toMatchObject({ code: 'LEDGER_BUSY' })
    expect((await countAll(ledger.reader)).dispatches).toBe(WORLD.length) // reading goes on meanwhile
    setTimeout(() => holder.close(), 100)
    expect((await review()).sequence).toBe(9)
    await ledger.close()
  })
})

describe('a file that is not this program’s ledger', () => {
  test('of a later Parley is refused and left as it is', async () => {
    const path = await closedWorld()
    look(path, connection => connection.pragma('user_version = 99'))
    const before = readFileSync(path)
    await expect(openLedger(path, { clock })).rejects.toMatchObject({ code: 'LEDGER_NEWER', details: { found: 99 } })
    await expect(verifyLedger(path)).rejects.toMatchObject({ code: 'LEDGER_NEWER' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
  test.each([
    [
      'another SQLite file',
      (path: string) => look(path, connection => void connection.exec('create table diary (day)')),
    ],
    ['a text', (path: string) => writeFileSync(path, 'Monday: it rained. '.repeat(500))],
  ])('but %s is refused and left as it is', async (_, write) => {
    const path = join(freshFolder(), 'other.sqlite')
    write(path)
    const before = readFileSync(path)
    await expect(openLedger(path, { clock })).rejects.toMatchObject({ code: 'LEDGER_FOREIGN' })
    await expect(openLedger(path, { clock, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_FOREIGN' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })
  test('and one that is missing is not made by reading', async () => {
    const path = join(freshFolder(), 'none', 'ledger.sqlite')
    await expect(openLedger(path, { clock, readOnly: true })).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
    await expect(openLedger(path, { clock, mustExist: true })).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
  })
  test('but an empty file becomes one', async () => {
    const path = join(freshFolder(), 'empty.sqlite')
    writeFileSync(path, '')
    await (await openLedger(path, { clock })).close()
    expect((await verifyLedger(path)).broken).toBeNull()
  })
})

describe('a damaged file', () => {
  test('is named as such when what is damaged is read', async () => {
    const path = await closedWorld()
    const bytes = readFileSync(path)
    bytes.fill(0xaa, 4096, 4096 * 30)
    writeFileSync(path, bytes)
    const opening = openLedger(path, { clock }).then(async ledger => {
      await ledger.transact(writer => writer.store(incoming(1))).finally(() => ledger.close())
    })
    await expect(opening).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' })
    expect((await verifyLedger(path)).broken).toMatchObject({ problem: expect.stringContaining('damaged') as string })
  })
})

// The superuser may write anywhere: as root, the command runs as nobody.
const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

describe('a place where nothing can be written', () => {
  test('lets the ledger be read and verified, and says in one line why it cannot be added to', async () => {
    const folder = join(freshFolder(), 'medium')
    mkdirSync(folder)
    const path = join(folder, 'ledger.sqlite')
    copyFileSync(await closedWorld(), path)
    writeFileSync(join(folder, 'a.txt'), 'They met.')
    chmodSync(join(folder, '..'), 0o755)
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    const run = (...args: string[]) => end(start('parley-program.ts', args, asNobody))
    const [query, verify, review, make] = await Promise.all([
      run('query', 'events', '--ledger', path, '--id', 'ev-met'),
      run('verify', '--ledger', path),
      run('review', 'ev-met', 'accept', '--ledger', path),
      run('rebuild', '--ledger', join(folder, 'none', 'new.sqlite')),
    ])
    expect(query).toMatchObject({ status: 0, err: '', out: expect.stringContaining('"ev-met"') as string })
    expect(verify).toMatchObject({ status: 0, err: '' })
    expect(review).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/^The ledger .* cannot be .*\n$/) as string }) // prettier-ignore
    expect(make).toMatchObject({ status: 1, err: expect.stringMatching(/^There is no ledger .*\n$/) as string })
    chmodSync(folder, 0o755)
  })
})
