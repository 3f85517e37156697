import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { look } from '../support/ledger-file.ts'
import { rss, watchedWorld } from '../support/watching.ts'
import { answer, serveWeb } from '../support/web-server.ts'

const entry = (id: string, text = `They met again in Doha, said ${id}.`) => ({ id, title: `Report ${id}`, text })
const dispatchesIn = (ledger: string) =>
  look(ledger, connection => connection.prepare('select id from dispatch order by number').pluck().all()) as string[]

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
