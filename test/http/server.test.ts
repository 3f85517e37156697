import { partyOf, toldEvent } from '../support/outlets.ts'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildServer, PREFIX } from '../../src/http/server.ts'
import type { Api } from '../../src/http/context.ts'
import { silentLog } from '../../src/log.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { STORES } from '../support/stores.ts'
import { WORLD, WORLD_VERSION, openWorld, worldReader } from '../support/world.ts'

let folder: string
let ledger: Ledger
let app: Api
const HOST = '127.0.0.1:7373'

describe.each(STORES)('over a ledger in $name', store => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-http-'))
    mkdirSync(join(folder, 'pages'))
    writeFileSync(join(folder, 'pages/index.html'), '<!doctype html><title>The workbench</title>')
    ledger = await openWorld(store.freshIn(folder))
    const pages = pathToFileURL(`${folder}/pages/`)
    app = await buildServer({ ledger, reader: worldReader(), log: silentLog, host: '127.0.0.1', pages })
  })

  afterEach(async () => {
    await app.close()
    await ledger.close()
    rmSync(folder, { recursive: true })
  })

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url: PREFIX + url, headers: { host: HOST, ...headers } })
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: PREFIX + url, payload, headers: { host: HOST, ...headers } })

  describe('the lists', () => {
    test('give rows, a total, the head of the chain, and a cursor to the next page', async () => {
      const first = (await get('/events?limit=2')).json()
      expect(first.rows).toHaveLength(2)
      expect(first.total).toBeGreaterThan(2)
      expect(first.head.sequence).toBeGreaterThan(0)
      const second = (await get(`/events?limit=1000&cursor=${first.next}`)).json()
      const ids = [...first.rows, ...second.rows].map(({ dispatch, id }) => `${dispatch.id} ${id}`)
      expect(new Set(ids).size).toBe(first.total)
      expect(second.next).toBeNull()
    })

    test('are narrowed by what stands in the address', async () => {
      const { rows, total } = (await get('/events?category=CONSULT&actor=COD')).json()
      expect(rows.length).toBe(total)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every(({ record }: { record: { event: string } }) => record.event === 'CONSULT')).toBe(true)
      expect((await get('/events?actor=XYZ')).json().total).toBe(0)
    })

    test('give all their rows as CSV at the same address', async () => {
      const { total } = (await get('/events')).json()
      const csv = await get('/events?format=csv')
      expect(csv.headers['content-type']).toContain('text/csv')
      expect(csv.body.trim().split(/\r\n(?=ev-|e-)/)).toHaveLength(total + 1)
    })

    test('tell which dispatches were read, which not, and narrow by it', async () => {
      const stored = {
        id: 'fr',
        title: null,
        text: 'À Doha.',
        publisher: null,
        published: null,
        url: null,
        language: 'fr',
      }
      const incoming = (id: string) => ({ dispatch: { ...stored, id }, name: id, receivedAt: null })
      await ledger.transact(async writer => {
        await writer.store(incoming('fr'))
        await writer.passOver(incoming('goal'), { why: 'not-about-this', engine: '1', score: -2.5 })
      })
      const found = async (query: string) => {
        const { rows, total } = (await get(`/dispatches?${query}`)).json()
        expect(rows).toHaveLength(total)
        return rows.map(({ id, reading }: { id: string; reading: string }) => `${id} ${reading}`).sort()
      }
      expect(await found('reading=not-read')).toEqual(['fr not-read'])
      expect(await found('reading=not-read&reading=not-about-this')).toEqual(['fr not-read', 'goal not-about-this'])
      expect(await found('reading=read')).toContain('first-round read')
      expect((await get('/dispatches/goal')).json()).toMatchObject({ reading: 'not-about-this', events: [] })
      expect((await get('/dispatches?reading=half')).statusCode).toBe(400)
    })

    test('know nothing before the first entry', async () => {
      expect((await get('/events?asOf=1999-01-01')).json()).toMatchObject({ rows: [], total: 0, asOf: '1999-01-01' })
    })

    test('refuse a cursor of another list, a limit out of range, a day that is none', async () => {
      const { next } = (await get('/events?limit=1')).json()
      expect((await get(`/dispatches?cursor=${next}`)).json().error.code).toBe('CURSOR_INVALID')
      for (const bad of ['/events?limit=0', '/events?category=TALK', '/events?from=2025-02-30']) {
        const reply = await get(bad)
        expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'REQUEST_INVALID'])
      }
    })
  })

  describe('a dispatch and a process', () => {
    test('carry text, records and their sentences', async () => {
      const view = (await get('/dispatches/first-round')).json()
      for (const { record } of view.events) {
        expect(view.text.slice(record.evidence.start, record.evidence.end)).toBe(record.evidence.quote)
      }
      expect(view.readings.at(-1)).toMatchObject({ isCurrent: true })
    })

    test('are found by the parties, rounds in order of time, each value with its sentence', async () => {
      const [summary] = (await get('/processes')).json().rows
      expect(summary).toMatchObject({ key: 'COD+COD/REB', rounds: 2 })
      const board = (await get(`/processes/${encodeURIComponent(summary.key)}`)).json()
      expect(board.rounds.map(({ ordinal }: { ordinal: number }) => ordinal)).toEqual([1, 2])
      for (const { evidence } of [...board.outcomes, ...board.proposals, ...board.positions]) {
        expect(evidence.length).toBeGreaterThan(0)
        expect(evidence[0].quote).not.toBe('')
      }
    })

    test('that are not there give 404 in the one shape of errors', async () => {
      for (const [url, code] of [
        ['/dispatches/none', 'DISPATCH_UNKNOWN'],
        ['/processes/A+B', 'PROCESS_UNKNOWN'],
        ['/none', 'ADDRESS_UNKNOWN'],
      ] as const) {
        // prettier-ignore
        const reply = await get(url)
        expect([reply.statusCode, Object.keys(reply.json().error).sort(), reply.json().error.code]).toEqual([404, ['code', 'message'], code]) // prettier-ignore
      }
    })
  })

  describe('decisions', () => {
    test('are entries at once, and change the record that is shown', async () => {
      const before = (await get('/status')).json().head.sequence
      const reply = await post('/reviews', {
        record: 'ev-met',
        dispatch: 'first-round',
        decision: 'accept',
        reviewer: 'ana',
      })
      expect(reply.json().head.sequence).toBe(before + 1)
      const { events } = (await get('/dispatches/first-round')).json()
      expect(events.find(({ id }: { id: string }) => id === 'ev-met').review).toBe('accepted')
    })

    test('correct one slot, and refuse a record that is not there', async () => {
      const body = { record: 'ev-met', dispatch: 'first-round', slot: 'status', value: 'planned' }
      expect((await post('/corrections', body)).statusCode).toBe(200)
      const { events } = (await get('/dispatches/first-round')).json()
      expect(events.find(({ id }: { id: string }) => id === 'ev-met').record.status).toBe('planned')
      expect((await post('/reviews', { record: 'none', decision: 'accept' })).json().error.code).toBe('RECORD_UNKNOWN')
    })
  })

  describe('happenings', () => {
    test('are listed with who reports them, merged, and taken apart again', async () => {
      const { rows, total } = (await get('/happenings')).json()
      expect(rows).toHaveLength(total)
      expect(total).toBeGreaterThan(1)
      const shelled = (await get('/happenings?category=ASSAULT&from=2025-04-01')).json().rows
      expect(shelled).toMatchObject([{ dispatches: 1, record: { kind: 'assault', figures: [{ low: { min: 7 } }] } }])
      const [first, second] = rows.map(({ id }: { id: string }) => id)
      const merged = await post('/happenings/merge', { happenings: [first, second], reviewer: 'ana' })
      expect(merged.statusCode).toBe(200)
      const view = (await get(`/happenings/${first}`)).json()
      expect(view.reports.map(({ decidedBy }: { decidedBy: number | null }) => decidedBy)).toContain(merged.json().head.sequence) // prettier-ignore
      expect((await get('/happenings?format=csv')).body.trim().split('\r\n')).toHaveLength(total)
      await post('/happenings/undo', { entry: merged.json().head.sequence })
      expect((await get('/happenings')).json().total).toBe(total)
      expect((await get('/happenings/h-none')).json().error.code).toBe('HAPPENING_UNKNOWN')
      expect((await post('/happenings/merge', { happenings: [first, first] })).json().error.code).toBe('GROUPING_EMPTY')
    })
  })

  describe('to other machines', () => {
    test('private persons are not named, in no list, text or table; offsets hold', async () => {
      const quote = 'Shells fell on the harbour, Jemimah Oakbough said to Jean Mbuyi.'
      const speaker = { ...partyOf('UNK Jemimah Oakbough'), text: 'Jemimah Oakbough', verb: 'said' }
      const event = { ...toldEvent({ id: 'ev-shells', quote }), attribution: [speaker] }
      const dispatch = { ...WORLD[0]!.document, id: 'shells', text: quote }
      await ledger.transact(writer => writer.record({ dispatch, name: 's', receivedAt: null }, { ...WORLD[0]!, document: dispatch, events: [event] }, WORLD_VERSION)) // prettier-ignore
      const context = { ledger, reader: worldReader(), log: silentLog, pages: pathToFileURL(`${folder}/pages/`) }
      const open = await buildServer({ ...context, host: '0.0.0.0' })
      const named = await buildServer({ ...context, host: '0.0.0.0', names: true })
      for (const url of ['/events?dispatch=shells', '/events?dispatch=shells&format=csv', '/dispatches/shells']) {
        const ask = (server: Api) => server.inject({ url: PREFIX + url, headers: { host: 'desk.example' } })
        expect((await ask(named)).body).toContain('Oakbough')
        expect((await ask(open)).body).not.toContain('Oakbough')
        expect((await ask(open)).body).toContain('Jean Mbuyi')
      }
      const view = (await open.inject({ url: `${PREFIX}/dispatches/shells`, headers: { host: 'desk.example' } })).json()
      expect(view.text).toHaveLength(quote.length)
      await open.close()
      await named.close()
    })
  })

  describe('the server', () => {
    test('tags answers with the head of the chain, and sends none that the caller has', async () => {
      const { headers } = await get('/events')
      const again = await get('/events', { 'if-none-match': String(headers.etag) })
      expect([again.statusCode, again.body]).toEqual([304, ''])
      await post('/reviews', { record: 'ev-met', dispatch: 'first-round', decision: 'reject' })
      expect((await get('/events', { 'if-none-match': String(headers.etag) })).statusCode).toBe(200)
    })

    test('refuses pages of other sites and names that only resolve to this machine', async () => {
      const from = await post('/reviews', { record: 'ev-met', decision: 'accept' }, { origin: 'https://evil.example' })
      expect([from.statusCode, from.json().error.code]).toEqual([403, 'ORIGIN_REFUSED'])
      const rebound = await get('/status', { host: 'evil.example:7373' })
      expect([rebound.statusCode, rebound.json().error.code]).toEqual([421, 'HOST_REFUSED'])
      expect((await get('/status', { origin: `http://${HOST}` })).statusCode).toBe(200)
    })

    test('sends the pages for every address that is theirs, under a policy that allows nothing from elsewhere', async () => {
      const page = await app.inject({ url: '/events?category=AGREE', headers: { host: HOST } })
      expect(page.body).toContain('The workbench')
      expect(page.headers['content-security-policy']).toContain("default-src 'self'")
      expect(page.headers['content-security-policy']).not.toContain('unsafe')
    })

    test('describes itself, each address once', async () => {
      const document = (await app.inject({ url: '/api/openapi.json', headers: { host: HOST } })).json()
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining([`${PREFIX}/events`, `${PREFIX}/processes/{key}`]),
      )
      expect(document.paths[`${PREFIX}/events`].get.parameters.length).toBeGreaterThan(10)
      const page = await app.inject({ url: '/api', headers: { host: HOST } })
      expect(page.body).toContain(`POST ${PREFIX}/reviews`)
      expect(page.body).not.toContain('<script')
    })

    test('refuses a body that is too large', async () => {
      const reply = await post('/read', { text: 'a'.repeat(3_000_000) })
      expect(reply.statusCode).toBe(413)
      expect(reply.json().error.message).not.toBe('')
    })
  })
})
