import { readFileSync, writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { look } from '../support/ledger-file.ts'
import { rss, tagged, watchedWorld } from '../support/watching.ts'
import { answer, redirect, serveWeb } from '../support/web-server.ts'
import { WORLD } from '../support/world.ts'

const [first, second] = WORLD.map(({ document }) => document)
const entry = (id: string, text = `They met again in Doha, said ${id}.`) => ({ id, title: `Report ${id}`, text })
const worldEntry = (which: typeof first) => ({ id: which?.id ?? '', title: which?.title ?? '', text: which?.text ?? '', day: which?.published ?? '' }) // prettier-ignore

const dispatchesIn = (ledger: string) =>
  look(ledger, connection => connection.prepare('select id from dispatch order by number').pluck().all()) as string[]
const asked = (paths: readonly string[]) => paths.filter(path => path !== '/robots.txt')

describe('a feed is visited', () => {
  test('with what the publisher gave to ask whether it has changed; what has not brings nothing', async () => {
    let text = rss([entry('a')])
    let tag = '"1"'
    const server = await serveWeb({ '/feed': tagged(() => ({ tag, text })) })
    const world = watchedWorld(server)
    const feed = [`${server.origin}/feed`]
    expect(await world.round(feed)).toMatchObject({ status: 0, err: '' })
    world.pass(40)
    await world.round(feed)
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"1"')
    expect(dispatchesIn(world.ledger)).toEqual(['https://lakes.example/a'])
    ;[text, tag] = [rss([entry('b'), entry('a')]), '"2"']
    world.pass(40)
    await world.round(feed)
    expect(dispatchesIn(world.ledger)).toEqual(['https://lakes.example/a', 'https://lakes.example/b'])
  })

  test('only when it is due, and says who asks', async () => {
    const server = await serveWeb({ '/feed': rss([entry('a')]) })
    const world = watchedWorld(server)
    await world.round([`${server.origin}/feed`])
    world.pass(20)
    await world.round([`${server.origin}/feed`])
    expect(server.asked).toEqual(['/robots.txt', '/feed'])
    world.pass(10)
    await world.round([`${server.origin}/feed`])
    expect(server.asked).toEqual(['/robots.txt', '/feed', '/feed'])
  })

  test('later where its server, its Cache-Control or the feed itself asks for it', async () => {
    const server = await serveWeb({
      '/busy': answer('', { 'retry-after': '7200' }, 503),
      '/fresh': answer(rss([entry('a')]), { 'cache-control': 'public, max-age=5400' }),
      '/ttl': rss([entry('b')], '<ttl>120</ttl>'),
    })
    const world = watchedWorld(server)
    const feeds = ['/busy', '/fresh', '/ttl'].map(path => server.origin + path)
    await world.round(feeds)
    const after = async (minutes: number) => {
      world.pass(minutes)
      const before = server.asked.length
      await world.round(feeds)
      return server.asked.slice(before).sort()
    }
    expect(await after(80)).toEqual([])
    expect(await after(11)).toEqual(['/fresh'])
    expect(await after(30)).toEqual(['/busy', '/ttl'])
  })

  test('less and less often while it fails; the third time it is told, once', async () => {
    const server = await serveWeb({ '/feed': answer('', {}, 500) })
    const world = watchedWorld(server)
    const feed = [`${server.origin}/feed`]
    const told: string[] = []
    const visits: number[] = []
    const start = world.now().getTime()
    for (let i = 0; i < 60; i++) {
      const before = asked(server.asked).length
      told.push(...(await world.round(feed)).alerts.map(({ kind, state }) => `${kind} ${state}`))
      if (asked(server.asked).length > before) visits.push(Math.floor((world.now().getTime() - start) / 60_000))
      world.pass(60)
    }
    expect(visits).toEqual([0, 60, 180, 420, 900, 1860, 3300])
    expect(told).toEqual(['feed failing'])
  })

  test('one that is back is told of once', async () => {
    let status = 500
    const server = await serveWeb({ '/feed': (_, response) => void response.writeHead(status).end(rss([entry('a')])) })
    const world = watchedWorld(server)
    const rounds = async (count: number) => {
      const states: string[] = []
      for (let i = 0; i < count; i++) {
        states.push(...(await world.round([`${server.origin}/feed`])).alerts.map(({ state }) => state))
        world.pass(24 * 60)
      }
      return states
    }
    expect(await rounds(5)).toEqual(['failing'])
    status = 200
    expect(await rounds(3)).toEqual(['recovered'])
  })

  test('no more when its server says that it is gone', async () => {
    const server = await serveWeb({ '/feed': answer('', {}, 410) })
    const world = watchedWorld(server)
    const { status, alerts, err } = await world.round([`${server.origin}/feed`])
    expect(alerts).toMatchObject([{ kind: 'feed', state: 'gone' }])
    expect(err).toMatch(/is gone for good/)
    expect(status).toBe(0)
    world.pass(10_000)
    expect(await world.round([`${server.origin}/feed`])).toMatchObject({ status: 0, alerts: [], err: '' })
    expect(asked(server.asked)).toEqual(['/feed'])
  })

  test('where it has moved for good, and says so once; what has moved for a while is asked for as before', async () => {
    const server = await serveWeb({
      '/old': redirect('/older', 301),
      '/older': redirect('/new', 308),
      '/new': rss([entry('a')]),
      '/away': redirect('/elsewhere', 302),
      '/elsewhere': rss([entry('b')]),
    })
    const world = watchedWorld(server)
    const feeds = [`${server.origin}/old`, `${server.origin}/away`]
    expect((await world.round(feeds)).err).toBe(`${server.origin}/old has moved to ${server.origin}/new: it is asked for there from now on\n`) // prettier-ignore
    world.pass(40)
    const before = server.asked.length
    expect((await world.round(feeds)).err).toBe('')
    expect(server.asked.slice(before).sort()).toEqual(['/away', '/elsewhere', '/new'])
  })

  test('one that is an HTML page fails with one line, and the others go on', async () => {
    const server = await serveWeb({
      '/page': answer('<!doctype html><html><body><p>Sign in</p></body></html>', { 'content-type': 'text/html' }),
      '/feed': rss([entry('a')]),
    })
    const world = watchedWorld(server)
    const { status, err } = await world.round([`${server.origin}/page`, `${server.origin}/feed`])
    expect(status).toBe(1)
    expect(err).toMatch(/^\S+\/page is no feed that can be read \(it is an HTML page\)[^\n]*\n$/)
    expect(dispatchesIn(world.ledger)).toEqual(['https://lakes.example/a'])
  })
})

describe('a host is a guest’s host', () => {
  test('what its robots.txt does not allow is not fetched; the file is asked for once a day, restarts included', async () => {
    const server = await serveWeb({
      '/robots.txt': 'User-agent: *\nDisallow: /\n\nUser-agent: Parley\nDisallow: /private/\nCrawl-delay: 7',
      '/private/feed': rss([entry('a')]),
      '/feed': rss([entry('b')]),
    })
    const world = watchedWorld(server)
    const { err } = await world.round([`${server.origin}/private/feed`, `${server.origin}/feed`])
    expect(err).toMatch(/private\/feed is not fetched \(robots.txt of its host does not allow it\)/)
    expect(world.slept.every(ms => ms <= 7000) && world.slept.includes(7000)).toBe(false)
    world.pass(300)
    await world.round([`${server.origin}/private/feed`, `${server.origin}/feed`])
    expect(server.asked).toEqual(['/robots.txt', '/feed', '/feed'])
    world.pass(24 * 60)
    await world.round([`${server.origin}/private/feed`, `${server.origin}/feed`])
    expect(server.asked.filter(path => path === '/robots.txt')).toHaveLength(2)
  })

  test('where it gives no answer about robots.txt, nothing is fetched', async () => {
    const server = await serveWeb({ '/robots.txt': answer('', {}, 503), '/feed': rss([entry('a')]) })
    const world = watchedWorld(server)
    expect((await world.round([`${server.origin}/feed`])).err).toMatch(/gives no answer about its robots.txt/)
    expect(server.asked).toEqual(['/robots.txt'])
  })

  test('it gets one request at a time with a gap, as long as it asks for', async () => {
    let open = 0
    let most = 0
    const slow = (text: string) => (_: unknown, response: { end(text: string): void }) => {
      most = Math.max(most, ++open)
      setTimeout(() => (open--, response.end(text)), 20)
    }
    const paths = ['/a', '/b', '/c'].map(path => [path, slow(rss([entry(path.slice(1))]))] as const)
    const server = await serveWeb({ '/robots.txt': 'User-agent: *\nCrawl-delay: 7', ...Object.fromEntries(paths) })
    const world = watchedWorld(server)
    await world.round(paths.map(([path]) => server.origin + path))
    expect(most).toBe(1)
    expect(world.slept).toEqual([2000, 7000, 7000])
  })
})

describe('what a feed brings', () => {
  test('is sieved by the rules of the feed', async () => {
    const server = await serveWeb({
      '/feed': rss([
        entry('a', 'The CEASEFIRE held for a day.'),
        entry('b', 'Prisoners of the exchange came home.'),
        entry('c', 'The prisoner exchange went on.'),
        entry('d', 'The ceasefire football cup began.'),
        entry('e', 'Negotiators left Doha.'),
      ]),
    })
    const world = watchedWorld(server)
    const rules = join(world.folder, 'watch.yaml')
    writeFileSync(rules, `feeds:\n  - url: ${server.origin}/feed\n    publisher: Lakes\n    include: [cease-fire ceasefire, ceasefire, '"prisoner exchange"', negotiat*]\n    exclude: [football cup]\n`) // prettier-ignore
    expect((await world.round([rules])).err).toBe('')
    expect(dispatchesIn(world.ledger).map(id => id.slice(-1))).toEqual(['a', 'c', 'e'])
    expect(look(world.ledger, db => db.prepare('select distinct publisher from dispatch').pluck().all())).toEqual(['Lakes']) // prettier-ignore
  })

  test('with --pages, the page of a summary is read once, under the entry’s address', async () => {
    const body =
      'Delegations of both sides met in Doha on Monday and spoke about the ceasefire for three hours. '.repeat(8)
    const page = `<html><head><title>x</title></head><body><article><h1>Talks</h1><p>${body}</p><p>${body}</p></article></body></html>` // prettier-ignore
    const answers: Record<string, string | ReturnType<typeof answer>> = { '/robots.txt': 'User-agent: *\nDisallow: /closed' } // prettier-ignore
    const server = await serveWeb(answers)
    const item = (path: string) => `<item><title>Talks</title><link>${server.origin}${path}</link><description>A summary of ${path}…</description></item>` // prettier-ignore
    const feedOf = (...paths: string[]) => `<rss version="2.0"><channel><title>L</title>${paths.map(item).join('')}</channel></rss>` // prettier-ignore
    Object.assign(answers, {
      '/feed': feedOf('/open', '/closed'),
      '/open': answer(page, { 'content-type': 'text/html' }),
    })
    const world = watchedWorld(server)
    await world.round([`${server.origin}/feed`], { pages: true })
    expect(server.asked).toEqual(['/robots.txt', '/feed', '/open'])
    const texts = () => look(world.ledger, db => db.prepare("select id, version, body from dispatch join dispatch_search on dispatch_search.rowid = number order by number").all()) as { id: string; body: string }[] // prettier-ignore
    expect(texts().map(({ id }) => id.replace(server.origin, ''))).toEqual(['/open', '/closed'])
    answers['/feed'] = feedOf('/open', '/closed', '/third')
    world.pass(60)
    await world.round([`${server.origin}/feed`], { pages: true })
    expect(server.asked.slice(3)).toEqual(['/feed', '/third'])
    expect(texts()).toHaveLength(3)
    // What is known by its page is known, also to a watch that lost its memory.
    world.pass(60)
    await world.round([`${server.origin}/feed`], { pages: true, state: join(world.folder, 'other.watch') })
    expect(server.asked.slice(5)).toEqual(['/robots.txt', '/feed'])
    expect(texts()).toHaveLength(3)
  })
})

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
