import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mkdirSync, writeFileSync } from 'node:fs'
import { onTestFinished, describe, expect, test } from 'vitest'
import { buildServer, PREFIX } from '../../src/http/server.ts'
import { silentLog } from '../../src/log.ts'
import { freshFolder } from '../support/folder.ts'
import { STORES, type StoreKind } from '../support/stores.ts'
import { openWorld, worldReader } from '../support/world.ts'

const WORLD_END = '2025-04-20T08:00:08Z'

/** A server over the world, in which somebody has decided since. */
async function serveWorld(store: StoreKind) {
  const folder = freshFolder()
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages/index.html'), '<!doctype html>')
  const ledger = await openWorld(store.fresh())
  const pages = pathToFileURL(`${folder}/pages/`)
  const app = await buildServer({ ledger, reader: worldReader(), log: silentLog, host: '127.0.0.1', pages })
  onTestFinished(async () => {
    await app.close()
    await ledger.close()
  })
  await ledger.transact(writer => writer.review({ record: 'ev-met', decision: 'reject', reviewer: 'amina' }))
  return async (address: string) => (await app.inject({ url: PREFIX + address, headers: { host: '127.0.0.1:7373' } })).json() // prettier-ignore
}

describe.each(STORES)('GET /diff, over a ledger in $name', store => {
  test('gives what changed with the entries that did it, and the happening that ended with it', async () => {
    const get = await serveWorld(store)
    expect(await get(`/diff?from=${WORLD_END}`)).toMatchObject({
      from: 8,
      to: 9,
      isCut: false,
      dispatches: [
        { dispatch: { id: 'first-round' }, changed: [{ id: 'ev-met', slots: [{ slot: 'review', old: 'unreviewed', new: 'rejected', causes: [{ kind: 'review', by: 'amina' }] }] }] }, // prettier-ignore
      ],
      happenings: [{ what: 'gone', record: { category: 'CONSULT' }, cause: { sequence: 9 } }],
      head: { sequence: 9 },
    })
  })
  test('is cut at the limit, narrowed by category, and refuses what is no moment', async () => {
    const get = await serveWorld(store)
    const cut = await get('/diff?from=2025-01-01&limit=1')
    expect(cut).toMatchObject({ isCut: true, dispatches: [{ dispatch: { id: 'first-round' } }] })
    const narrow = await get('/diff?from=2025-01-01&category=ASSAULT&category=RETREAT')
    expect(narrow.dispatches.map(({ added }: { added: { id: string }[] }) => added.map(({ id }) => id))).toEqual([['ev-shelled'], ['ev-reversed']]) // prettier-ignore
    expect(await get('/diff?from=then')).toMatchObject({ error: { code: 'MOMENT_INVALID' } })
    expect(await get('/diff')).toMatchObject({ error: { code: 'REQUEST_INVALID' } })
  })
})
