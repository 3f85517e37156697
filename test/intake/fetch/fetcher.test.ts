import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openFetcher } from '../../../src/intake/fetch/fetcher.ts'
import { answer, fetcherTo, redirect, serveWeb } from '../../support/web-server.ts'

const page = '<p>Delegations met.</p>'
const html = { 'content-type': 'text/html; charset=utf-8' }
const failing = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

describe('fetch', () => {
  test('gives status, headers and body', async () => {
    const server = await serveWeb({ '/': answer(page, { ...html, etag: '"1"' }) })
    const got = await fetcherTo(server).fetch(`${server.origin}/`)
    expect(got).toMatchObject({ status: 200, url: `${server.origin}/`, headers: { etag: '"1"' } })
    expect(textOf(got.bytes)).toBe(page)
  })

  test('says who it is and how to reach whoever runs it', async () => {
    const server = await serveWeb({ '/': page })
    await fetcherTo(server, { contact: 'desk@crisis.example\r\nx: y' }).fetch(`${server.origin}/`, {
      'user-agent': 'x',
    })
    expect(server.requests[0]?.headers['user-agent']).toBe('Parley/0 (reads news feeds; desk@crisis.examplex: y)')
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('unpacks %s', async (encoding, pack) => {
    const server = await serveWeb({ '/': answer(pack(page), { ...html, 'content-encoding': encoding }) })
    expect(textOf((await fetcherTo(server).fetch(`${server.origin}/`)).bytes)).toBe(page)
  })

  test('gives answers that are no 200 without a body', async () => {
    const server = await serveWeb({ '/': answer('', {}, 304), '/busy': answer('no', { 'retry-after': '60' }, 503) })
    const fetcher = fetcherTo(server)
    expect(await fetcher.fetch(`${server.origin}/`)).toMatchObject({ status: 304, bytes: new Uint8Array() })
    expect((await fetcher.fetch(`${server.origin}/busy`)).headers['retry-after']).toBe('60')
  })
})

describe('the guard around a fetch', () => {
  test('asks nothing of a loopback server without the test option, however its address is written', async () => {
    const server = await serveWeb({ '/': page })
    const fetcher = openFetcher()
    for (const host of ['127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '[::ffff:127.0.0.1]', 'localhost'])
      await expect(fetcher.fetch(`http://${host}:${server.port}/`)).rejects.toThrow(failing('FETCH_REFUSED', /./)) // prettier-ignore
    await fetcher.close()
    expect(server.asked).toEqual([])
  })

  test.each([
    'http://127.0.0.1:1/',
    'http://127.0.0.2:{port}/',
    'http://[::1]:{port}/',
    'http://[::ffff:127.0.0.1]:{port}/',
    'http://2130706434:{port}/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:{port}/',
    'http://10.0.0.1/',
    'file:///etc/passwd',
    '//192.168.0.1/',
  ])('refuses a redirect to %s', async location => {
    const answers: Record<string, ReturnType<typeof redirect>> = {}
    const server = await serveWeb(answers)
    answers['/'] = redirect(location.replace('{port}', String(server.port)))
    const fetching = fetcherTo(server).fetch(`${server.origin}/`)
    await expect(fetching).rejects.toThrow(failing('FETCH_REFUSED', /leads to/))
    expect(server.asked).toEqual(['/'])
  })

  test('checks a name at each connection: one that changes its answer is refused', async () => {
    const server = await serveWeb({ '/': redirect('/next'), '/next': page })
    const answers = [['127.0.0.1'], ['127.0.0.2']]
    const resolve = () => Promise.resolve((answers.shift() ?? []).map(address => ({ address, family: 4 })))
    const fetcher = fetcherTo(server, { resolve })
    const fetching = fetcher.fetch(`http://outlet.example:${server.port}/`)
    await expect(fetching).rejects.toThrow(failing('FETCH_REFUSED', /resolves to 127\.0\.0\.2/))
    expect(server.asked).toEqual(['/'])
  })

  test('connects to the address that was checked, with one look-up a connection', async () => {
    const server = await serveWeb({ '/': page })
    let lookups = 0
    const resolve = () => Promise.resolve([{ address: lookups++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }])
    const got = await fetcherTo(server, { resolve }).fetch(`http://outlet.example:${server.port}/`)
    expect([got.status, lookups]).toEqual([200, 1])
  })

  test('lets a name reach only the port that the test names', async () => {
    const [server, other] = [await serveWeb({ '/': page }), await serveWeb({ '/': page })]
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    const fetching = fetcherTo(server, { resolve }).fetch(`http://outlet.example:${other.port}/`)
    await expect(fetching).rejects.toThrow(failing('FETCH_REFUSED', /./))
    expect(other.asked).toEqual([])
  })
})

describe('the caps of a fetch', () => {
  test('follows five redirects and no sixth', async () => {
    const hops = Object.fromEntries([1, 2, 3, 4, 5, 6].map(n => [`/${n}`, redirect(`/${n - 1}`, 301)]))
    const server = await serveWeb({ '/0': page, ...hops })
    const fetcher = fetcherTo(server)
    expect((await fetcher.fetch(`${server.origin}/5`)).url).toBe(`${server.origin}/0`)
    await expect(fetcher.fetch(`${server.origin}/6`)).rejects.toThrow(failing('FETCH_FAILED', /more than 5 times/))
  })

  test('stops at the most bytes, packed or not, and at a bomb', async () => {
    const packed = { ...html, 'content-encoding': 'gzip' }
    const server = await serveWeb({
      '/long': answer('a'.repeat(3_000_000), html),
      '/packed': answer(gzipSync(Buffer.alloc(2_500_000, 'abcdefghijklmnopqrst')), packed),
      '/bomb': answer(gzipSync(Buffer.alloc(1_900_000)), packed),
    })
    const fetcher = fetcherTo(server, { caps: { bytes: 2_000_000 } })
    await expect(fetcher.fetch(`${server.origin}/long`)).rejects.toThrow(failing('FETCH_FAILED', /larger than 2 MB/))
    await expect(fetcher.fetch(`${server.origin}/packed`)).rejects.toThrow(failing('FETCH_FAILED', /than/))
    await expect(fetcher.fetch(`${server.origin}/bomb`)).rejects.toThrow(failing('FETCH_FAILED', /100 times/))
  })

  test('takes neither pictures nor an unknown packing nor half a packed body', async () => {
    const server = await serveWeb({
      '/picture': answer('GIF89a', { 'content-type': 'image/gif' }),
      '/zstd': answer(page, { ...html, 'content-encoding': 'zstd' }),
      '/half': answer(gzipSync(page.repeat(50)).subarray(0, 30), { ...html, 'content-encoding': 'gzip' }),
    })
    const fetcher = fetcherTo(server)
    await expect(fetcher.fetch(`${server.origin}/picture`)).rejects.toThrow(failing('FETCH_FAILED', /image\/gif/))
    await expect(fetcher.fetch(`${server.origin}/zstd`)).rejects.toThrow(failing('FETCH_FAILED', /packed as "zstd"/))
    await expect(fetcher.fetch(`${server.origin}/half`)).rejects.toThrow(failing('FETCH_FAILED', /cut short/))
  })

  test('waits neither for headers nor for a body without end', async () => {
    const server = await serveWeb({
      '/silent': () => undefined,
      '/drip': (_, response) => {
        const drip = setInterval(() => response.write('a'), 20)
        response.on('close', () => clearInterval(drip))
      },
    })
    const fetcher = fetcherTo(server, { caps: { headersMs: 100, wholeMs: 1500 } })
    await expect(fetcher.fetch(`${server.origin}/silent`)).rejects.toThrow(failing('FETCH_FAILED', /in time|too long/))
    await expect(fetcher.fetch(`${server.origin}/drip`)).rejects.toThrow(failing('FETCH_FAILED', /too long/))
  })

  test('says that nobody listens', async () => {
    const server = await serveWeb({})
    const gone = { ...server, port: 1 }
    await expect(fetcherTo(gone).fetch('http://127.0.0.1:1/')).rejects.toThrow(failing('FETCH_FAILED', /refuses/))
  })
})
