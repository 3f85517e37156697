import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../support/folder.ts'
import { look } from '../support/ledger-file.ts'
import { end, start } from '../support/programs.ts'
import { rss, tagged, watchedWorld } from '../support/watching.ts'
import { answer, redirect, serveWeb } from '../support/web-server.ts'

const entry = (id: string, text = `They met again in Doha, said ${id}.`) => ({ id, title: `Report ${id}`, text })
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

describe('a watch without end', () => {
  test('visits each feed at its interval, looks at the ledger between, and ends when it is told to', async () => {
    const server = await serveWeb({ '/a': rss([entry('a')]), '/b': rss([entry('b')]), '/c': answer('', {}, 410) })
    const world = watchedWorld(server)
    const rules = join(world.folder, 'watch.yaml')
    const feeds = ['/a', '/b', '/c'].map((path, i) => `  - { url: "${server.origin}${path}", every: ${[30, 60, 5][i] ?? 30} }\n`) // prettier-ignore
    writeFileSync(rules, `feeds:\n${feeds.join('')}`)
    const { status, alerts } = await world.watch([rules], 12 * 60)
    expect(status).toBe(0)
    expect(alerts).toMatchObject([{ kind: 'feed', state: 'gone' }])
    const count = (path: string) => server.asked.filter(one => one === path).length
    expect([count('/a'), count('/b'), count('/c'), count('/robots.txt')]).toEqual([24, 12, 1, 1])
    // Never long away from what others write, and never spinning.
    expect(world.slept.every(ms => ms >= 1000 && ms <= 300_000)).toBe(true)
  })

  test('ends at once on SIGTERM, with status 0', async () => {
    const ledger = join(freshFolder(), 'deep', 'ledger.sqlite')
    const child = start('parley-program.ts', [
      'watch',
      '--ledger',
      ledger,
      '--contact',
      'a@b.example',
      'http://127.0.0.1:9/feed',
    ])
    const ended = end(child)
    await new Promise(resolve => child.stderr?.once('data', resolve))
    child.kill('SIGTERM')
    expect(await ended).toEqual({
      status: 0,
      out: '',
      err: 'http://127.0.0.1:9/feed is not fetched (127.0.0.1 is not a public address): give a public http or https address\n', // prettier-ignore
    })
  })
})
