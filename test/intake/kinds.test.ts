import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openDispatches, openUrl, type Arrival, type OpenOptions } from '../../src/intake/open.ts'
import { answer, fetcherTo, serveWeb } from '../support/web-server.ts'

async function all(arrivals: AsyncIterable<Arrival>): Promise<(Record<string, unknown> | string)[]> {
  const found = []
  for await (const arrival of arrivals)
    found.push('dispatch' in arrival ? { ...arrival.dispatch } : `${arrival.failure.code}: ${arrival.failure.message}`)
  return found
}

async function* inOne(bytes: string | Uint8Array) {
  yield await Promise.resolve(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
}

const open = (bytes: string | Uint8Array, options: OpenOptions = {}) => all(openDispatches('x', inOne(bytes), options))

const body =
  '<p>Delegations of the two sides parted in Muscat on Tuesday after a third day of talks, the mediators said in a statement.</p>' +
  '<p>Both sides exchanged lists of 120 prisoners, among them the wounded, and agreed to meet again within two weeks.</p>'
const page = (head: string) =>
  `<!doctype html><html lang="en"><head>${head}</head><body><nav><a href="/">Home</a></nav><article>${body}</article></body></html>`
const item = (inside: string) => `<item>${inside}</item>`
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gulf Monitor</title><link>https://gulf.example/</link>${items}</channel></rss>`

describe('pages', () => {
  test('take date, title, publisher and address from linked data before meta elements', async () => {
    const linked = JSON.stringify({ '@type': 'NewsArticle', headline: 'Talks end', datePublished: '2025-06-03T23:30:00+04:00', publisher: { name: 'Gulf Monitor' }, url: 'https://gulf.example/1?utm_source=a' }) // prettier-ignore
    const head = `<meta property="og:title" content="Other"><meta name="date" content="2024-01-01"><script type="application/ld+json">${linked}</script>`
    const url = 'https://gulf.example/1'
    expect(await open(page(head))).toMatchObject([{ id: url, url, title: 'Talks end', published: '2025-06-03', publisher: 'Gulf Monitor', language: 'en' }]) // prettier-ignore
  })

  test('say in one line that there is no article, or too deep a nest', async () => {
    expect(await open('<html><body><ul><li><a href="/a">A</a></ul></body></html>')).toEqual([expect.stringMatching(/^PAGE_WITHOUT_ARTICLE: x /)]) // prettier-ignore
    expect(await open('<div>'.repeat(50_000))).toEqual([expect.stringMatching(/^MARKUP_DEEP: x /)])
  })

  test('may not speak for another site', async () => {
    const head = '<link rel="canonical" href="https://victim.example/report">'
    const [found] = await open(page(head), { url: 'https://other.example/a' })
    expect(found).toMatchObject({ id: 'https://other.example/a' })
  })

  test('are decoded as they say', async () => {
    const russian = Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0])
    const html = Buffer.concat([Buffer.from('<html><head><meta charset="windows-1251"><title>'), russian, Buffer.from(`</title></head><body>${body}</body></html>`)]) // prettier-ignore
    expect(await open(html)).toMatchObject([{ title: 'Москва' }])
  })
})

describe('feeds', () => {
  test('keep a missing date missing, resolve relative links, and keep the credit', async () => {
    const items = item('<title><![CDATA[A & B met]]></title><link>/a</link><description>They met again in Doha.</description><source url="https://w.example/">Wire</source>') // prettier-ignore
    expect(await open(rss(items))).toMatchObject([{ id: 'https://gulf.example/a', title: 'A & B met', published: null, credit: 'Wire', publisher: 'Gulf Monitor' }]) // prettier-ignore
  })

  test('are read where they are broken, and refused where they are a page or a bomb', async () => {
    const broken = rss(item('<title>One &nbsp; two</title><description>Talks & more') + item('<title>Three</title>'))
    expect(await open(broken.replace(/<\/item>/g, ''))).toHaveLength(2)
    expect(await open('<html><body>Error</body></html>', { kind: 'feed' })).toEqual([expect.stringMatching(/^FEED_BROKEN: x .*HTML page/)]) // prettier-ignore
    const bomb = '<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    expect(await open(`${bomb}${rss(item('<title>&b;</title>'))}`)).toEqual([expect.stringMatching(/^FEED_BROKEN: /)])
  })

  test('of more entries than are taken say so in one line', async () => {
    const entries = Array.from({ length: 10_002 }, (_, i) => ({
      id: String(i),
      title: 'T',
      content_text: `Item ${i}.`,
    }))
    const found = await open(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'F', items: entries }),
    )
    expect(found).toHaveLength(10_001)
    expect(found.at(-1)).toMatch(/^FEED_LONG: x has 10002 entries, of which the first 10000 were taken/)
  })

  test('come as Atom and JSON too', async () => {
    const atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>tag:g.example,2025:1</id><title>T</title><updated>2025-06-03T00:00:00Z</updated><summary>They met.</summary></entry></feed>' // prettier-ignore
    expect(await open(atom)).toMatchObject([{ id: 'tag:g.example,2025:1', published: '2025-06-03' }])
    const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'G', items: [{ id: 1, url: 'https://g.example/1', content_text: 'They met.' }] }) // prettier-ignore
    expect(await open(json)).toMatchObject([{ id: 'https://g.example/1', text: 'They met.', published: null }])
  })
})

describe('archives and lines', () => {
  const html = page('<title>Talks end</title>')
  const http = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n${html}`
  const record = (url: string) =>
    `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
  const warc = record('https://g.example/1') + record('https://g.example/2')

  test('give the reports of an archive, packed or not', async () => {
    const ids = [{ id: 'https://g.example/1' }, { id: 'https://g.example/2' }]
    expect(await open(warc)).toMatchObject(ids)
    expect(await open(gzipSync(warc))).toMatchObject(ids)
  })

  test('keep what is whole of one that breaks off, and say so once', async () => {
    expect(await open(warc.slice(0, -100))).toMatchObject([
      { id: 'https://g.example/1' },
      expect.stringMatching(/^WARC_DAMAGED: x .*after 1 records/),
    ])
  })

  test('say of a half-written last line that it breaks off', async () => {
    expect(await open('{"text":"They met."}\n{"text":"The')).toMatchObject([
      { text: 'They met.' },
      expect.stringMatching(/breaks off/),
    ])
  })
})

test('a list of feeds is fetched feed by feed, and one that fails stops nothing', async () => {
  const answers: Record<string, string | ReturnType<typeof answer>> = { '/a': rss(item('<title>They met in Doha</title>')) } // prettier-ignore
  const server = await serveWeb(answers)
  answers['/l'] = `<opml version="2.0"><body><outline xmlUrl="${server.origin}/none"/><outline xmlUrl="${server.origin}/a"/></body></opml>` // prettier-ignore
  expect(await all(openUrl(`${server.origin}/l`, fetcherTo(server)))).toMatchObject([
    expect.stringMatching(/^FETCH_FAILED: .*404/),
    { title: 'They met in Doha' },
  ])
})
