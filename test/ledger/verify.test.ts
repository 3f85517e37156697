import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { entryHash } from '../../src/ledger/chain.ts'
import { countAll } from '../../src/ledger/queries/counts.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { freshFolder } from '../support/folder.ts'
import { tamper } from '../support/ledger-file.ts'
import { openWorld, tickingClock, WORLD } from '../support/world.ts'

const COLUMNS = ['kind', 'recorded_at', 'body', 'prev_hash', 'hash'] as const
const ENTRIES = 11

async function writtenLedger(folder: string): Promise<string> {
  const ledger = await openWorld(join(folder, 'ledger.sqlite'))
  await ledger.transact(async writer => {
    await writer.review({ record: 'ev-met', decision: 'accept', reviewer: 'amina', note: 'ü \ufffd' })
    await writer.correct({ record: 'ev-met', slot: 'status', value: 'denied', reviewer: 'amina' })
    await writer.store({ dispatch: { ...WORLD[0]!.document, id: 'raw' }, name: 'r', receivedAt: null, bytes: Buffer.from([0, 255, 10]) }) // prettier-ignore
  })
  await ledger.close()
  return ledger.path
}

/** Numbers that look random and are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function changeByte(bytes: Buffer, random: (below: number) => number): Buffer {
  const changed = Buffer.from(bytes)
  const at = random(changed.length)
  changed[at] = (changed[at]! + 1 + random(255)) % 256
  return changed
}

describe('verifyLedger', () => {
  let whole = ''
  beforeAll(async () => {
    whole = await writtenLedger(mkdtempSync(join(tmpdir(), 'parley-')))
  })
  const copy = () => {
    const path = join(freshFolder(), 'copy.sqlite')
    copyFileSync(whole, path)
    return path
  }

  test('says that an untouched chain holds, with its head', async () => {
    const { head, broken, blobs } = await verifyLedger(whole)
    expect(broken).toBeNull()
    expect(head).toMatchObject({ sequence: ENTRIES, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect(blobs).toBe(9)
  })

  test.each(COLUMNS)('names the entry in whose %s any byte was changed', async column => {
    const random = numbers(7)
    for (let sequence = 1; sequence <= ENTRIES; sequence++) {
      for (let round = 0; round < 4; round++) {
        const path = copy()
        tamper(path, connection => {
          connection.pragma('ignore_check_constraints = on')
          const bytes = connection.prepare(`select cast(${column} as blob) from entry where sequence = ?`).pluck().get(sequence) as Buffer // prettier-ignore
          connection.prepare(`update entry set ${column} = cast(? as text) where sequence = ?`).run(changeByte(bytes, random), sequence) // prettier-ignore
        })
        expect((await verifyLedger(path)).broken).toMatchObject({ sequence })
      }
    }
  })

  test('names the entry whose bytes were changed, shortened or taken away', async () => {
    const random = numbers(11)
    const hashes = tamper(copy(), connection => connection.prepare('select hash from blob order by rowid').pluck().all()) as string[] // prettier-ignore
    const changes = [(bytes: Buffer) => changeByte(bytes, random), (bytes: Buffer) => bytes.subarray(1), () => null]
    for (const [i, hash] of hashes.entries()) {
      for (const change of changes) {
        const path = copy()
        tamper(path, connection => {
          const bytes = connection.prepare('select bytes from blob where hash = ?').pluck().get(hash) as Buffer
          connection.prepare('update blob set bytes = ? where hash = ?').run(change(bytes), hash)
        })
        // Blobs and entries were written one for one; the bytes of the last entry are the ninth.
        expect((await verifyLedger(path)).broken).toMatchObject({ sequence: i < 8 ? i + 1 : ENTRIES })
      }
    }
  })

  test.each([
    ['delete from entry where sequence = 3', 3, /entry 3 is missing/],
    ['delete from entry where sequence = 1', 1, /entry 1 is missing/],
    ['update entry set sequence = 99 where sequence = 11', 11, /entry 11 is missing: the next is 99/],
    ['delete from blob where rowid = 2', 2, /are missing/],
    [`update blob set hash = '${'a'.repeat(64)}' where rowid = 2`, 2, /are missing/],
    [`insert into blob values ('${'a'.repeat(64)}', x'00')`, ENTRIES, /no entry speaks/],
    ['update entry set hash = upper(hash) where sequence = 5', 5, /does not give its hash/],
  ])('after `%s` points at entry %i', async (statement, sequence, problem) => {
    const path = copy()
    tamper(path, connection => connection.exec(statement))
    expect((await verifyLedger(path)).broken).toMatchObject({
      sequence,
      problem: expect.stringMatching(problem) as string,
    })
  })

  test('finds a missing tail, but only against a head that was noted', async () => {
    const path = copy()
    const { head } = await verifyLedger(path)
    expect((await verifyLedger(path, { head })).broken).toBeNull()
    tamper(path, connection =>
      connection.exec(`delete from entry where sequence > 9; delete from blob where rowid = 9`),
    )
    expect((await verifyLedger(path)).broken).toBeNull()
    expect((await verifyLedger(path, { head })).broken).toMatchObject({ sequence: 10, problem: expect.stringContaining('tail is missing') as string }) // prettier-ignore
  })

  test('finds a chain that was written anew against a head that was noted', async () => {
    const path = copy()
    const { head } = await verifyLedger(path)
    tamper(path, rewriteLast)
    expect((await verifyLedger(path)).broken).toBeNull()
    expect((await verifyLedger(path, { head })).broken).toMatchObject({ sequence: ENTRIES, problem: expect.stringContaining('anew') as string }) // prettier-ignore
  })

  test('holds on to a noted head when the chain has grown', async () => {
    const path = copy()
    const { head } = await verifyLedger(path)
    const ledger = await openLedger(path, { clock: tickingClock('2025-05-01T00:00:00.000Z') })
    await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'reject', reviewer: 'boris' }))
    expect((await verifyLedger(path, { head })).broken).toBeNull()
    await ledger.close()
  })

  test('finds bytes changed in the file itself, wherever an entry lies', async () => {
    const file = readFileSync(whole)
    const wanted = tamper(copy(), connection => connection.prepare('select hash from entry').pluck().all()) as string[]
    for (const hash of wanted) {
      // Once in the row, once in the next row's prev_hash, once in the index.
      for (let at = file.indexOf(hash); at >= 0; at = file.indexOf(hash, at + 1)) {
        const damaged = Buffer.from(file)
        damaged[at + 5] = damaged[at + 5] === 0x30 ? 0x31 : 0x30
        const path = join(freshFolder(), 'damaged.sqlite')
        writeFileSync(path, damaged)
        expect((await verifyLedger(path)).broken).not.toBeNull()
      }
    }
  })

  test('says where a file that was cut short breaks, instead of failing', async () => {
    const path = join(freshFolder(), 'cut.sqlite')
    writeFileSync(path, readFileSync(whole).subarray(0, 4096 * 3))
    expect((await verifyLedger(path)).broken).toMatchObject({ problem: expect.stringContaining('damaged') as string })
  })

  test('leaves a ledger that was edited by hand readable', async () => {
    const path = copy()
    tamper(path, connection => connection.exec(`update entry set body = '{"edited":true}' where sequence = 3`))
    const ledger = await openLedger(path, { clock: tickingClock(), readOnly: true })
    expect((await countAll(ledger.reader)).dispatches).toBe(5)
    await ledger.close()
    expect((await verifyLedger(path)).broken?.sequence).toBe(3)
  })

  test('tells a missing file and a foreign one apart', async () => {
    const folder = freshFolder()
    await expect(verifyLedger(join(folder, 'none.sqlite'))).rejects.toMatchObject({ code: 'LEDGER_MISSING' })
    writeFileSync(join(folder, 'text.sqlite'), 'This is a diary, no database. '.repeat(100))
    await expect(verifyLedger(join(folder, 'text.sqlite'))).rejects.toMatchObject({ code: 'LEDGER_FOREIGN' })
  })
})

function rewriteLast(connection: Parameters<Parameters<typeof tamper>[1]>[0]): void {
  const last = connection.prepare('select * from entry order by sequence desc limit 1').get() as Record<string, string>
  const body = (last.body ?? '').replace('raw', 'row')
  const link = { prevHash: last.prev_hash ?? '', kind: last.kind ?? '', recordedAt: last.recorded_at ?? '', body }
  connection.prepare('update entry set body = ?, hash = ? where sequence = ?').run(body, entryHash(link), last.sequence)
}
