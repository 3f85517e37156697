import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { buildServer, PREFIX } from '../../src/http/server.ts'
import type { Api } from '../../src/http/context.ts'
import { silentLog } from '../../src/log.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { freshFolder } from '../support/folder.ts'
import { GOMA, openEmpty, print, type Told } from '../support/outlets.ts'
import { STORES } from '../support/stores.ts'
import { worldReader } from '../support/world.ts'

const strike: Told = { actor: ['COD/REB River Front'], recipient: ['COD'], day: '2025-03-03', places: [GOMA], mode: ['heavy-weapons'] } // prettier-ignore
const talks: Told = { event: 'CONSULT', mode: ['meet'], actor: ['COD/GOV', 'COD/REB River Front'], day: '2025-03-10' }

let ledger: Ledger
let app: Api

async function serve(): Promise<Api> {
  const folder = freshFolder()
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages/index.html'), '<!doctype html>')
  const pages = pathToFileURL(`${folder}/pages/`)
  return buildServer({ ledger, reader: worldReader(), log: silentLog, host: '127.0.0.1', pages })
}

const host = '127.0.0.1:7373'
const get = async (url: string) => (await app.inject({ url: PREFIX + url, headers: { host } })).json()
const post = async (url: string, payload: object) =>
  (await app.inject({ method: 'POST', url: PREFIX + url, payload, headers: { host } })).json()

describe.each(STORES)('happenings, over a ledger in $name', store => {
  beforeEach(async () => {
    ledger = await openEmpty(store.fresh())
    await print(ledger, { id: 'a', published: '2025-03-04', events: [{ ...strike, figures: [['killed', 7]] }, talks] })
    await print(ledger, { id: 'b', published: '2025-03-05', events: [{ ...strike, figures: [['killed', 12]] }] })
    const text = 'GOMA (Lakes Wire) - Fighters of the River Front shelled the harbour of Goma on Monday and killed nine people, the army said, as talks in Doha went on for a third day without a result.' // prettier-ignore
    for (const id of ['c', 'd']) await print(ledger, { id, published: '2025-03-05', text, events: [{ ...strike, status: 'denied' }] }) // prettier-ignore
    app = await serve()
    return async () => {
      await app.close()
      await ledger.close()
    }
  })

  test('are narrowed by how many dispatches and origins report them, and by whether they are disputed', async () => {
    expect((await get('/happenings')).total).toBe(2)
    expect((await get('/happenings?dispatches=4')).rows).toMatchObject([{ dispatches: 4, origins: 3 }])
    expect((await get('/happenings?dispatches=5')).rows).toEqual([])
    expect((await get('/happenings?origins=3')).total).toBe(1)
    expect((await get('/happenings?origins=4')).total).toBe(0)
    expect((await get('/happenings?disputed=true')).rows).toMatchObject([{ record: { isDisputed: true } }])
    expect((await get('/happenings?origins=none')).error.code).toBe('REQUEST_INVALID')
  })

  test('come page by page, as they stood when the first was drawn', async () => {
    const first = await get('/happenings?limit=1')
    await print(ledger, { id: 'later', published: '2025-03-20', events: [{ ...talks, day: '2025-03-19' }] })
    const second = await get(`/happenings?limit=1&cursor=${first.next}`)
    expect([...first.rows, ...second.rows].map(({ record }) => record.kind)).toEqual(['talks', 'assault'])
    expect(second.next).toBeNull()
    expect((await get(`/events?limit=1&cursor=${first.next}`)).error.code).toBe('CURSOR_INVALID')
  })

  test('are shown as of a moment: fewer reports, and one count', async () => {
    const [{ id }] = (await get('/happenings?category=ASSAULT')).rows
    const after = (await get(`/dispatches/a`)).readings[0].recordedAt
    expect(await get(`/happenings/${id}?asOf=${after}`)).toMatchObject({
      dispatches: 1, asOf: after, record: { isDisputed: false, figures: [{ low: { min: 7 }, high: { min: 7 } }] },
    }) // prettier-ignore
    expect((await get(`/happenings?asOf=${after}`)).rows).toHaveLength(2)
    expect(await get(`/happenings/${id}`)).toMatchObject({ dispatches: 4, record: { figures: [{ low: { min: 7 }, high: { min: 12 } }] } }) // prettier-ignore
  })

  test('are split by records, and the split is undone once', async () => {
    const [{ id }] = (await get('/happenings?category=ASSAULT')).rows
    const { head } = await post('/happenings/split', { happening: id, records: [{ dispatch: 'b', record: 'b-0' }], reviewer: 'ana' }) // prettier-ignore
    expect((await get('/happenings?category=ASSAULT')).rows.map((row: { dispatches: number }) => row.dispatches).sort()).toEqual([1, 3]) // prettier-ignore
    const [{ happening }] = (await get('/dispatches/b/happenings')).records
    expect((await get(`/happenings/${happening.id}`)).reports).toMatchObject([{ id: 'b-0', decidedBy: head.sequence }])
    expect(await post('/happenings/undo', { entry: head.sequence })).toMatchObject({ head: { sequence: head.sequence + 1 } }) // prettier-ignore
    expect((await get(`/happenings/${id}`)).dispatches).toBe(4)
    expect((await post('/happenings/undo', { entry: head.sequence })).error.code).toBe('GROUPING_UNKNOWN')
    expect((await post('/happenings/undo', { entry: 1 })).error.code).toBe('GROUPING_UNKNOWN')
  })

  test('are not split by records that are not in them, nor by all of them', async () => {
    const [{ id }] = (await get('/happenings?category=ASSAULT')).rows
    const split = async (...records: string[]) =>
      (await post('/happenings/split', { happening: id, records: records.map(record => ({ record, dispatch: record.slice(0, 1) })) })).error.code // prettier-ignore
    expect(await split('a-1')).toBe('RECORD_UNKNOWN')
    expect(await split('a-0', 'b-0', 'c-0', 'd-0')).toBe('GROUPING_EMPTY')
    expect((await post('/happenings/split', { happening: 'h-none', records: [{ dispatch: 'a', record: 'a-0' }] })).error.code).toBe('HAPPENING_UNKNOWN') // prettier-ignore
  })

  test('of one dispatch are given event by event, with who else carries its text', async () => {
    const { records, copies, asOf } = await get('/dispatches/a/happenings')
    expect(records).toMatchObject([
      { record: 'a-0', happening: { dispatches: 4, origins: 3 } },
      { record: 'a-1', happening: { dispatches: 1, record: { kind: 'talks' } } },
    ])
    expect([copies, asOf]).toEqual([[], null])
    expect((await get('/dispatches/c/happenings')).copies).toEqual([{ id: 'd', publisher: 'The d Post' }])
    expect((await get('/dispatches/c/happenings?asOf=2025-04-20T08:00:06Z')).copies).toEqual([])
    expect((await get('/dispatches/none/happenings')).error.code).toBe('DISPATCH_UNKNOWN')
    const { dispatches } = (await get(`/dispatches/a/happenings?asOf=2025-04-20T08:00:02Z`)).records[0].happening
    expect(dispatches).toBe(1)
  })
})
