import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { look } from '../support/ledger-file.ts'
import { rss, watchedWorld } from '../support/watching.ts'
import { answer, serveWeb } from '../support/web-server.ts'
import { WITNESS, witnessReader, witnessReading } from '../support/witness.ts'
import { openWorld, WORLD } from '../support/world.ts'

const [first, second] = WORLD.map(({ document }) => document)
const entry = (id: string, text = `They met again in Doha, said ${id}.`) => ({ id, title: `Report ${id}`, text })
const worldEntry = (which: typeof first) => ({ id: which?.id ?? '', title: which?.title ?? '', text: which?.text ?? '', day: which?.published ?? '' }) // prettier-ignore

const dispatchesIn = (ledger: string) =>
  look(ledger, connection => connection.prepare('select id from dispatch order by number').pluck().all()) as string[]

describe('alerts', () => {
  test('tell of what is new in a process, once, however many print it and however often the watch is started', async () => {
    const answers: Record<string, string> = { '/feed': rss([worldEntry(first)]) }
    const server = await serveWeb(answers)
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    const feed = [`${server.origin}/feed`]
    const { alerts } = await world.round(feed)
    expect(alerts.map(({ kind, state, title }) => [kind, state, title])).toEqual([
      ['round', 'happened', 'COD+COD/REB: round 1 in Doha 2025-03-03, happened'],
      ['outcome', 'agreed', 'COD+COD/REB: prisoner-exchange 100 per side, agreed'],
    ])
    expect((await world.round(feed)).alerts).toEqual([])
    answers['/feed'] = rss([{ ...worldEntry(first), id: 'reprint' }, worldEntry(first)])
    world.pass(60)
    expect((await world.round(feed)).alerts).toEqual([])
    expect(dispatchesIn(world.ledger)).toHaveLength(2)
    // Another state file knows nothing, and what the ledger holds is not news.
    expect((await world.round(feed, { state: join(world.folder, 'new') })).alerts).toEqual([])
  })

  test('tell of what others have put into the ledger as well', async () => {
    const server = await serveWeb({ '/feed': rss([entry('a')]) })
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    expect((await world.round([`${server.origin}/feed`])).alerts).toEqual([])
    await (await openWorld(world.ledger)).close()
    expect((await world.round([`${server.origin}/feed`])).alerts.map(({ kind }) => kind)).toContain('round')
    expect((await world.round([`${server.origin}/feed`])).alerts).toEqual([])
  })

  test('go to a file, a program and an address, each once', async () => {
    const taken: string[] = []
    const server = await serveWeb({
      '/feed': rss([worldEntry(first)]),
      '/hook': (request, response) => {
        let body = ''
        request.on('data', (chunk: Buffer) => (body += chunk.toString()))
        request.on('end', () => {
          taken.push((JSON.parse(body) as { title: string }).title)
          response.writeHead(204).end()
        })
      },
    })
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    const program = join(world.folder, 'take')
    writeFileSync(program, `#!/bin/sh\ncat >> "${join(world.folder, 'by-program')}"\n`, { mode: 0o755 })
    const flags = { alert: [`file:${join(world.folder, 'file')}`, `command:${program}`, `${server.origin}/hook`] }
    for (let i = 0; i < 3; i++) {
      expect(await world.round([`${server.origin}/feed`], flags)).toMatchObject({ status: 0, err: '' })
      world.pass(60)
    }
    const lines = (name: string) => readFileSync(join(world.folder, name), 'utf8').split('\n').filter(Boolean)
    expect(taken).toHaveLength(2)
    expect(lines('by-program')).toEqual(lines('file'))
    expect(lines('file').map(line => (JSON.parse(line) as { title: string }).title)).toEqual(taken)
  })

  test('wait for a receiver that takes nothing, and come in order when it does, with the same ids', async () => {
    let isUp = false
    const taken: string[] = []
    const server = await serveWeb({
      '/feed': rss([worldEntry(first)]),
      '/hook': (request, response) => {
        let body = ''
        request.on('data', (chunk: Buffer) => (body += chunk.toString()))
        request.on('end', () => {
          if (isUp) taken.push((JSON.parse(body) as { kind: string }).kind)
          response.writeHead(isUp ? 200 : 500).end()
        })
      },
    })
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    const flags = { alert: [`${server.origin}/hook`] }
    const failed = await world.round([`${server.origin}/feed`], flags)
    expect(failed).toMatchObject({ status: 1, err: `${server.origin}/hook takes no alert (its server answers 500): mend it, the alert is kept and tried again\n` }) // prettier-ignore
    isUp = true
    expect((await world.round([`${server.origin}/feed`], flags)).status).toBe(1)
    world.pass(1)
    expect((await world.round([`${server.origin}/feed`], flags)).status).toBe(0)
    expect(taken).toEqual(['round', 'outcome'])
  })

  test('withhold the names of private persons, also in the digest; --names shows them in the same alerts', async () => {
    const { document } = witnessReading()
    const server = await serveWeb({ '/feed': rss([worldEntry(document)]) })
    const told = async (flags: { names?: true }) => {
      const world = watchedWorld(server, { reader: witnessReader() })
      const rules = join(world.folder, 'watch.yaml')
      writeFileSync(rules, `feeds: [{ url: "${server.origin}/feed" }]\nalert: [{ name: all, kinds: [event, outcome, position] }]\n`) // prettier-ignore
      const at = new Date(world.now().getTime() + 3_600_000)
      const digest = `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`
      const { alerts } = await world.round([rules], { digest, ...flags })
      world.pass(61)
      return [...alerts, ...(await world.round([rules], { digest, ...flags })).alerts]
    }
    const [withheld, named] = [await told({}), await told({ names: true })]
    expect(withheld.map(({ kind }) => kind)).toEqual(['outcome', 'position', 'event', 'digest'])
    expect(JSON.stringify(withheld)).not.toContain('Oakbough')
    expect(JSON.stringify(withheld.at(-1))).toContain('[name withheld] comes home')
    expect(withheld[2]).toMatchObject({ evidence: [{ quote: expect.stringMatching(/, \[name withheld\] said\.$/) as string }] }) // prettier-ignore
    for (const alert of named) expect(JSON.stringify(alert)).toContain(WITNESS)
    expect(named.map(({ id }) => id)).toEqual(withheld.map(({ id }) => id))
  })

  test('come once a day as a digest, and one that was missed comes later', async () => {
    const server = await serveWeb({ '/feed': rss([worldEntry(second)]), '/bad': answer('', {}, 500) })
    const world = watchedWorld(server)
    const at = new Date(world.now().getTime() + 3 * 3_600_000)
    const digest = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
    const digests = async () => {
      const { alerts } = await world.round([`${server.origin}/feed`, `${server.origin}/bad`], { digest })
      return alerts.filter(({ kind }) => kind === 'digest').map(({ details }) => details)
    }
    expect(await digests()).toEqual([])
    world.pass(181)
    const [told] = await digests()
    expect(told).toMatchObject({
      dispatches: 1,
      publishers: [{ publisher: 'The Lakes Courier', dispatches: 1 }],
      changes: [{ kind: 'round', state: 'ongoing' }],
      failing: [{ url: `${server.origin}/bad` }],
    })
    expect(await digests()).toEqual([])
    world.pass(3 * 24 * 60)
    expect(await digests()).toMatchObject([{ dispatches: 0, changes: [{ kind: 'feed', state: 'failing' }] }])
    expect(await digests()).toEqual([])
  })

  test('of one rule are capped a day', async () => {
    const server = await serveWeb({ '/feed': rss([worldEntry(first)]) })
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    const rules = join(world.folder, 'watch.yaml')
    writeFileSync(
      rules,
      `feeds: [{ url: "${server.origin}/feed" }]\nalert: [{ name: talks, kinds: [round, outcome], most: 1 }]\n`,
    )
    const { alerts } = await world.round([rules])
    expect(alerts.map(({ kind }) => kind)).toEqual(['round', 'held-back'])
  })
})

describe('the state', () => {
  test('that is broken is put aside with one line; nothing is added or told again', async () => {
    const server = await serveWeb({ '/feed': rss([worldEntry(first)]) })
    const world = watchedWorld(server, { start: '2025-03-05T08:00:00.000Z' })
    await world.round([`${server.origin}/feed`])
    const state = `${world.ledger}.watch`
    writeFileSync(state, 'no journal')
    const { alerts, err } = await world.round([`${server.origin}/feed`])
    expect(alerts).toEqual([])
    expect(err).toMatch(/is no state of a watch and was renamed .*\.broken-1: [^\n]*\n$/)
    expect(readFileSync(`${state}.broken-1`, 'utf8')).toBe('no journal')
    expect(dispatchesIn(world.ledger)).toHaveLength(1)
    expect(existsSync(state)).toBe(true)
  })

  test('belongs to one watch at a time', async () => {
    const server = await serveWeb({ '/feed': rss([entry('a')]) })
    const world = watchedWorld(server)
    const both = await Promise.allSettled([1, 2].map(() => world.round([`${server.origin}/feed`])))
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'WATCH_RUNNING' } }])
  })
})
