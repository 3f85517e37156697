import { describe, expect, test } from 'vitest'
import { openDispatches } from '../../src/intake/open.ts'
import { readPages } from '../../src/intake/pdf/pages.ts'
import { pdfOf, type PdfShape, type Placed } from '../support/pdf.ts'
import type { Arrival } from '../../src/intake/arrival.ts'

/** What comes of a PDF's bytes. */
async function opened(bytes: Uint8Array, name = 'report.pdf'): Promise<Arrival> {
  const arrivals: Arrival[] = []
  for await (const arrival of openDispatches(name, inChunks(bytes))) arrivals.push(arrival)
  expect(arrivals).toHaveLength(1)
  return arrivals[0]!
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000))
}

async function dispatchOf(shape: PdfShape, name?: string) {
  const arrival = await opened(pdfOf(shape), name)
  if ('failure' in arrival) throw arrival.failure
  return arrival.dispatch
}

async function failureOf(bytes: Uint8Array) {
  const arrival = await opened(bytes)
  return 'failure' in arrival ? { code: arrival.failure.code, message: arrival.failure.message } : null
}

/** Lines one below the other, a line's distance apart; an empty one leaves the room of a line. */
function column(texts: readonly string[], { x = 72, top = 760 } = {}): Placed[] {
  return texts.flatMap((text, i) => (text === '' ? [] : [{ text, x, y: top - 14 * i }]))
}

const FIRST = [
  'Delegations of the government and the River Front met in Doha on Monday, and a media-',
  'tor of the host country said that the talks would go on for another two days at least.',
]
const SECOND = ['The two sides agreed to free 100 prisoners each, the foreign ministry said on Monday.']
const BOTH =
  'Delegations of the government and the River Front met in Doha on Monday, and a mediator of the host country said that the talks would go on for another two days at least.\n' +
  'The two sides agreed to free 100 prisoners each, the foreign ministry said on Monday.'

describe('a PDF', () => {
  test('gives its paragraphs: lines joined, a word that a line’s end divides made whole', async () => {
    expect((await dispatchOf({ pages: [column([...FIRST, '', ...SECOND])] })).text).toBe(BOTH)
  })
  test('keeps the hyphen of a word that it writes with one elsewhere', async () => {
    const again = ['Of a well-known kind was the offer, said one who saw it, and so well-', 'known indeed that nobody in the hall asked what was meant by any of the words in it.'] // prettier-ignore
    expect((await dispatchOf({ pages: [column(again)] })).text).toContain('so well-known indeed')
  })
  test('gives title, outlet and day from its header lines', async () => {
    const header = ['Talks end in Doha without a truce', '', 'Lakes Courier, 3 June 2025', '']
    const { title, publisher, published, text } = await dispatchOf({ pages: [column([...header, ...FIRST, '', ...SECOND])] }) // prettier-ignore
    expect({ title, publisher, published }).toEqual({ title: 'Talks end in Doha without a truce', publisher: 'Lakes Courier', published: '2025-06-03' }) // prettier-ignore
    expect(text).toBe(BOTH)
  })
  test('has the title that the file says it has, but not a file’s name', async () => {
    const pages = [column([...FIRST, '', ...SECOND])]
    expect((await dispatchOf({ pages, title: 'Talks end in Doha' })).title).toBe('Talks end in Doha')
    expect((await dispatchOf({ pages, title: 'Microsoft Word - statement (2).docx' })).title).toBeNull()
    expect((await dispatchOf({ pages, title: 'untitled' })).title).toBeNull()
  })
  test('has the day of its file’s name where it says none', async () => {
    const { published } = await dispatchOf({ pages: [column(FIRST)] }, 'doha-2025-06-03.pdf')
    expect(published).toBe('2025-06-03')
  })
  test('leaves out running heads, page numbers and what browsers print on the edge', async () => {
    const page = (number: number, texts: readonly string[]) => [
      { text: 'Lakes Monitoring Office – weekly report', y: 810 },
      ...column(texts),
      { text: `Page ${number} of 3`, y: 40 },
      { text: `https://lakes.example/report ${number}/3`, y: 20 },
    ]
    const third = ['Nobody said when the third round would be held, nor where, nor who would be at the table.']
    expect((await dispatchOf({ pages: [page(1, FIRST), page(2, SECOND), page(3, third)] })).text).toBe(`${BOTH}\n${third[0]}`) // prettier-ignore
  })
  test('goes on with a sentence over the end of a column and of a page', async () => {
    const [start = '', rest = ''] = FIRST
    const columns = [...column([start], { x: 72, top: 200 }), ...column([rest], { x: 150 })]
    expect((await dispatchOf({ pages: [columns, column(SECOND)] })).text).toBe(BOTH)
    const opening = [
      'The first round of talks since the winter has ended in the capital, and nobody among those who',
      'had sat at the table was in a hurry to leave, though the hall was to be closed at eleven.',
    ]
    const [before, after] = [column([...opening, '', start]), column([rest, '', ...SECOND])]
    expect((await dispatchOf({ pages: [before, after] })).text).toBe(`${opening.join(' ')}\n${BOTH}`)
  })
  test('keeps the items of a list apart', async () => {
    const items = ['The parties agreed in Doha on Monday on a framework for the talks to come. These are its points.', '- a truce of thirty days', '- a release of 100 prisoners each'] // prettier-ignore
    expect((await dispatchOf({ pages: [column(items)] })).text.split('\n')).toEqual(items)
  })
  test('is known by its mark, whatever its name and what stands before it', async () => {
    const bytes = Buffer.concat([Buffer.from('\r\n'), pdfOf({ pages: [column(FIRST)] })])
    expect(await opened(bytes, 'statement')).toHaveProperty('dispatch')
  })
})

describe('what is no PDF that can be read', () => {
  test('with a password is one clear line', async () => {
    expect(await failureOf(pdfOf({ pages: [column(FIRST)], locked: true }))).toMatchObject({
      code: 'PDF_UNREADABLE', message: expect.stringContaining('it is locked with a password') as string,
    }) // prettier-ignore
  })
  test.each([
    ['nothing but its mark', Buffer.from('%PDF-1.7\n')],
    ['noise behind its mark', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20_000, 0xa7)])],
    ['a tree of pages that is its own child', Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n')], // prettier-ignore
  ])('with %s is one clear line', async (_, bytes) => {
    expect(await failureOf(bytes)).toMatchObject({ code: expect.stringMatching(/^PDF_/) as string })
  })
  test('that breaks off in the middle gives what is whole, or one clear line', async () => {
    const whole = pdfOf({ pages: [column([...FIRST, '', ...SECOND])] })
    const arrival = await opened(whole.subarray(0, whole.length - 400))
    if ('dispatch' in arrival) expect(arrival.dispatch.text).toBe(BOTH)
    else expect(arrival.failure.code).toBe('PDF_UNREADABLE')
  })
  test('without text, as scans are, is told apart', async () => {
    expect(await failureOf(pdfOf({ pages: [[{ text: 'Page 1', y: 30 }], []] }))).toMatchObject({ code: 'PDF_WITHOUT_TEXT' }) // prettier-ignore
  })
  test('of more pages than a report has is refused', async () => {
    const pages = Array.from({ length: 201 }, () => column(SECOND))
    expect(await failureOf(pdfOf({ pages }))).toMatchObject({ message: expect.stringContaining('it has 201 pages') as string }) // prettier-ignore
  })
  test('that takes longer than it may is given up', async () => {
    await expect(readPages(pdfOf({ pages: [column(FIRST)] }), 1)).rejects.toThrow('it takes longer than 0.001 s')
  })
})
