import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openPath } from '../../src/intake/files.ts'
import { openDispatches, uniqueIds, type Arrival } from '../../src/intake/open.ts'

const MEGABYTE = 1_000_000

async function* streamOf(bytes: Uint8Array | string, size = 1000): AsyncGenerator<Uint8Array> {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  for (let i = 0; i < all.length; i += size) yield all.subarray(i, i + size)
}

async function all(arrivals: AsyncIterable<Arrival>): Promise<Arrival[]> {
  const list: Arrival[] = []
  for await (const arrival of arrivals) list.push(arrival)
  return list
}

const open = (name: string, bytes: Uint8Array | string) => all(openDispatches(name, streamOf(bytes)))
const textOf = (arrival?: Arrival) => arrival && 'dispatch' in arrival && arrival.dispatch.text
const codeOf = (arrival?: Arrival) => arrival && 'failure' in arrival && arrival.failure.code
const messageOf = (arrival?: Arrival) => arrival && 'failure' in arrival && arrival.failure.message

describe('openDispatches on text', () => {
  const text = 'Türkiye’s “talks”: café'

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE without one', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from([...text].map(c => ({ '’': 0x92, '“': 0x93, '”': 0x94 })[c] ?? c.charCodeAt(0)))],
  ])('reads %s', async (_, bytes) => {
    expect(textOf((await open('a.txt', bytes))[0])).toBe(text)
  })

  test('keeps good UTF-8 around one broken byte', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Türkiye, Kyïv, Doñetsk, café, ąęó '),
      Buffer.from([0xff]),
      Buffer.from(' end'),
    ])
    expect(textOf((await open('a.txt', bytes))[0])).toContain('Türkiye, Kyïv')
  })

  test('cleans line ends, unseen characters and spaces, and composes accents', async () => {
    const raw = 'cease\u00adfire\u200b held\u0007\u00a0on.  \r\n\r\nSunday\rmorn\u0065\u0301'
    expect(textOf((await open('a.txt', raw))[0])).toBe('ceasefire held on.\n\nSunday\nmorn\u00e9')
  })

  test('refuses a binary file and an empty one', async () => {
    expect(codeOf((await open('a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x49, 0, 1, 2])))[0])).toBe(
      'DISPATCH_BINARY',
    )
    expect(codeOf((await open('a.txt', ' \n\n'))[0])).toBe('DISPATCH_EMPTY')
  })

  test('says the language, and takes short headlines for English', async () => {
    const languages = []
    for (const raw of ['Gaza truce', 'Россия и Украина договорились об обмене пленными', '1234']) {
      const [arrival] = await open('a.txt', raw)
      languages.push(arrival && 'dispatch' in arrival && arrival.dispatch.language)
    }
    const french = 'Le gouvernement et les rebelles ont signé un accord de paix à Doha samedi soir, selon le ministre.'
    const [arrival] = await open('a.txt', french)
    languages.push(arrival && 'dispatch' in arrival && arrival.dispatch.language)
    expect(languages).toEqual(['en', 'ru', 'und', 'fr'])
  })

  test('lets what is given go before what the text says', async () => {
    const given = { published: '2020-01-01', publisher: 'X', title: 'T' }
    const [arrival] = await all(
      openDispatches('a.txt', streamOf('June 2, 2025\nDrones hit bombers near border\nText.'), given),
    )
    expect(arrival).toMatchObject({ dispatch: given })
  })

  test('gives the same text the same id wherever it comes from', async () => {
    const [first] = await open('a.txt', 'Talks ended.\r\n')
    const [second] = await open('b.jsonl', '{"text":"Talks ended."}')
    expect(first && 'dispatch' in first && first.dispatch.id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(second).toMatchObject({ dispatch: { id: first && 'dispatch' in first && first.dispatch.id } })
  })
})

describe('openDispatches on JSONL', () => {
  test('takes the text exactly as it is', async () => {
    const text = ' A\u00a0b\r\ne\u0301 \u00ad\n'
    const row = JSON.stringify({ id: 'x', text, published: null, publisher: 'P', url: 'u', language: 'en', extra: 1 })
    expect(await open('standard input', `${row}\n\n`)).toEqual([
      {
        name: 'standard input:1',
        dispatch: { id: 'x', title: null, text, publisher: 'P', published: null, url: 'u', language: 'en' },
      },
    ])
  })

  test('names file, line and reason of a broken line and reads the others', async () => {
    const lines = [
      '{"text":"One."}',
      '{"text":',
      '[1]',
      '{"text":5}',
      '{"title":"T"}',
      '{"text":"x","published":"soon"}',
      '{"text":"Two."}',
    ]
    const arrivals = await open('a.jsonl', lines.join('\n'))
    expect(arrivals.map(arrival => messageOf(arrival) || textOf(arrival))).toEqual([
      'One.',
      'a.jsonl:2 is not a dispatch (it is not JSON): give one JSON object a line',
      'a.jsonl:3 is not a dispatch (it is no JSON object): give one JSON object a line',
      'a.jsonl:4 is not a dispatch ("text" is no text): give one JSON object a line',
      'a.jsonl:5 is not a dispatch (there is no text): give one JSON object a line',
      'a.jsonl:6 is not a dispatch ("published" is no date: write YYYY-MM-DD): give one JSON object a line',
      'Two.',
    ])
  })

  test('gives one failure for JSON over many lines', async () => {
    expect(await open('a.json', '[\n{"text":"a"},\n{"text":"b"}\n]\n')).toHaveLength(1)
  })

  test('turns the second dispatch with an id into a failure', async () => {
    const unique = uniqueIds()
    const arrivals = (await open('a.jsonl', '{"id":"1","text":"a"}\n{"id":"1","text":"b"}\n{"id":"2","text":"c"}')).map(
      unique,
    )
    expect(arrivals.map(arrival => codeOf(arrival))).toEqual([false, 'DISPATCH_ID_TWICE', false])
  })
})

describe('openDispatches on what is too large', () => {
  async function* megabytes(count: number, head = ''): AsyncGenerator<Uint8Array> {
    yield Buffer.from(head)
    for (let i = 0; i < count; i++) yield Buffer.alloc(MEGABYTE, 'a')
  }

  test('gives one failure for 50 MB on one line, and little memory', async () => {
    const before = process.memoryUsage().rss
    const text = await all(openDispatches('a.txt', megabytes(50)))
    const lines = await all(openDispatches('a.jsonl', megabytes(50, '{"text":"')))
    expect([...text, ...lines].map(arrival => codeOf(arrival))).toEqual(['DISPATCH_TOO_LARGE', 'DISPATCH_TOO_LARGE'])
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MEGABYTE)
  })

  test('reads on after a line that is too long', async () => {
    const arrivals = await open('a.jsonl', `{"text":"${'a'.repeat(9 * MEGABYTE)}"}\n{"text":"b"}\n`)
    expect(arrivals.map(arrival => codeOf(arrival) || textOf(arrival))).toEqual(['DISPATCH_TOO_LARGE', 'b'])
  })

  test('reads packed files, and refuses broken ones and bombs', async () => {
    expect(textOf((await open('a.jsonl.gz', gzipSync('{"text":"packed"}\n')))[0])).toBe('packed')
    expect(textOf((await open('a.txt.gz', gzipSync('packed text')))[0])).toBe('packed text')
    expect(codeOf((await open('a.gz', gzipSync('x'.repeat(5000)).subarray(0, 20)))[0])).toBe('FILE_UNREADABLE')
    const bomb = gzipSync(Buffer.alloc(100 * MEGABYTE, '\n'))
    expect((await open('a.jsonl.gz', bomb)).map(arrival => codeOf(arrival))).toEqual(['DISPATCH_TOO_LARGE'])
  })
})

describe('openPath', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))

  test('gives a failure, not a throw, for what is no file', async () => {
    const [missing] = await all(openPath(join(folder, 'none.txt')))
    const [directory] = await all(openPath(folder))
    expect([codeOf(missing), codeOf(directory)]).toEqual(['FILE_MISSING', 'FILE_IS_FOLDER'])
    writeFileSync(join(folder, 'empty.txt'), '')
    expect(messageOf((await all(openPath(join(folder, 'empty.txt'))))[0])).toMatch(/empty\.txt holds no text: /)
  })

  test('reads standard input for -', async () => {
    const [arrival] = await all(openPath('-', { stdin: streamOf('{"text":"a"}') }))
    expect(arrival?.name).toBe('standard input:1')
  })

  test('reads the first dispatch Parley was built for', async () => {
    const [arrival] = await all(openPath('examples/dispatches/000_48184ce8a7b8751c.txt'))
    expect(arrival).toMatchObject({
      dispatch: {
        title: 'Russia-Ukraine discussions end',
        publisher: 'MENAFN',
        published: '2025-06-03',
        language: 'en',
      },
    })
  })
})

describe('the day in a file’s name', () => {
  const dated = async (name: string, text: string) => {
    const [arrival] = await open(name, text)
    return arrival !== undefined && 'dispatch' in arrival ? arrival.dispatch.published : undefined
  }
  const report =
    'ISTANBUL, May 16 (Northern Wire) - Russia and Ukraine agreed on Friday to exchange prisoners of war.\n'

  test('gives the year that the dateline leaves out', async () => {
    expect(await dated('ukr-istanbul-2025-05-16.txt', report)).toBe('2025-05-16')
    expect(await dated('filed-2025-05-17.txt', report)).toBe('2025-05-17')
  })

  test('counts for nothing where the dateline gives another day, or the text a whole date', async () => {
    expect(await dated('saved-2025-11-26.txt', report)).toBeNull()
    expect(await dated('saved-2025-11-26.txt', report.replace('May 16', 'May 16, 2025'))).toBe('2025-05-16')
  })

  test('is no day where the calendar has none such', async () => {
    expect(await dated('batch-2025-02-30.txt', report)).toBeNull()
    expect(await dated('batch-12025-05-16.txt', report)).toBeNull()
  })
})
