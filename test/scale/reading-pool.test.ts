import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { openLedger } from '../../src/ledger/ledger.ts'
import { rereadDispatches } from '../../src/ledger/reread.ts'
import { openReadingPool, type ReadingPool } from '../../src/scale/reading-pool.ts'
import { engineVersion, readModel } from '../../src/reading/packaged.ts'
import { freshFolder } from '../support/folder.ts'
import { sharedReader } from '../support/reader.ts'
import { tickingClock, WORLD } from '../support/world.ts'

const NOTHING_OWN = { actors: [], frames: [] }
const dispatchOf = (id: string, text: string) => ({ id, title: null, text, publisher: null, published: '2025-06-03', url: null, language: 'en' }) // prettier-ignore
const TEXTS = [
  ...WORLD.map(({ document }) => document),
  ...Array.from({ length: 6 }, (_, i) => dispatchOf(`talks-${i}`, `Envoys of Iran and Iraq met in Doha on Sunday for round ${i} of talks. Shelling killed ${i + 2} people near Basra, police said.`)), // prettier-ignore
]

let pool: ReadingPool | null = null
afterEach(() => pool?.close())

/** A ledger of the texts, unread; then read by so many workers. Entries without time and hash, and the bytes of all readings. */
async function readBy(jobs: number) {
  const ledger = await openLedger(join(freshFolder(), 'ledger.sqlite'), { clock: tickingClock() })
  await ledger.transact(async writer => {
    for (const dispatch of TEXTS) await writer.store({ dispatch, name: dispatch.id, receivedAt: null })
  })
  const readers = openReadingPool({ ...NOTHING_OWN, jobs })
  const version = { engine: engineVersion([]), model: readModel().hash }
  for await (const outcome of rereadDispatches({ ledger, version, readers, batch: 2 })) expect(outcome).not.toHaveProperty('failure') // prettier-ignore
  await readers.close()
  const entries = await ledger.reader.db.selectFrom('entry').select(['sequence', 'kind', 'body']).orderBy('sequence').execute() // prettier-ignore
  const blobs = await ledger.reader.db.selectFrom('blob').selectAll().orderBy('hash').execute()
  await ledger.close()
  return { entries, blobs: blobs.map(({ hash, bytes }) => [hash, String(bytes)]) }
}

describe('the reading pool', () => {
  test('reads with two workers byte for byte what one reads, and in the same order', async () => {
    const [one, two] = [await readBy(1), await readBy(2)]
    expect(two).toEqual(one)
    expect(one.entries).toHaveLength(2 * TEXTS.length)
    expect(one.blobs.join()).toContain('CONSULT')
  }, 60_000)
  test('reads what a reader in the same thread reads', async () => {
    pool = openReadingPool({ ...NOTHING_OWN, jobs: 1 })
    const dispatch = TEXTS[5]!
    const { version, read } = await sharedReader()
    expect(await pool.read([dispatch])).toEqual([{ reading: await read(dispatch), version }])
  })
  test('tells what a text is refused for, and which rows of own tables are left out', async () => {
    const frames = [
      { name: 'own.tsv', text: 'frame\tcategory\tmode\tcameo\tcontext\tadds\texample\tcounter\nbroken\n' },
    ]
    pool = openReadingPool({ actors: [], frames, jobs: 1 })
    const results = await pool.read([{ ...TEXTS[4]!, language: 'fr' }, TEXTS[4]!])
    expect(results).toMatchObject([{ failure: { code: 'DISPATCH_LANGUAGE' } }, { reading: {} }])
    expect(pool.faults).toMatchObject([{ code: 'TABLE_ROW_BROKEN' }])
  })
  test('loses one text alone where a worker ends, and goes on with another worker', async () => {
    const program = pathToFileURL(resolve(import.meta.dirname, '../support/crashing-worker.ts'))
    pool = openReadingPool({ ...NOTHING_OWN, jobs: 2, program })
    const texts = [dispatchOf('a', 'Talks.'), dispatchOf('b', 'A fatal text.'), dispatchOf('c', 'More talks.')]
    const results = await pool.read(texts)
    expect(results.map(result => ('failure' in result ? result.failure.message : 'read'))).toEqual([
      'read',
      expect.stringMatching(/^b could not be read \(/),
      'read',
    ])
    expect(await pool.read([dispatchOf('d', 'Talks.')])).toMatchObject([{ reading: {} }])
  })
  test('gives an error of its own where no worker can open the model or the tables', async () => {
    pool = openReadingPool({ actors: [{ name: 'own.txt', text: '\0\0 no dictionary' }], frames: [], jobs: 1 })
    await expect(pool.read([TEXTS[0]!])).rejects.toMatchObject({ code: 'ACTORS_FORMAT' })
  })
})
