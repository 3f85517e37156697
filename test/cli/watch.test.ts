import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshFolder } from '../support/folder.ts'
import { parley } from '../support/terminal.ts'
import { fetcherTo, serveWeb } from '../support/web-server.ts'

const DAY = 86_400_000

const feedOf = (text: string, day: Date) =>
  `<rss version="2.0"><channel><title>Wire</title><item><title>Talks</title><link>https://wire.example/1</link><pubDate>${day.toUTCString()}</pubDate><description>${text}</description></item></channel></rss>` // prettier-ignore

describe('parley watch', () => {
  test('reads the feeds of a list with the shipped model, tells of new rounds, and does nothing a second time', async () => {
    const now = new Date()
    const text = `ISTANBUL - Delegations of Russia and Ukraine held a second round of direct talks in Istanbul on ${weekdayOf(new Date(now.getTime() - DAY))}. Ukraine and Russia agreed to exchange 1,000 prisoners of war each, Turkish officials said. The head of the Russian delegation, Vladimir Medinsky, proposed a ceasefire of three days to Ukraine.` // prettier-ignore
    const server = await serveWeb({ '/feed.xml': feedOf(text, now)}) // prettier-ignore
    const folder = freshFolder()
    const list = join(folder, 'feeds.opml')
    writeFileSync(list, `<opml version="2.0"><body><outline xmlUrl="${server.origin}/feed.xml"/></body></opml>`)
    const args = ['watch', '--once', '--ledger', join(folder, 'l.sqlite'), '--contact', 'desk@crisis.example', list]
    const fetcher = fetcherTo(server)
    const { status, out, err } = await parley(args, { fetcher })
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const told = out.split('\n').filter(Boolean).map(line => JSON.parse(line) as { kind: string; title: string }) // prettier-ignore
    expect(told.map(({ kind }) => kind)).toContain('round')
    expect(told.map(({ title }) => title).join('\n')).toMatch(/RUS\+UKR: round 2 in Istanbul/)
    const again = await parley(args, { fetcher, isTerminal: true })
    expect(again).toEqual({ status: 0, out: '0 of 1 feeds visited, 0 dispatches added.\n', err: '' })
  })

  test.each([
    [['--every', '1', 'f.opml'], 2, /--every 1 is no number of minutes from 5 to 10080: see `parley watch --help`/],
    [['--digest', '25:00', 'f.opml'], 2, /--digest 25:00 is no time HH:MM/],
    [['--alert', 'mail:me', 'f.opml'], 2, /--alert mail:me is none of -, file:PATH, command:PROGRAM/],
    [['f.opml'], 1, /f.opml does not exist/],
    [['f.yaml'], 1, /f.yaml does not exist/],
    [[], 2, /Missing required argument 'feeds'/],
  ])('%j is one clear line', async (args, status, line) => {
    const ledger = join(freshFolder(), 'l.sqlite')
    const found = await parley(['watch', '--once', '--ledger', ledger, ...args])
    expect(found).toMatchObject({ status, out: '' })
    expect(found.err).toMatch(line)
    expect(found.err.trim().split('\n')).toHaveLength(1)
  })

  test('keeps its state in a folder that it makes, and never in the ledger', async () => {
    const folder = freshFolder()
    const [ledger, state] = [join(folder, 'l.sqlite'), join(folder, 'deep', 'state')]
    const watch = (...more: string[]) => parley(['watch', '--once', '--ledger', ledger, '--contact', 'a@b.example', 'http://127.0.0.1:9/feed', ...more]) // prettier-ignore
    expect((await watch('--state', ledger)).err).toMatch(/--state \S+ is the ledger: see/)
    await watch('--state', state)
    expect(existsSync(state)).toBe(true)
    writeFileSync(join(folder, 'file'), '')
    expect((await watch('--state', join(folder, 'file', 'state'))).err).toMatch(/state.lock cannot be read \((?:EEXIST|ENOTDIR)\)/) // prettier-ignore
  })

  test('refuses an address that is not public, with the line of the feed', async () => {
    const ledger = join(freshFolder(), 'l.sqlite')
    const { status, err } = await parley(['watch', '--once', '--ledger', ledger, '--contact', 'a@b.example', 'http://127.0.0.1:9/feed']) // prettier-ignore
    expect({ status, err }).toEqual({ status: 1, err: 'http://127.0.0.1:9/feed is not fetched (127.0.0.1 is not a public address): give a public http or https address\n' }) // prettier-ignore
  })

  test('shows its options with examples', async () => {
    const { out } = await parley(['watch', '--help'])
    for (const option of [
      '--ledger',
      '--contact',
      '--every',
      '--once',
      '--pages',
      '--alert',
      '--digest',
      '--state',
      '--actors',
      '--frames',
      '--names',
      '--processes',
    ])
      // prettier-ignore
      expect(out).toContain(option)
    expect(out).toMatch(/Examples:\n {2}parley watch --contact/)
  })

  test.each(['read', 'add'])('%s takes --contact as well', async name => {
    expect((await parley([name, '--help'])).out).toContain('--contact')
  })
})

function weekdayOf(day: Date): string {
  return day.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' })
}
